"""Broader and narrower skills: placed by keepers, found and counted for the broader one, never in a circle, undone exactly."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from hamsoo.kernel.errors import Conflict, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, queries
from hamsoo.people.models import Skill, SkillDecision, Unit
from hamsoo.people.queries.choices import choices
from hamsoo.people.strength import Level
from tests.world import NOON


@pytest.fixture
def cloud(sara, reza, nima) -> dict[str, Skill]:
    """Cloud, held by Reza; Kubernetes, held by Sara; Helm, held by Nima."""
    held = {"Cloud": reza, "Kubernetes": sara, "Helm": nima}
    return {name: actions.declare_skill(actor=person, name=name, at=NOON).skill for name, person in held.items()}


def put(admin, cloud, low: str, high: str | None) -> SkillDecision:
    return actions.put_skill_under(actor=admin, skill=cloud[low], broader=cloud[high] if high else None, at=NOON)


def test_who_has_a_narrower_skill_is_found_as_such(admin, sara, reza, nima, cloud):
    put(admin, cloud, "Kubernetes", "Cloud")
    put(admin, cloud, "Helm", "Kubernetes")
    found = queries.skill_holders(person=sara, skill=cloud["Cloud"], at=NOON)
    through = {row.person: row.through for row in found.rows}
    assert through == {reza: None, sara: cloud["Kubernetes"], nima: cloud["Helm"]}
    assert (found.count, queries.skill_holders(person=sara, skill=cloud["Kubernetes"], at=NOON).count) == (3, 2)
    assert queries.broader_chain(skill=cloud["Helm"]) == [cloud["Kubernetes"], cloud["Cloud"]]
    assert queries.narrower_skills(skill=cloud["Cloud"]) == [cloud["Kubernetes"]]


def test_who_has_both_stands_once_with_what_they_have_best(admin, sara, nima, cloud):
    put(admin, cloud, "Kubernetes", "Cloud")
    actions.declare_skill(actor=sara, name="Cloud", at=NOON)
    (row,) = [row for row in queries.skill_holders(person=sara, skill=cloud["Cloud"], at=NOON).rows if row.person == sara]
    assert row.through is None
    actions.endorse_skill(actor=nima, held=sara.skills.get(skill=cloud["Kubernetes"]), at=NOON)
    (row,) = [row for row in queries.skill_holders(person=sara, skill=cloud["Cloud"], at=NOON).rows if row.person == sara]
    assert row.through == cloud["Kubernetes"]


def test_the_directory_finds_narrower_ones_and_counts_them(admin, sara, reza, nima, cloud):
    put(admin, cloud, "Kubernetes", "Cloud")
    put(admin, cloud, "Helm", "Kubernetes")
    for name, people in (("Cloud", {reza, sara, nima}), ("Kubernetes", {sara, nima}), ("Helm", {nima})):
        found = queries.directory(person=sara, filters=queries.Filters(skill=cloud[name]))
        assert set(found.people) == people
    found = queries.directory(person=sara, filters=queries.Filters(skill=cloud["Cloud"]))
    assert found.through == {sara.pk: cloud["Kubernetes"], nima.pk: cloud["Helm"]}
    cache.clear()
    counted = {choice.name: choice.count for choice in choices(person=sara, filters=queries.Filters(), today=NOON.date()).skills}
    assert counted == {"Cloud": 3, "Kubernetes": 2, "Helm": 1}


def test_the_page_of_the_directory_says_through_which(browse, admin, sara, reza, cloud, django_assert_num_queries):
    put(admin, cloud, "Kubernetes", "Cloud")
    client, page = browse(reza), f"{reverse('people:directory')}?skill={cloud['Cloud'].pk}"
    client.get(page)
    with django_assert_num_queries(7):
        shown = client.get(page).content.decode()
    assert shown.count("part of") == 1
    assert f'href="{reverse("people:skill_page", args=[cloud["Kubernetes"].pk])}"' in shown


def test_a_narrower_skill_meets_the_need_of_a_unit(admin, world, sara, reza, cloud):
    unit = Unit.objects.get(pk=world.service.pk)
    actions.set_unit_need(actor=admin, unit=unit, skill=cloud["Cloud"], wanted_count=2, wanted_level=Level.SAID, at=NOON)

    def gap() -> int:
        return next(one.gap for one in queries.skill_map(person=sara, unit=unit, at=NOON).columns if one.skill == cloud["Cloud"])

    assert gap() == 1
    decision = put(admin, cloud, "Kubernetes", "Cloud")
    assert gap() == 0
    actions.undo_decision(actor=admin, decision=decision, at=NOON)
    assert gap() == 1


def test_circles_are_refused_and_change_nothing(admin, sara, cloud):
    put(admin, cloud, "Kubernetes", "Cloud")
    put(admin, cloud, "Helm", "Kubernetes")
    facts = Entry.objects.count()
    for low, high in (("Cloud", "Helm"), ("Cloud", "Kubernetes"), ("Cloud", "Cloud"), ("Helm", "Kubernetes")):
        with pytest.raises(Conflict):
            put(admin, cloud, low, high)
    with pytest.raises(Conflict):
        put(admin, cloud, "Cloud", None)
    with pytest.raises(NotFound):
        put(sara, cloud, "Helm", "Cloud")
    assert queries.places() == {cloud["Kubernetes"].pk: cloud["Cloud"].pk, cloud["Helm"].pk: cloud["Kubernetes"].pk}
    assert Entry.objects.count() == facts


def test_a_merge_that_would_close_a_circle_is_refused(admin, cloud):
    put(admin, cloud, "Kubernetes", "Cloud")
    put(admin, cloud, "Helm", "Kubernetes")
    # Cloud would be read as Helm, which stands below Kubernetes, which stands below Cloud.
    with pytest.raises(Conflict):
        actions.merge_skills(actor=admin, skill=cloud["Cloud"], into=cloud["Helm"], at=NOON)
    assert Skill.objects.filter(meant__isnull=False).count() == 0


def test_five_one_below_the_other_and_no_more(admin, sara):
    made = [actions.ensure_skill(name_en=f"Level {number}") for number in range(6)]
    for low, high in zip(made[1:5], made, strict=False):
        actions.put_skill_under(actor=admin, skill=low, broader=high, at=NOON)
    with pytest.raises(Conflict):
        actions.put_skill_under(actor=admin, skill=made[5], broader=made[4], at=NOON)
    with pytest.raises(Conflict):
        actions.put_skill_under(actor=admin, skill=made[0], broader=made[5], at=NOON)
    assert actions.put_skill_under(actor=admin, skill=made[5], broader=made[3], at=NOON)


def test_a_place_is_moved_and_given_back_in_order(admin, cloud):
    first = put(admin, cloud, "Helm", "Kubernetes")
    second = put(admin, cloud, "Helm", "Cloud")
    third = put(admin, cloud, "Helm", None)
    with pytest.raises(Conflict):
        actions.undo_decision(actor=admin, decision=first, at=NOON)
    for decision, place in ((third, "Cloud"), (second, "Kubernetes"), (first, None)):
        actions.undo_decision(actor=admin, decision=decision, at=NOON)
        assert queries.places().get(cloud["Helm"].pk) == (cloud[place].pk if place else None)
    kinds = [entry.payload["kind"] for entry in Entry.objects.filter(name="people.SkillsArranged").order_by("id")]
    assert kinds == ["under"] * 3 + ["undo"] * 3


def test_a_hidden_skill_leads_nowhere(admin, sara, cloud):
    put(admin, cloud, "Kubernetes", "Cloud")
    actions.hide_skill(actor=admin, skill=cloud["Kubernetes"], at=NOON)
    assert queries.narrower_skills(skill=cloud["Cloud"]) == []
    assert queries.skill_holders(person=admin, skill=cloud["Cloud"], at=NOON).count == 1


def test_the_pages_place_it_and_say_so(browse, admin, sara, cloud):
    address = reverse("people:skill_broader", args=[cloud["Kubernetes"].pk])
    assert browse(sara).post(address, {"into": "cloud"}).status_code == 404
    client = browse(admin)
    client.post(address, {"into": "nothing like it"})
    assert SkillDecision.objects.count() == 0
    client.post(address, {"into": "cloud"})
    assert queries.places() == {cloud["Kubernetes"].pk: cloud["Cloud"].pk}
    taxonomy = client.get(reverse("people:taxonomy")).content.decode()
    assert "part of <bdi>Cloud</bdi>" in taxonomy
    assert "Put under" in taxonomy
    assert 'value="Cloud"' in client.get(reverse("people:kept_skill", args=[cloud["Kubernetes"].pk])).content.decode()
    page = browse(sara).get(reverse("people:skill_page", args=[cloud["Cloud"].pk])).content.decode()
    assert "<bdi>Kubernetes</bdi>, part of <bdi>Cloud</bdi>" in page
    assert "Part of" in browse(sara).get(reverse("people:skill_page", args=[cloud["Kubernetes"].pk])).content.decode()
    client.post(address, {"into": ""})
    assert queries.places() == {}
