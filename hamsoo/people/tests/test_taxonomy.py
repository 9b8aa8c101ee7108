"""The taxonomy: merged, renamed, named, split and hidden, each undone exactly."""

from collections import defaultdict
from functools import partial

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, queries
from hamsoo.people.models import Endorsement, PersonSkill, Skill, SkillDecision, SkillEvidence, SkillName
from tests.world import NOON


@pytest.fixture
def skills(sara, reza, nima) -> list[Skill]:
    """Four skills, held and confirmed crosswise, the first two shown."""
    made = [actions.ensure_skill(name_en=name) for name in ("Kubernetes", "K8s", "Containers", "Docker")]
    for number, person in enumerate((sara, reza, nima)):
        for skill in made[number : number + 2]:
            held = actions.declare_skill(actor=person, name=skill.name_en, at=NOON)
            for other in (sara, reza, nima):
                if other != person:
                    actions.endorse_skill(actor=other, held=held, at=NOON)
    works = [actions.Work(7, sara.pk, skill.pk, 1.0, False, NOON) for skill in made[:2]]
    actions.note_skill_evidence(source="answer", object_ids=[7], works=works)
    return made


def picture(people):
    """Return all that anybody sees of these people's skills, and the rows below it."""
    shown = {
        person.pk: [
            (one.skill.pk, one.endorsement_count, one.evidence, one.level)
            for one in queries.skills_of(person=people[0], of=person, at=NOON)
        ]
        for person in people
    }
    rows = [
        list(model.objects.order_by("pk").values_list("pk", *fields))
        for model, fields in (
            (PersonSkill, ("person", "skill")),
            (Endorsement, ("person_skill", "by")),
            (SkillEvidence, ("person", "skill", "object_id")),
            (SkillName, ("skill", "key")),
        )
    ]
    return shown, rows, list(Skill.objects.order_by("pk").values_list("pk", "meant", "merged_into", "broader", "name_en", "is_hidden"))


def test_a_merged_skill_is_read_as_the_other_and_comes_back_exactly(sara, reza, nima, admin, skills):
    people = (sara, reza, nima)
    before = picture(people)
    decision = actions.merge_skills(actor=admin, skill=skills[1], into=skills[0], at=NOON)
    (one,) = queries.skills_of(person=nima, of=sara, at=NOON)
    assert (one.skill, one.endorsement_count, one.evidence.count) == (skills[0], 2, 1)
    assert queries.skill_holders(person=sara, skill=skills[0], at=NOON).count == 2
    assert queries.names_of_skills(skill_ids=[skills[0].pk]) == {skills[0].pk: ["Kubernetes", "K8s"]}
    assert queries.skill(person=nima, pk=skills[1].pk) == skills[0]
    actions.undo_decision(actor=admin, decision=decision, at=NOON)
    assert picture(people) == before
    assert [entry.payload["kind"] for entry in Entry.objects.filter(name="people.SkillsArranged").order_by("id")] == ["merge", "undo"]


def test_what_is_said_of_a_merged_skill_stays_with_its_name(sara, admin, reza, skills):
    decision = actions.merge_skills(actor=admin, skill=skills[3], into=skills[2], at=NOON)
    held = actions.declare_skill(actor=reza, name="docker", at=NOON)
    assert held.skill == skills[2], "Reza holds Containers already, which Docker means now."
    held = actions.declare_skill(actor=sara, name="docker", at=NOON)
    assert held.skill.shown == skills[2]
    actions.undo_decision(actor=admin, decision=decision, at=NOON)
    assert skills[3] in [one.skill for one in queries.skills_of(person=sara, of=sara, at=NOON)]


def test_withdrawing_takes_all_that_means_the_same(sara, nima, admin, skills):
    actions.merge_skills(actor=admin, skill=skills[1], into=skills[0], at=NOON)
    held = queries.held_skill(person=sara, pk=queries.skills_of(person=sara, of=sara, at=NOON)[0].pk)
    actions.withdraw_endorsement(actor=nima, held=held, at=NOON)
    assert queries.skills_of(person=sara, of=sara, at=NOON)[0].endorsement_count == 1
    actions.withdraw_skill(actor=sara, held=held, at=NOON)
    assert queries.skills_of(person=sara, of=sara, at=NOON) == []


