"""The profile in the browser: parts edited in their place and on pages of their own, by nobody but their owner."""

from datetime import date

import pytest
from django.urls import reverse
from freezegun import freeze_time

from hamsoo.people import actions, queries
from hamsoo.people.models import DismissedHint, Leave, Person, ProfileItem
from tests.world import NOON

HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def noon():
    with freeze_time(NOON):
        yield


def part(name, *more):
    return reverse(f"people:{name}", args=more)


def body(answer) -> str:
    return answer.content.decode()


def test_a_part_is_edited_in_its_place(browse, sara, reza):
    client = browse(sara)
    form = body(client.get(part("new_item", "experience"), headers=HTMX))
    assert form.startswith('<section id="part-experience"')
    assert 'name="organisation"' in form
    refused = client.post(part("new_item", "experience"), {"title": ""}, headers=HTMX)
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in body(refused)
    sent = {"title": "Engineer", "organisation": "Sepehr", "since_on": "1394/1/1", "until_on": "2019-09-01", "text": "**HSM**"}
    answer = body(client.post(part("new_item", "experience"), sent, headers=HTMX))
    item = ProfileItem.objects.get()
    assert (item.since_on, item.until_on) == (date(2015, 3, 21), date(2019, 9, 1))
    assert "<strong>HSM</strong>" in answer
    assert part("item", item.pk) in answer
    profile = body(browse(reza).get(sara.get_absolute_url()))
    assert "Engineer" in profile
    assert part("item", item.pk) not in profile
    changed = body(client.post(part("item", item.pk), {**sent, "title": "Lead"}, headers=HTMX))
    assert "Lead" in changed
    assert "Lead" not in body(client.delete(part("item", item.pk), headers=HTMX))


def test_the_same_works_without_scripts(browse, sara):
    client = browse(sara)
    assert "<!doctype html>" in body(client.get(part("new_item", "interests")))
    answer = client.post(part("new_item", "interests"), {"title": "Chess", "kind": "hobby"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{sara.get_absolute_url()}#part-interests")
    client.post(part("new_item", "interests"), {"title": "Go", "kind": "hobby"})
    chess, go = ProfileItem.objects.order_by("pk")
    assert client.post(part("item_place", go.pk), {"to": "up"}).status_code == 303
    assert list(ProfileItem.objects.values_list("title", flat=True)) == ["Go", "Chess"]
    assert client.post(part("item", chess.pk), {"_method": "delete"}).status_code == 303
    assert ProfileItem.objects.get() == go


def test_lines_of_others_are_not_there(browse, sara, reza):
    item = actions.add_item(actor=sara, part="interests", values={"title": "Chess", "kind": "hobby"}, at=NOON)
    leave = actions.enter_leave(actor=sara, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2), at=NOON)
    client = browse(reza)
    assert client.get(part("item", item.pk)).status_code == 404
    assert client.delete(part("item", item.pk)).status_code == 404
    assert client.post(part("item_place", item.pk), {"to": "up"}).status_code == 404
    assert client.delete(part("leave", leave.pk)).status_code == 404
    assert (ProfileItem.objects.count(), Leave.objects.count()) == (1, 1)


def test_parts_that_are_none_have_no_page(browse, sara):
    client = browse(sara)
    for address in (part("part", "nonsense"), part("new_item", "about"), part("new_item", "nonsense")):
        assert client.get(address).status_code == 404


def test_languages_are_said_with_their_level(browse, sara, nima):
    client = browse(sara)
    client.post(part("languages"), {"fa": "5", "en": "4", "de": ""}, headers=HTMX)
    assert [(spoken.code, spoken.level) for spoken in sara.spoken.all()] == [("fa", 5), ("en", 4)]
    page = body(browse(nima).get(sara.get_absolute_url()))
    assert "Fluent" in page
    assert client.post(part("languages"), {"fa": "6"}).status_code == 422
    client.post(part("languages"), {"fa": "", "en": ""}, headers=HTMX)
    assert not sara.spoken.exists()


def test_languages_from_before_keep_their_silence(browse, sara):
    actions.edit_profile(actor=sara, person=sara, languages={"fa": None}, at=NOON)
    client = browse(sara)
    assert '<option value="0" selected>Spoken</option>' in body(client.get(part("languages")))
    client.post(part("languages"), {"fa": "0", "en": "2"}, headers=HTMX)
    assert dict(sara.spoken.values_list("code", "level")) == {"fa": None, "en": 2}


def test_hours_are_entered_day_by_day(browse, sara):
    client = browse(sara)
    page = body(client.get(part("hours")))
    assert 'name="day5_0_start" value="08:00"' in page
    sent = {"time_zone": "Asia/Tehran", "keeps_holidays": "on", "day5_0_start": "۸", "day5_0_end": "12:00"}
    answer = client.post(part("hours"), {**sent, "day5_1_start": "14.00", "day5_1_end": "۱۸:۰۰"}, headers=HTMX)
    assert "08:00–12:00, 14:00–18:00" in body(answer)
    sara.refresh_from_db()
    assert sara.working_calendar["weeks"][0]["days"] == {"saturday": [["08:00", "12:00"], ["14:00", "18:00"]]}
    assert (sara.working_calendar["country"], queries.reachability(person=sara, at=NOON).is_open) == ("IR", False)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"day5_0_start": "08:00"}, "both when you begin and when you end"),
        ({"day5_0_start": "08:00", "day5_0_end": "12:00", "day5_1_start": "11:00", "day5_1_end": "13:00"}, "overlap"),
        ({"day5_0_start": "25:00", "day5_0_end": "12:00"}, "Write a time of day like 8:30."),
        ({"time_zone": "Mars/Base"}, "Select a valid choice"),
    ],
)
def test_wrong_hours_are_refused(browse, sara, sent, words):
    answer = browse(sara).post(part("hours"), {"time_zone": "Asia/Tehran", **sent}, headers=HTMX)
    assert answer.status_code == 422
    assert words in body(answer)
    sara.refresh_from_db()
    assert sara.working_calendar is None


