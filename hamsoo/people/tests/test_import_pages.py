"""The pages of imports, directories and leavers: who sees them, what they do, and at what cost."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.ledger.models import Entry
from hamsoo.people import actions
from hamsoo.people.importers import uploads
from hamsoo.people.importers.planning import Choices
from hamsoo.people.jobs import carry_out_file
from hamsoo.people.models import ColumnMapping, Integration, PeopleFile, Person
from tests.world import NOON

LIST = "کد پرسنلی,نام کامل,واحد,ایمیل\n1001,ليلا كاظمي,Service,leila@rayanpayam.example\nsara,سارا محمدی,Service,\n"
COLUMNS = {"column_0": "code", "column_1": "name", "column_2": "unit", "column_3": "mail", "creates_units": "on", "opens_accounts": "on"}
ROUTES = ["imports", "sync", "leavers"]


def upload(client: Client, content: str | bytes, name: str = "people.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(reverse("people:imports"), {"file": SimpleUploadedFile(name, data)})


def work(file: PeopleFile) -> PeopleFile:
    carry_out_file.func(file_id=file.pk)
    file.refresh_from_db()
    return file


@pytest.mark.parametrize("route", ROUTES)
def test_only_those_who_keep_the_record_find_these_pages(browse, admin, sara, mina, parto, route):
    assert browse(admin).get(reverse(f"people:{route}")).status_code == 200
    for stranger in (sara, mina, parto):
        assert browse(stranger).get(reverse(f"people:{route}")).status_code == 404
    assert browse(None).get(reverse(f"people:{route}")).status_code == 302


@pytest.mark.parametrize("language", ["fa", "en"])
def test_pages_are_shown_empty_in_both_languages(browse, admin, language):
    admin.account.language = language
    admin.account.save()
    for route in ROUTES:
        page = browse(admin).get(reverse(f"people:{route}")).content.decode()
        assert (
            ("هنوز" in page or "هیچ" in page or "کس" in page)
            if language == "fa"
            else ("None" in page or "No file" in page or "Nobody" in page)
        )


def test_a_file_is_uploaded_checked_and_applied(browse, admin, sara):
    client = browse(admin)
    answer = upload(client, LIST)
    file = PeopleFile.objects.get()
    page = reverse("people:import_file", args=[file.pk])
    assert (answer.status_code, answer.headers["Location"], file.mapping) == (
        303,
        page,
        {"0": "code", "1": "name", "2": "unit", "3": "mail"},
    )
    shown = client.get(page).content.decode()
    assert "leila@rayanpayam.example" in shown
    assert reverse("people:import_applying", args=[file.pk]) not in shown
    assert client.post(page, COLUMNS).status_code == 303
    assert 'hx-trigger="every 1s"' in client.get(page).content.decode()
    assert work(PeopleFile.objects.get()).state == "checked"
    shown = client.get(page).content.decode()
    assert "1 joins" in shown
    assert "1 stays as it is" in shown
    assert not Person.objects.filter(code="1001").exists()
    assert client.post(reverse("people:import_applying", args=[file.pk])).status_code == 303
    done = work(PeopleFile.objects.get())
    assert (done.state, done.file.name, Person.objects.get(code="1001").name_fa) == ("done", "", "لیلا کاظمی")
    fact = Entry.objects.get(name="people.PeopleImported")
    assert (fact.actor_id, fact.payload) == (admin.pk, {"source": "file", "joined_count": 1, "changed_count": 0, "left_count": 0})
    assert client.get(page).status_code == 200


def test_what_is_wrong_is_shown_and_can_be_taken_away(browse, admin, sara):
    client = browse(admin)
    upload(client, "code,name,mail\n7,A,@SUM(A1)\n8,,x@y.example\n")
    file = PeopleFile.objects.get()
    client.post(reverse("people:import_file", args=[file.pk]), {"column_0": "code", "column_1": "name", "column_2": "mail"})
    assert (work(PeopleFile.objects.get()).state, file.problem_count) == ("failed", 0)
    page = client.get(reverse("people:import_file", args=[file.pk])).content.decode()
    assert "“@SUM(A1)” is no e-mail address." in page
    assert "Write it like sara@example.ir, or leave the cell empty." in page
    answer = client.get(reverse("people:import_report", args=[file.pk]))
    rows = list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert (answer.headers["Content-Type"], len(rows), rows[1][1:3]) == ("text/csv; charset=utf-8", 3, ["2", "mail"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The submitted file is empty."),
        (b"\x00\x01\x02\x03\x00\x00", "This is no table"),
        (b"PK\x03\x04nothing", "The workbook is damaged"),
    ],
)
def test_what_is_no_table_is_refused_at_the_door(browse, admin, content, said):
    answer = upload(browse(admin), content)
    assert (answer.status_code, PeopleFile.objects.exists()) == (422, False)
    assert said in answer.content.decode()


def test_columns_are_chosen_and_remembered(browse, admin):
    client = browse(admin)
    upload(client, "A,B,C\n1,x,y\n")
    file = PeopleFile.objects.get()
    page = reverse("people:import_file", args=[file.pk])
    for chosen, said in (
        ({"column_0": "name"}, "No column fills “Personnel number”. Choose the one that does."),
        ({"column_0": "code", "column_1": "code"}, "Two columns fill “Personnel number”. Choose one of them."),
        ({"column_0": "nonsense"}, "Select a valid choice."),
    ):
        answer = client.post(page, chosen)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not ColumnMapping.objects.exists()
    client.post(page, {"column_0": "code", "column_2": "name"})
    upload(client, "a;b;c\n2;x;y\n", name="next.csv")
    assert PeopleFile.objects.latest("id").mapping == {"0": "code", "2": "name"}


def test_a_file_is_dropped_with_what_it_held(browse, admin):
    client = browse(admin)
    upload(client, LIST)
    file = PeopleFile.objects.get()
    storage, name = file.file.storage, file.file.name
    assert storage.exists(name)
    assert client.post(reverse("people:import_removal", args=[file.pk])).status_code == 303
    assert (PeopleFile.objects.exists(), storage.exists(name)) == (False, False)


def test_a_file_that_is_lost_is_said_to_be(browse, admin):
    client = browse(admin)
    upload(client, LIST)
    file = PeopleFile.objects.get()
    client.post(reverse("people:import_file", args=[file.pk]), COLUMNS)
    PeopleFile.objects.update(file="")
    assert work(PeopleFile.objects.get()).state == "failed"
    page = client.get(reverse("people:import_file", args=[file.pk])).content.decode()
    assert "The file is not there any more." in page
    assert "Upload it again." in page


def test_actions_on_files_are_refused_to_others_and_out_of_turn(admin, sara):
    content = SimpleUploadedFile("p.csv", LIST.encode())
    with pytest.raises(NotAllowed):
        uploads.upload(actor=sara, name="p.csv", content=content, at=NOON)
    file = uploads.upload(actor=admin, name="../../p.csv", content=content, at=NOON)
    assert file.name == "p.csv"
    with pytest.raises(NotAllowed):
        uploads.choose(actor=sara, file=file, mapping={0: "code", 1: "name"}, choices=Choices())
    with pytest.raises(Invalid):
        uploads.choose(actor=admin, file=file, mapping={0: "is_administrator", 1: "name"}, choices=Choices())
    with pytest.raises(Conflict):
        uploads.begin(actor=admin, file=file, apply=True)
    uploads.begin(actor=admin, file=file, apply=False)
    for again in (lambda: uploads.begin(actor=admin, file=file, apply=False), lambda: uploads.discard(actor=admin, file=file)):
        with pytest.raises(Conflict):
            again()


def test_a_token_is_shown_once(browse, admin, sara):
    client = browse(admin)
    answer = client.post(reverse("people:new_integration"), {"name": "Entra"})
    integration = Integration.objects.get()
    page = answer.content.decode()
    token = page.partition('value="hms_')[2].partition('"')[0]
    assert Client().get("/scim/v2/Users", headers={"Authorization": f"Bearer hms_{token}"}).status_code == 200
    assert token not in client.get(reverse("people:sync")).content.decode()
    assert token not in str(list(Integration.objects.values()))
    renewed = client.post(reverse("people:integration_token", args=[integration.pk])).content.decode()
    assert 'value="hms_' in renewed
    assert client.post(reverse("people:integration_end", args=[integration.pk])).status_code == 303
    assert Client().get("/scim/v2/Users", headers={"Authorization": f"Bearer hms_{token}"}).status_code == 401
    names = list(Entry.objects.filter(name__startswith="people.Integration").order_by("id").values_list("name", flat=True))
    assert names == ["people.IntegrationCreated", "people.IntegrationTokenRenewed", "people.IntegrationEnded"]


def test_programs_are_managed_by_those_who_keep_the_record_only(browse, admin, sara):
    integration, _token = actions.create_integration(actor=admin, name="Okta", at=NOON)
    facts = Entry.objects.count()
    for route, arguments in (
        ("new_integration", []),
        ("integration_token", [integration.pk]),
        ("integration_end", [integration.pk]),
        ("directory_sync", []),
    ):
        assert browse(sara).post(reverse(f"people:{route}", args=arguments), {"name": "x"}).status_code == 404
    for action in (actions.renew_token, actions.end_integration):
        with pytest.raises(NotAllowed):
            action(actor=sara, integration=integration, at=NOON)
    with pytest.raises(Invalid):
        actions.create_integration(actor=admin, name="  ", at=NOON)
    assert Entry.objects.count() == facts
    actions.end_integration(actor=admin, integration=integration, at=NOON)
    with pytest.raises(Conflict):
        actions.renew_token(actor=admin, integration=integration, at=NOON)


def test_page_costs(browse, admin, sara, reza, django_assert_num_queries):
    client = browse(admin)
    upload(client, LIST)
    actions.leave(actor=admin, person=sara, left_on=NOON.date(), at=NOON)
    actions.leave(actor=admin, person=reza, left_on=NOON.date(), at=NOON)
    client.get(reverse("people:imports"))
    with django_assert_num_queries(2):
        client.get(reverse("people:imports"))
    with django_assert_num_queries(2):
        client.get(reverse("people:sync"))
    with django_assert_num_queries(10):
        client.get(reverse("people:leavers"))
