"""Skills: said, confirmed with a reason, shown by works, fading without use."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, queries, strength
from hamsoo.people.models import Endorsement, PartPrivacy, PersonSkill, Skill, SkillEvidence, SkillName
from tests.world import NOON

YEAR = timedelta(days=365)


def shows(person, skill, *, number=1, ago=timedelta(), weight=1.0, accepted=False):
    work = actions.Work(number, person.pk, skill.pk, weight, accepted, NOON - ago)
    actions.note_skill_evidence(source="answer", object_ids=[number], works=[work])


def held_of(person, reader):
    return queries.skills_of(person=reader, of=person, at=NOON)


def facts(name):
    return Entry.objects.filter(name=f"people.{name}").count()


def test_an_unknown_name_makes_a_skill_and_every_spelling_means_it(sara, nima):
    first = actions.declare_skill(actor=sara, name="  مدیریت   کلید ", at=NOON)
    for spelling in ("مديريت كليد", "مدیریت کلید", "مدیریت \u200eکلید\u202c", "مدیریت ک\u064eلید"):
        assert actions.declare_skill(actor=nima, name=spelling, at=NOON).skill == first.skill
    assert [name.name for name in SkillName.objects.all()] == ["مدیریت کلید"]
    assert facts("SkillDeclared") == 2


@pytest.mark.parametrize("name", ["", "  ", "!!!", "🎉🎉", "\u202e\u202c", "\u200c", "x" * 81, "ا" * 10_000, "ﷺ" * 10, "\x00"])
def test_what_is_no_name_is_refused_and_nothing_is_made(sara, name):
    with pytest.raises(Invalid) as refusal:
        actions.declare_skill(actor=sara, name=name, at=NOON)
    assert refusal.value.field == "name"
    assert (Skill.objects.count(), PersonSkill.objects.count(), facts("SkillDeclared")) == (0, 0, 0)


def test_signs_tell_skills_apart_and_one_letter_is_enough(sara):
    skills = [actions.declare_skill(actor=sara, name=name, at=NOON).skill for name in ("C", "C++", "C#", "R", "ت")]
    assert len({skill.pk for skill in skills}) == 5
    assert [skill.name for skill in skills] == ["C", "C++", "C#", "R", "ت"]


def test_half_spaces_are_kept_and_fold(sara):
    assert (
        actions.declare_skill(actor=sara, name="نرم‌افزار", at=NOON).skill
        == actions.declare_skill(actor=sara, name="نرمافزار", at=NOON).skill
    )
    assert Skill.objects.get().name_fa == "نرم‌افزار"


def test_both_names_mean_one_skill_and_a_new_one_is_added(sara):
    skill = actions.ensure_skill(name_fa="کوبرنتیز")
    assert actions.ensure_skill(name_fa="كوبرنتيز", name_en="Kubernetes") == skill
    assert actions.declare_skill(actor=sara, name="kubernetes", at=NOON).skill == skill
    assert actions.ensure_skill(name_fa="SQL", name_en="sql").names.count() == 1


def test_a_word_has_a_reason_and_a_link_to_this_site(sara, reza):
    held = actions.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    actions.endorse_skill(actor=reza, held=held, at=NOON)
    said = actions.endorse_skill(actor=reza, held=held, at=NOON, reason=" Moved  us ", link=f"{settings.PUBLIC_URL}/people/?q=1")
    assert (said.reason, said.link) == ("Moved us", "/people/?q=1")
    assert (Endorsement.objects.count(), facts("SkillEndorsed")) == (1, 1)
    actions.endorse_skill(actor=reza, held=held, at=NOON)
    assert Endorsement.objects.get().reason == "Moved us"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//evil.example/people/", "https://evil.example", "people/", "/no/such/page", "/\\evil"]
)
def test_a_link_elsewhere_is_refused(sara, reza, link):
    held = actions.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    with pytest.raises(Invalid) as refusal:
        actions.endorse_skill(actor=reza, held=held, at=NOON, link=link)
    assert (refusal.value.field, Endorsement.objects.count()) == ("link", 0)


def test_a_long_reason_and_ones_own_skill_are_refused(sara, reza):
    held = actions.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    with pytest.raises(Invalid) as refusal:
        actions.endorse_skill(actor=reza, held=held, at=NOON, reason="x" * 301)
    assert refusal.value.field == "reason"
    with pytest.raises(NotAllowed):
        actions.endorse_skill(actor=sara, held=held, at=NOON)
    assert Endorsement.objects.count() == 0


def test_strength_and_freshness_come_from_works_and_words(sara, reza, nima):
    skill = actions.declare_skill(actor=sara, name="Kubernetes", at=NOON).skill
    (said,) = held_of(sara, nima)
    assert (said.level, said.freshness, said.evidence.count) == (strength.Level.SAID, "none", 0)
    shows(sara, skill, number=1, ago=YEAR, weight=1.5, accepted=True)
    shows(sara, skill, number=2)
    (shown,) = held_of(sara, nima)
    assert (shown.evidence.count, shown.evidence.accepted_count, shown.evidence.last_at) == (2, 1, NOON)
    assert shown.evidence.weight == pytest.approx(strength.faded([(1.5, NOON - YEAR), (1.0, NOON)], NOON)) == pytest.approx(1.75)
    assert (shown.level, shown.freshness) == (strength.Level.SHOWN, "fresh")
    for number in range(3, 8):
        shows(sara, skill, number=number)
    assert held_of(sara, nima)[0].level == strength.Level.STRONG


@pytest.mark.parametrize(
    ("days", "fresh"), [(0, "fresh"), (180, "fresh"), (200, "fading"), (729, "fading"), (740, "unused"), (-5, "fresh")]
)
def test_skills_fade_without_use(days, fresh):
    assert strength.freshness_of(NOON - timedelta(days=days), NOON) == fresh


def test_the_same_works_twice_are_once_and_can_be_forgotten(sara):
    skill = actions.declare_skill(actor=sara, name="Kubernetes", at=NOON).skill
    for _time in range(2):
        shows(sara, skill)
    assert SkillEvidence.objects.count() == 1
    actions.note_skill_evidence(source="answer", object_ids=[1], works=[])
    assert SkillEvidence.objects.count() == 0
    shows(sara, skill)
    actions.forget_skill_evidence(source="other")
    assert SkillEvidence.objects.count() == 1
    actions.forget_skill_evidence(source="answer")
    assert SkillEvidence.objects.count() == 0


def test_who_has_a_skill_the_strongest_first(world, sara, reza, nima, admin):
    skill = actions.declare_skill(actor=sara, name="Kubernetes", at=NOON).skill
    for person in (reza, nima):
        actions.declare_skill(actor=person, name="Kubernetes", at=NOON)
    shows(nima, skill)
    for word in (sara, admin):
        actions.endorse_skill(actor=word, held=reza.skills.get(), at=NOON)
        actions.endorse_skill(actor=word, held=nima.skills.get(), at=NOON) if word == admin else None
    found = queries.skill_holders(person=sara, skill=skill, at=NOON)
    assert [row.person for row in found.rows] == [nima, reza, sara]
    assert (found.count, found.by_level) == (3, {strength.Level.SHOWN: 2, strength.Level.SAID: 1})
    assert found.by_unit == [(world.service, 2), (world.finance, 1)]
    part = queries.skill_holders(person=sara, skill=skill, at=NOON, unit=world.service, limit=1)
    assert ([row.person for row in part.rows], part.count, part.after) == ([reza], 2, 1)


def test_skills_are_shown_to_whom_their_owner_likes(sara, reza, nima, admin):
    held = actions.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    privacy = PartPrivacy.objects.create(person=sara, part="skills", audience="unit")
    assert [len(held_of(sara, reader)) for reader in (sara, reza, nima, admin)] == [1, 1, 0, 1]
    with pytest.raises(NotFound):
        queries.held_skill(person=nima, pk=held.pk)
    PartPrivacy.objects.filter(pk=privacy.pk).update(audience="me")
    assert [len(held_of(sara, reader)) for reader in (sara, reza, nima, admin)] == [1, 0, 0, 0]
    assert [queries.skill_holders(person=reader, skill=held.skill, at=NOON).count for reader in (sara, reza)] == [1, 0]


def test_related_skills_are_those_held_together(sara, reza, nima):
    for person in (sara, reza):
        for name in ("Kubernetes", "Helm"):
            actions.declare_skill(actor=person, name=name, at=NOON)
    actions.declare_skill(actor=nima, name="Tax", at=NOON)
    skill = queries.skill_by_names("Kubernetes")
    assert [(one.name, count) for one, count in queries.related_skills(person=nima, skill=skill)] == [("Helm", 2)]


def test_pages_of_skills(browse, sara, reza, nima, mina, django_assert_num_queries):
    held = actions.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    page = browse(reza).get(reverse("people:endorsement", args=[held.pk])).content.decode()
    assert "What did they do?" in page
    answer = browse(reza).post(reverse("people:endorsement", args=[held.pk]), {"reason": "Moved us", "link": "https://evil.example/"})
    assert (answer.status_code, Endorsement.objects.count()) == (422, 0)
    answer = browse(reza).post(reverse("people:endorsement", args=[held.pk]), {"reason": "Moved us", "link": "/people/"})
    assert answer.headers["Location"] == sara.get_absolute_url()
    page = browse(nima).get(reverse("people:skill", args=[held.pk])).content.decode()
    assert "Moved us" in page
    assert "no evidence yet" in page
    client = browse(nima)
    client.get(reverse("people:skill_page", args=[held.skill_id]))
    with django_assert_num_queries(14):
        page = client.get(reverse("people:skill_page", args=[held.skill_id])).content.decode()
    assert "Sara Mohammadi" in page
    for route, pk in (("people:skill_page", held.skill_id), ("people:skill", held.pk), ("people:endorsement", held.pk)):
        assert browse(mina).get(reverse(route, args=[pk])).status_code == 404


def test_names_are_offered_while_typing(browse, sara, mina):
    for name in ("Kubernetes", "Key management", "مدیریت کلید"):
        actions.declare_skill(actor=sara, name=name, at=NOON)
    page = browse(sara).get(reverse("people:skill_names"), {"name": "K"}).content.decode()
    assert [name in page for name in ("Kubernetes", "Key management", "مدیریت")] == [True, True, False]
    assert "Key management" in browse(sara).get(reverse("people:skill_names"), {"name": "manag"}).content.decode()
    assert browse(mina).get(reverse("people:skill_names"), {"name": "K"}).status_code == 404