def test_merges_are_refused_where_they_mean_nothing(sara, admin, skills):
    for actor in (sara,):
        with pytest.raises(NotFound):
            actions.merge_skills(actor=actor, skill=skills[0], into=skills[1], at=NOON)
    with pytest.raises(Conflict):
        actions.merge_skills(actor=admin, skill=skills[0], into=skills[0], at=NOON)
    actions.merge_skills(actor=admin, skill=skills[0], into=skills[1], at=NOON)
    actions.merge_skills(actor=admin, skill=skills[1], into=skills[2], at=NOON)
    for one, other in ((0, 1), (1, 0), (2, 0), (0, 2)):
        with pytest.raises(Conflict):
            actions.merge_skills(actor=admin, skill=skills[one], into=skills[other], at=NOON)
    assert SkillDecision.objects.count() == 2


def meaning(edges):
    """Return what each of four skills is read as, worked out from the standing merges alone."""
    found = {}
    for number in range(4):
        root = number
        while root in edges:
            root = edges[root]
        found[number] = root
    return found


def above(edges, under):
    """Return the broader skill of each that stands for itself, as both are read; None where one would come to stand below itself."""
    read = meaning(edges)
    found = {one: read[broader] for one, broader in under.items() if read[one] == one}
    for one, broader in found.items():
        chain = {one}
        above_it = broader
        while above_it not in chain and above_it in found:
            chain.add(above_it)
            above_it = found[above_it]
        if above_it in chain:
            return None
    return found


STEPS = st.lists(st.tuples(st.sampled_from(["merge", "under", "undo"]), st.integers(0, 3), st.integers(0, 3)), max_size=14)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_any_merges_undone_in_any_order_give_back_what_was(sara, reza, nima, admin, skills, steps, order):
    people = (sara, reza, nima)
    place = {skill.pk: number for number, skill in enumerate(skills)}
    with transaction.atomic():
        before, edges, under, standing = picture(people), {}, {}, []

        def attempt(act, edges_then, under_then) -> bool:
            """Do what keeps the skills sound, and see the rest refused."""
            nonlocal edges, under
            if above(edges_then, under_then) is None:
                with pytest.raises(Conflict):
                    act()
                return False
            edges, under = edges_then, under_then
            return act() or True

        def undo(decision) -> bool:
            number = place[decision.skill_id]
            kept = {one: other for one, other in (edges if decision.kind == "merge" else under).items() if one != number}
            then = (kept, under) if decision.kind == "merge" else (edges, kept)
            return attempt(lambda: actions.undo_decision(actor=admin, decision=decision, at=NOON), *then)

        for verb, one, other in steps:
            read = meaning(edges)
            if verb == "undo" and standing:
                decision = standing[one % len(standing)]
                if undo(decision):
                    standing.remove(decision)
            elif verb == "merge" and read[one] != read[other]:
                merged = {**edges, read[one]: read[other]}
                made = attempt(partial(actions.merge_skills, actor=admin, skill=skills[one], into=skills[other], at=NOON), merged, under)
                standing += [made] if made else []
            elif verb == "under" and read[one] == one != read[other] and one not in under:
                placed = {**under, one: read[other]}
                act = partial(actions.put_skill_under, actor=admin, skill=skills[one], broader=skills[other], at=NOON)
                made = attempt(act, edges, placed)
                standing += [made] if made else []
            shown = {place[skill.pk]: place[skill.shown.pk] for skill in Skill.objects.select_related("meant")}
            assert shown == meaning(edges)
            assert {place[low]: place[high] for low, high in queries.places().items()} == above(edges, under)
            compare_holders(admin, skills, edges, under, place)
        order.shuffle(standing)
        while standing:
            # Some wait for others; those that put a skill under another can always go.
            standing = [decision for decision in standing if not undo(decision)]
        assert picture(people) == before
        transaction.set_rollback(True)


