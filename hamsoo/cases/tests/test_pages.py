"""The page of a case, and what is done from it."""

from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hamsoo.cases import actions, rules
from hamsoo.cases.models import Case, CaseLink, HandOff, Note
from hamsoo.cases.tests.contacts import correspondence, wrote
from hamsoo.cases.tests.test_handing import partner
from hamsoo.cases.tests.test_tying import with_mail
from hamsoo.cases.tests.test_working import opened
from hamsoo.customers.tests.cast import company
from hamsoo.kernel import clock
from hamsoo.people.models import Person
from tests.world import NOON, World


def test_the_page_shows_what_was_said_in_a_fixed_number_of_queries(
    world: World, sara: Person, browse: Callable[..., Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record = company(world, "Sepehr", "crm")
    case = opened(world, sara, record=record, correspondence=correspondence(world.service, record))
    client = browse(sara)
    for number in range(3):
        wrote(case.correspondence, f"<b>Message {number}</b>")  # type: ignore[arg-type]
        actions.note(actor=sara, case=case, body=f"Note **{number}**", at=NOON)
    client.get(case.get_absolute_url())
    with django_assert_num_queries(19):
        page = client.get(case.get_absolute_url()).content.decode()
    assert "&lt;b&gt;Message 2&lt;/b&gt;" in page
    assert "Note <strong>2</strong>" in page
    assert "Sepehr" in page
    notes = client.get(f"{case.get_absolute_url()}?show=notes").content.decode()
    assert ("Message 2" in notes, "Note <strong>2</strong>" in notes) == (False, True)
    # An open page asks for what is new alone: what was said, and in whose hands it is.
    live = client.get(case.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in live, "Message 2" in live, 'id="case-top" hx-swap-oob="true"' in live) == (False, True, True)


def test_everything_is_done_from_the_page(world: World, sara: Person, reza: Person, browse: Callable[..., Client]) -> None:
    case = opened(world, sara)
    client, url = browse(sara), case.get_absolute_url()

    def post(what: str, **data: object) -> int:
        return client.post(f"{url}{what}", data).status_code

    steps = [
        post("state", state="taken"),
        post("state", state="customer"),
        post("notes", body="They call back"),
        post("watching", on="1"),
        post("assignee", person=reza.pk),
        post("edit", subject="Renewed twice", priority="1", type="", tags="renewal, رایگان"),
        post("secrecy", on="1"),
        post("secrecy", on="0"),
        post("state", state="resolved"),
    ]
    assert steps == [303] * 9
    case.refresh_from_db()
    assert (case.subject, case.priority, case.tags, case.assignee, case.state) == (
        "Renewed twice",
        1,
        ["renewal", "رایگان"],
        reza,
        "resolved",
    )
    assert Note.objects.get().body == "They call back"
    # What is wrong is said where it was written, and its words stay.
    assert post("state", state="forgotten") == 422
    assert post("notes", body="") == 422
    assert post("edit", subject="", priority="1") == 422
    assert post("notes", body="x" * 20_001) == 422


def test_a_hand_off_from_page_to_page(world: World, sara: Person, nima: Person, browse: Callable[..., Client]) -> None:
    case = opened(world, sara)
    url = case.get_absolute_url()
    given = {"to": f"unit:{world.finance.pk}", "reason": "The invoice", "hours": "2"}
    assert browse(sara).post(f"{url}hand-off", {**given, "to": "unit:999999"}).status_code == 422
    assert browse(sara).post(f"{url}hand-off", given).status_code == 303
    asked = HandOff.objects.get()
    client = browse(nima)
    assert "The invoice" in client.get(url).content.decode()
    answer = f"{url}hand-offs/{asked.pk}"
    assert client.post(answer, {"answer": "refused", "words": ""}).status_code == 422
    assert client.post(answer, {"answer": "accepted"}).status_code == 303
    case.refresh_from_db()
    assert (case.unit, case.assignee) == (world.finance, nima)
    assert client.post(answer, {"answer": "returned", "words": "It was paid"}).status_code == 303
    other = opened(world, sara)
    assert browse(sara).post(f"{other.get_absolute_url()}hand-offs/{asked.pk}", {"answer": "accepted"}).status_code == 404


def test_ties_from_the_page(world: World, sara: Person, browse: Callable[..., Client]) -> None:
    case, other = with_mail(world, sara), opened(world, sara)
    client, url = browse(sara), case.get_absolute_url()
    assert client.post(f"{url}ties", {"number": 2**62, "kind": "related"}).status_code == 422
    assert client.post(f"{url}ties", {"number": other.pk, "kind": "related"}).status_code == 303
    assert CaseLink.objects.get().other == other
    assert str(other.subject) in client.get(url).content.decode()
    assert client.post(f"{url}ties", {"number": other.pk, "kind": "merge"}).status_code == 303
    assert client.post(f"{url}unmerge").status_code == 303
    message = case.correspondence.interactions.get()  # type: ignore[union-attr]
    assert "Which?" in client.get(f"{url}split").content.decode()
    assert client.post(f"{url}split", {"subject": "Invoice", "messages": [message.pk]}).status_code == 303
    assert Case.objects.count() == 3


def test_who_is_writing_is_seen_by_the_others(world: World, sara: Person, reza: Person, browse: Callable[..., Client]) -> None:
    case = opened(world, sara)
    url = f"{case.get_absolute_url()}writing"
    assert browse(sara).post(url).status_code == 204
    mine, theirs = (browse(person).get(url).content.decode() for person in (sara, reza))
    assert ("Sara Mohammadi is replying" in mine, "Sara Mohammadi is replying" in theirs) == (False, True)


def test_a_customer_shows_its_open_cases_and_another_is_opened_there(
    world: World, sara: Person, nima: Person, browse: Callable[..., Client]
) -> None:
    record = company(world, "Sepehr", "crm")
    client = browse(sara)
    assert client.post(f"/cases/records/{record.pk}/new", {"subject": "Renewed", "priority": "2"}).status_code == 303
    hidden = actions.close_to_others(actor=sara, case=opened(world, sara, record=record), at=NOON)
    panel = f"/cases/records/{record.pk}/open"
    assert (panel, "Renewed" in client.get(panel).content.decode(), hidden.subject in client.get(panel).content.decode()) == (
        panel,
        True,
        True,
    )
    theirs = browse(nima).get(panel).content.decode()
    assert ("Renewed" in theirs, hidden.subject in theirs) == (True, False)


def test_a_partner_answers_without_an_account(world: World, sara: Person, browse: Callable[..., Client]) -> None:
    case = opened(world, sara)
    asked = actions.hand_off(actor=sara, case=case, to=partner(), reason="A new card", at=clock.now())
    client, url = browse(None), f"/hand-offs/{rules.token_of(asked)}/"
    page = client.get(url).content.decode()
    assert ("A new card" in page, case.subject in page) == (True, False)
    assert client.post(url, {"answer": "refused", "words": ""}).status_code == 422
    assert client.post(url, {"answer": "accepted"}).status_code == 303
    case.refresh_from_db()
    assert case.partner == asked.to_partner
    assert client.get("/hand-offs/1.nonsense:x/").status_code == 404
