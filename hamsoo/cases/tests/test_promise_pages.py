"""Pages on which administrators promise something about time."""

from collections.abc import Callable

from django.test import Client

from hamsoo.cases.models import Hours, SlaVersion
from hamsoo.people.models import Person
from tests.world import World

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


def test_nobody_else_finds_these_pages(world: World, sara: Person, browse: Browse) -> None:
    client = browse(sara)
    assert [client.get(f"{PROMISES}{end}").status_code for end in ("", "new", "hours", "1/")] == [404] * 4
    assert client.post(f"{PROMISES}1/end").status_code == 404