def test_leave_is_entered_and_cancelled(browse, sara, reza):
    actions.set_presence(actor=sara, presence="on", at=NOON)
    client = browse(sara)
    assert client.post(part("leaves"), {"starts_on": "2026-11-22", "ends_on": "2026-11-21"}).status_code == 422
    answer = client.post(part("leaves"), {"starts_on": "1405/8/30", "ends_on": "2026-11-22", "note": "Dentist"}, headers=HTMX)
    assert "Dentist" in body(answer)
    seen = body(browse(reza).get(sara.get_absolute_url()))
    assert "On leave, back" in seen
    assert "Dentist" not in seen
    assert '<i class="pr on"' not in seen.partition("<main")[2].partition("</header>")[0]
    assert body(client.delete(part("leave", Leave.objects.get().pk), headers=HTMX)).startswith('<section id="part-leave"')
    assert "On leave" not in body(browse(reza).get(sara.get_absolute_url()))


@pytest.mark.parametrize(("audience", "seen"), [("everyone", [True, True]), ("unit", [True, False]), ("me", [False, False])])
def test_pages_keep_to_the_audience(browse, sara, reza, nima, audience, seen):
    actions.edit_profile(actor=sara, person=sara, about="Custody since 1398", at=NOON)
    answer = browse(sara).post(part("audience", "about"), {"audience": audience}, headers=HTMX)
    assert f'<option value="{audience}" selected>' in body(answer)
    pages = [body(browse(reader).get(sara.get_absolute_url())) for reader in (reza, nima)]
    assert ["Custody since 1398" in page for page in pages] == seen
    assert not any('name="audience"' in page for page in pages)


def test_hours_that_are_hidden_say_nothing_in_the_head_either(browse, sara, nima):
    actions.show_part(actor=sara, part="hours", audience="me", at=NOON)
    page = body(browse(nima).get(sara.get_absolute_url()))
    assert "Works until" not in page
    assert 'id="part-hours"' not in page