def compare_holders(reader, skills, edges, under, place):
    """Who has a skill has what it is a part of."""
    holders = defaultdict(set)
    for person_id, skill_id in PersonSkill.objects.values_list("person_id", "skill_id"):
        number = meaning(edges)[place[skill_id]]
        while number is not None:
            holders[number].add(person_id)
            number = above(edges, under).get(number)
    for number in set(meaning(edges).values()):
        found = queries.skill_holders(person=reader, skill=skills[number], at=NOON)
        assert {row.person.pk for row in found.rows} == holders[number]
        assert found.count == len(holders[number])


def test_a_decision_is_undone_once(admin, skills):
    decision = actions.merge_skills(actor=admin, skill=skills[0], into=skills[1], at=NOON)
    undo = actions.undo_decision(actor=admin, decision=decision, at=NOON)
    for again in (decision, undo):
        with pytest.raises(Conflict):
            actions.undo_decision(actor=admin, decision=again, at=NOON)


def test_renaming_keeps_the_old_name_and_is_undone_in_order(admin, sara, skills):
    first = actions.rename_skill(actor=admin, skill=skills[0], name_fa="کوبرنتیز", name_en="Kubernetes", at=NOON)
    second = actions.rename_skill(actor=admin, skill=skills[0], name_fa="کوبر", name_en="", at=NOON)
    assert [name.name for name in skills[0].names.all()] == ["Kubernetes", "کوبرنتیز", "کوبر"]
    assert queries.skill_by_names("kubernetes") == skills[0]
    with pytest.raises(Conflict):
        actions.undo_decision(actor=admin, decision=first, at=NOON)
    for decision in (second, first):
        actions.undo_decision(actor=admin, decision=decision, at=NOON)
    skills[0].refresh_from_db()
    assert (skills[0].name_fa, skills[0].name_en, skills[0].names.count()) == ("", "Kubernetes", 1)


@pytest.mark.parametrize(
    ("fa", "en", "error"), [("", "", Invalid), ("", "K8s", Conflict), ("", "Kubernetes", Conflict), ("!", "", Invalid)]
)
def test_wrong_names_change_nothing(admin, skills, fa, en, error):
    with pytest.raises(error):
        actions.rename_skill(actor=admin, skill=skills[0], name_fa=fa, name_en=en, at=NOON)
    skills[0].refresh_from_db()
    assert (skills[0].name_en, SkillDecision.objects.count()) == ("Kubernetes", 0)


def test_a_name_of_a_merged_skill_is_not_taken(admin, skills):
    actions.merge_skills(actor=admin, skill=skills[1], into=skills[0], at=NOON)
    with pytest.raises(Conflict):
        actions.rename_skill(actor=admin, skill=skills[0], name_fa="", name_en="K8s", at=NOON)
    with pytest.raises(Conflict):
        actions.add_skill_name(actor=admin, skill=skills[1], name="Kube", at=NOON)


def test_a_further_name_can_be_split_off_again(admin, nima, skills):
    actions.add_skill_name(actor=admin, skill=skills[0], name="Kube", at=NOON)
    name = SkillName.objects.get(name="Kube")
    split = actions.split_skill(actor=admin, name=name, at=NOON)
    assert queries.skill_by_names("kube") == split.other != skills[0]
    actions.undo_decision(actor=admin, decision=split, at=NOON)
    assert queries.skill_by_names("kube") == skills[0]
    again = actions.split_skill(actor=admin, name=SkillName.objects.get(name="Kube"), at=NOON)
    actions.declare_skill(actor=nima, name="Kube", at=NOON)
    with pytest.raises(Conflict):
        actions.undo_decision(actor=admin, decision=again, at=NOON)
    with pytest.raises(Conflict):
        actions.split_skill(actor=admin, name=SkillName.objects.get(name="Kubernetes"), at=NOON)


def test_a_hidden_skill_is_nowhere_and_comes_back(admin, sara, nima, browse, skills):
    decision = actions.hide_skill(actor=admin, skill=skills[0], at=NOON)
    assert [one.skill for one in queries.skills_of(person=nima, of=sara, at=NOON)] == [skills[1]]
    assert browse(nima).get(reverse("people:skill_page", args=[skills[0].pk])).status_code == 404
    with pytest.raises(Invalid):
        actions.declare_skill(actor=nima, name="Kubernetes", at=NOON)
    assert [row.skill for row in queries.taxonomy(person=admin, hidden=True).rows] == [skills[0]]
    actions.undo_decision(actor=admin, decision=decision, at=NOON)
    assert len(queries.skills_of(person=nima, of=sara, at=NOON)) == 2


