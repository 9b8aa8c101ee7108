"""Pages on which administrators promise something about time."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils.timezone import localdate

from hamsoo.cases.models import Hours, LoadLimit, SlaVersion
from hamsoo.kernel import clock
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from tests.world import NOON, World

Browse = Callable[[Person], Client]
PROMISES = "/administration/promises/"
SAYS = {"name_fa": "فوری", "name_en": "Urgent first", "scope": "organisation", "rank": "1", "priorities": ["1"], "first_minutes": "30"}


def test_a_promise_is_made_said_otherwise_and_ended(world: World, sara: Person, admin: Person, browse: Browse) -> None:
    client = browse(admin)
    assert "Nothing is promised yet" in client.get(PROMISES).content.decode()
    assert client.post(f"{PROMISES}new", {**SAYS, "escalations": ["80:lead"]}).status_code == 303
    version = SlaVersion.objects.get()
    assert (version.first_minutes, version.priorities, version.escalations) == (30, [1], [[80, "lead"]])
    page = client.get(PROMISES, {"priority": "1", "unit": world.service.pk}).content.decode()
    assert ("Urgent first" in page, "If a case were opened now" in page, page.count('data-at="') > 5) == (True, True, True)
    assert "Nothing is promised for such a case." in client.get(PROMISES, {"priority": "4"}).content.decode()
    address = f"{PROMISES}{version.policy_id}/"
    assert 'value="30"' in client.get(address).content.decode()
    client.post(address, {**SAYS, "first_minutes": "45", "unit_ids": [world.finance.pk]})
    assert list(SlaVersion.objects.order_by("pk").values_list("first_minutes", "unit_ids")) == [(30, []), (45, [world.finance.pk])]
    client.post(f"{address}end")
    assert "Nothing is promised yet" in client.get(PROMISES).content.decode()
    assert client.get(address).status_code == 404


def test_what_is_no_promise_is_refused_in_words(world: World, admin: Person, browse: Browse) -> None:
    client = browse(admin)
    for wrong in ({"first_minutes": ""}, {"first_minutes": "0"}, {"name_fa": ""}, {"priorities": ["9"]}, {"first_minutes": "9" * 30}):
        assert client.post(f"{PROMISES}new", {**SAYS, **wrong}).status_code == 422
    assert SlaVersion.objects.count() == 0


def test_hours_of_a_unit_have_a_break_and_can_be_none(world: World, admin: Person, browse: Browse) -> None:
    client = browse(admin)
    wanted = {"unit": world.service.pk, "day5": "۸:۰۰-۱۲:۰۰، 13-17", "day4": ""}
    assert client.post(f"{PROMISES}hours", wanted).status_code == 303
    week = Hours.objects.get(unit=world.service).calendar["weeks"][0]["days"]
    assert week == {"saturday": [["08:00", "12:00"], ["13:00", "17:00"]]}
    assert "08:00-12:00, 13:00-17:00" in client.get(f"{PROMISES}hours", {"unit": world.service.pk}).content.decode()
    for wrong in ("25-26", "8-12, 11-13", "all day"):
        assert client.post(f"{PROMISES}hours", {"day5": wrong}).status_code == 422
    assert Hours.objects.count() == 1


def test_a_day_is_corrected_from_now_on_and_the_past_is_not(world: World, admin: Person, browse: Browse) -> None:
    client, today = browse(admin), localdate(clock.now())
    friday = today + timedelta(days=(4 - today.weekday()) % 7 + 7)
    given = {"unit": world.service.pk, "on": friday.isoformat(), "kind": "hours", "spans": "8-12", "reason": "Stock-taking"}
    assert client.post(f"{PROMISES}hours/day", given).status_code == 303
    kept = Hours.objects.get(unit=world.service).calendar["corrections"]
    assert kept == [{"on": friday.isoformat(), "kind": "hours", "spans": [["08:00", "12:00"]], "reason": "Stock-taking"}]
    page = client.get(f"{PROMISES}hours?unit={world.service.pk}").content.decode()
    assert ("Stock-taking" in page, "Stock-taking" in client.get(f"{PROMISES}hours").content.decode()) == (True, False)
    past = (today - timedelta(days=1)).isoformat()
    for wrong, says in (({"on": past}, "What has passed keeps"), ({"kind": "closed"}, "Hours are given"), ({"spans": "x"}, "Write hours")):
        refused = client.post(f"{PROMISES}hours/day", {**given, **wrong})
        assert (refused.status_code, says in refused.content.decode()) == (422, True)
    # The zone is said with the week, and what was corrected stays; taken back it is as the week says.
    assert client.post(f"{PROMISES}hours", {"unit": world.service.pk, "time_zone": "Asia/Kabul", "day5": "8-12"}).status_code == 303
    newest = Hours.objects.filter(unit=world.service).latest("effective_at").calendar
    assert (newest["time_zone"], len(newest["corrections"])) == ("Asia/Kabul", 1)
    assert client.post(f"{PROMISES}hours/day", {**given, "kind": "none", "spans": ""}).status_code == 303
    assert Hours.objects.filter(unit=world.service).latest("effective_at").calendar["corrections"] == []


def test_who_leads_a_unit_says_how_much_each_takes(
    world: World, sara: Person, reza: Person, nima: Person, admin: Person, browse: Browse
) -> None:
    page = "/cases/loads/"
    assert browse(sara).get(page).status_code == 404
    people.appoint(actor=admin, unit=world.service, head=reza, deputy=None, at=NOON)
    client = browse(reza)
    assert "Sara Mohammadi" in client.get(page).content.decode()
    for most, status in (("7", 303), ("501", 422), ("x", 422)):
        assert client.post(page, {"person": sara.pk, "most": most}).status_code == status
    assert LoadLimit.objects.values_list("person", "most").get() == (sara.pk, 7)
    assert 'value="7"' in browse(admin).get(f"{page}?unit={world.service.pk}").content.decode()
    assert client.post(page, {"person": nima.pk, "most": "7"}).status_code == 404
    assert client.post(page, {"person": sara.pk, "most": ""}).status_code == 303
    assert LoadLimit.objects.count() == 0


def test_nobody_else_finds_these_pages(world: World, sara: Person, browse: Browse) -> None:
    client = browse(sara)
    assert [client.get(f"{PROMISES}{end}").status_code for end in ("", "new", "hours", "1/")] == [404] * 4
    assert client.post(f"{PROMISES}1/end").status_code == 404