def test_wrong_audiences_are_refused(browse, sara):
    assert browse(sara).post(part("audience", "about"), {"audience": "world"}).status_code == 422
    assert browse(sara).post(part("audience", "nonsense"), {"audience": "me"}).status_code == 404


def test_hints_are_the_owners_alone_and_go_when_dismissed(browse, sara, reza):
    client = browse(sara)
    assert 'id="hint-about"' in body(client.get(sara.get_absolute_url()))
    assert 'id="hint-about"' not in body(browse(reza).get(sara.get_absolute_url()))
    assert body(client.post(part("hint", "about"), headers=HTMX)) == ""
    assert 'id="hint-about"' not in body(client.get(sara.get_absolute_url()))
    assert DismissedHint.objects.get().person == sara
    assert client.post(part("hint", "nonsense")).status_code == 422


def test_the_owner_sees_where_the_record_comes_from(browse, sara, reza, admin):
    actions.change_record(actor=admin, person=sara, changes={"phone": "+98 21 1"}, source="ldap", at=NOON)
    assert "Directory service (LDAP)" in body(browse(sara).get(sara.get_absolute_url()))
    assert "Directory service (LDAP)" not in body(browse(reza).get(sara.get_absolute_url()))


def test_tabs_are_parts_of_the_page(browse, sara, reza):
    client = browse(reza)
    for tab, panel in (("work", "/questions/of/"), ("story", "/timeline/")):
        assert panel in body(client.get(sara.get_absolute_url(), {"tab": tab}))
        fragment = body(client.get(sara.get_absolute_url(), {"tab": tab}, headers=HTMX))
        assert fragment.startswith('<div id="profile-tabs"')
    assert 'aria-current="page">About' in body(client.get(sara.get_absolute_url(), {"tab": "nonsense"}))


def test_a_certificate_that_ran_out_says_so(browse, sara, reza):
    for title, until in (("CKA", date(2026, 11, 20)), ("CKS", date(2026, 11, 21))):
        actions.add_item(actor=sara, part="certificates", values={"title": title, "until_on": until}, at=NOON)
    page = body(browse(reza).get(sara.get_absolute_url())).partition('id="part-certificates"')[2]
    assert page.count("Expired") == 1
    assert page.index("CKA") < page.index("Expired") < page.index("CKS")


def test_a_full_profile_costs_no_more_than_an_empty_one(browse, sara, reza, nima, django_assert_num_queries):
    client = browse(reza)
    client.get(nima.get_absolute_url())
    with django_assert_num_queries(COST):
        client.get(sara.get_absolute_url())
    for n in range(5):
        actions.add_item(actor=sara, part="experience", values={"title": f"Job {n}"}, at=NOON)
        actions.add_item(actor=sara, part="reach", values={"title": f"@sara{n}", "kind": "messenger"}, at=NOON)
    actions.edit_profile(actor=sara, person=sara, about="x", languages={"fa": 5, "en": 4, "de": 2}, at=NOON)
    actions.enter_leave(actor=sara, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2), at=NOON)
    with django_assert_num_queries(COST):
        client.get(sara.get_absolute_url())
    mine = browse(Person.objects.get(pk=sara.pk))
    mine.get(sara.get_absolute_url())
    # Its owner is told also where the record comes from, and what is missing.
    with django_assert_num_queries(COST + 2):
        mine.get(sara.get_absolute_url())


COST = 11
"""Queries of a profile: who reads, whose it is, four of the parts, skills, the place in the organisation, the career."""


@pytest.mark.parametrize("name", ["about", "languages", "hours", "leaves", "my_photo"])
def test_strangers_have_no_profile_to_edit(browse, mina, parto, name):
    for stranger in (mina, parto):
        assert browse(stranger).get(part(name)).status_code == 404
        assert browse(stranger).post(part(name), {}).status_code == 404