def test_near_names_are_offered(admin, sara):
    for name in (
        "Data base",
        "Database",
        "کوبرنتس",
        "Kubernetes",
        "Postgres",
        "Postgress",
        "C++",
        "C#",
        "Go",
        "Gi",
        "مدیریت ریسک",
        "مدیریت رسیک",
    ):
        actions.ensure_skill(**{"name_en" if name.isascii() else "name_fa": name})
    actions.declare_skill(actor=sara, name="Postgres", at=NOON)
    found = {(pair.skill.name, pair.into.name, pair.why) for pair in queries.near_duplicates(person=admin)}
    assert ("Database", "Data base", "spelling") in found
    assert ("Postgress", "Postgres", "sound") in found
    assert ("مدیریت رسیک", "مدیریت ریسک", "slip") in found
    assert ("Kubernetes", "کوبرنتس", "sound") in found
    assert len(found) == 4
    assert not {"C++", "C#", "Go", "Gi"} & {name for one, other, _why in found for name in (one, other)}
    with pytest.raises(NotFound):
        queries.near_duplicates(person=sara)


def test_the_names_that_are_near_are_said(browse, admin):
    """Skills are shown by other names than those that meet: what is near about them would stay a riddle."""
    for name, other in (("Accessibility", "contrast"), ("Agreements", "contract")):
        skill = actions.ensure_skill(name_en=name)
        actions.add_skill_name(actor=admin, skill=skill, name=other, at=NOON)
    assert [pair.near for pair in queries.near_duplicates(person=admin)] == [("contract", "contrast")]
    assert "one letter apart: contract, contrast" in browse(admin).get(reverse("people:taxonomy")).content.decode()


def test_an_empty_taxonomy_is_a_page(browse, admin):
    assert "Nothing has to be set up" in browse(admin).get(reverse("people:taxonomy")).content.decode()


def test_the_pages_of_keepers(browse, admin, sara, reza, skills, django_assert_num_queries):
    client = browse(admin)
    client.get(reverse("people:taxonomy"))
    with django_assert_num_queries(7):
        assert "K8s" in client.get(reverse("people:taxonomy")).content.decode()
    assert "K8s" in client.get(reverse("people:kept_skill", args=[skills[1].pk])).content.decode()
    client.post(reverse("people:skill_merge", args=[skills[1].pk]), {"into": "kubernetes"})
    decision = SkillDecision.objects.get()
    assert (decision.skill, decision.other) == (skills[1], skills[0])
    client.post(reverse("people:skill_undo", args=[decision.pk]))
    assert Skill.objects.filter(meant=None).count() == 4
    client.post(reverse("people:skill_merge", args=[skills[1].pk]), {"into_id": skills[0].pk})
    client.post(reverse("people:skill_merge", args=[skills[1].pk]), {"into": "nothing like it"})
    client.post(reverse("people:skill_name", args=[skills[0].pk]), {"name": "Kube"})
    name = SkillName.objects.get(name="Kube")
    client.post(reverse("people:skill_split", args=[skills[0].pk, name.pk]))
    client.post(reverse("people:skill_hiding", args=[skills[2].pk]))
    client.post(reverse("people:kept_skill", args=[skills[0].pk]), {"name_fa": "کوبرنتیز", "name_en": "Kubernetes"})
    assert client.post(reverse("people:kept_skill", args=[skills[0].pk]), {"name_fa": "", "name_en": ""}).status_code == 422
    kinds = list(SkillDecision.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["merge", "undo", "merge", "name", "split", "hide", "rename"]
    for page in (reverse("people:taxonomy"), reverse("people:kept_skill", args=[skills[0].pk])):
        assert client.get(page).status_code == 200
        for other in (sara, reza):
            assert browse(other).get(page).status_code == 404
    assert browse(sara).post(reverse("people:skill_merge", args=[skills[3].pk]), {"into": "kubernetes"}).status_code == 404
