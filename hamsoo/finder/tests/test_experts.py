from datetime import timedelta

import pytest

from hamsoo.finder.experts import AnswerTime, experts, find
from hamsoo.kernel.dates import format_duration
from hamsoo.people import actions as people
from hamsoo.people.models import Endorsement, Person, PersonSkill, SkillEvidence
from tests.world import NOON

pytestmark = pytest.mark.django_db


def names(found):
    return [expert.person for expert in found]


def days(count):
    return NOON - timedelta(days=count)


@pytest.fixture
def parent(world, sara, reza, nima, notes):
    """Nima has written most about custody; Reza about refunds."""
    for number in range(3):
        notes.write(
            "Custody limit", f"The custody wallet has a daily limit, part {number}.", space=world.organisation, by=nima, at=days(number + 1)
        )
    notes.write("Refunds", "A refund takes three days.", space=world.organisation, by=reza, at=days(1))
    notes.write("Meeting", "Minutes of the custody meeting, and of lunch.", space=world.organisation, by=reza, at=days(2))
    return notes


def test_ranks_those_who_wrote_about_it_with_reasons(world, sara, reza, nima, parent):
    first, second = experts(person=sara, need="custody limit", at=NOON)

    assert (first.person, second.person) == (nima, reza)
    assert first.score > second.score
    assert first.evidence_count == 3
    assert [reason.text for reason in first.reasons] == [
        "The custody wallet has a daily limit, part 0.",
        "The custody wallet has a daily limit, part 1.",
    ]
    reason = first.reasons[0]
    assert [reason.text[left:right] for left, right in reason.spans] == ["custody", "limit"]
    assert (reason.kind, reason.url, reason.at) == ("note", "/notes/1/", days(1))


def test_the_searcher_and_leavers_are_left_out(world, sara, reza, nima, parent):
    assert names(experts(person=nima, need="custody limit", at=NOON)) == [reza]
    Person.objects.filter(pk=reza.pk).update(left_on=NOON.date())
    assert experts(person=nima, need="custody limit", at=NOON) == []


def test_who_only_asked_shows_no_knowledge(world, sara, reza, nima, notes):
    notes.write("Custody", "How does custody work?", space=world.organisation, by=nima, weight=0.0)

    assert experts(person=sara, need="custody", at=NOON) == []


def test_recent_work_counts_more(world, sara, reza, nima, notes):
    notes.write("Custody", "custody", space=world.organisation, by=nima, at=days(400))
    notes.write("Custody", "custody", space=world.organisation, by=reza, at=days(4))

    assert names(experts(person=sara, need="custody", at=NOON)) == [reza, nima]


def test_a_long_need_is_about_what_it_repeats(world, sara, reza, nima, notes):
    notes.write("Lunch", "lunch", space=world.organisation, by=nima)
    notes.write("Custody", "custody", space=world.organisation, by=reza)

    assert names(experts(person=sara, need="Custody, and custody again, before lunch", at=NOON)) == [reza, nima]
    assert names(experts(person=sara, need="Lunch, and lunch again, after custody", at=NOON)) == [nima, reza]


def test_an_answer_is_found_by_the_words_of_its_question(world, sara, reza, notes):
    question = notes.write("Custody", "Where is the daily limit of the wallet?", space=world.organisation)
    notes.write("", "Page nine of the handbook.", space=world.organisation, by=reza, type="reply", parent=question.ref)

    found = experts(person=sara, need="wallet limit", at=NOON)

    assert [(expert.person, expert.reasons[0].text) for expert in found] == [(reza, "Page nine of the handbook.")]


def test_a_profile_is_enough_to_be_found_and_skills_are_shown(world, sara, reza, nima, notes, settle):
    skill = people.ensure_skill(name_fa="نگهداری دارایی", name_en="Custody")
    other = people.ensure_skill(name_fa="مالیات", name_en="Tax")
    declared = PersonSkill.objects.create(person=nima, skill=skill, declared_at=NOON)
    PersonSkill.objects.create(person=nima, skill=other, declared_at=NOON)
    Endorsement.objects.create(person_skill=declared, by=reza, at=NOON)
    settle()

    (found,) = experts(person=sara, need="نگهداری دارایی", at=NOON)

    assert found.person == nima
    assert [(skill.name, skill.endorsement_count, skill.is_asked_for) for skill in found.skills] == [
        ("نگهداری دارایی", 1, True),
        ("مالیات", 0, False),
    ]
    assert found.endorsement_count == 1
    (reason,) = found.reasons
    assert (reason.kind, reason.text, reason.url) == ("person", "نگهداری دارایی Custody", nima.get_absolute_url())


def test_who_is_confirmed_in_what_is_asked_for_stands_first_under_any_name(world, sara, reza, nima, parent, settle):
    skill = people.ensure_skill(name_fa="نگهداری دارایی", name_en="Custody")
    people.ensure_skill(name_en="Custody", name_fa="امانت‌داری")
    held = PersonSkill.objects.create(person=reza, skill=skill, declared_at=NOON)
    assert names(experts(person=sara, need="امانت‌داری", at=NOON)) == [nima, reza]

    for colleague in (sara, nima):
        Endorsement.objects.create(person_skill=held, by=colleague, at=NOON)
    for number in range(8):
        SkillEvidence.objects.create(person=reza, skill=skill, source="note", object_id=number, at=NOON, weight=1.0)
    settle()

    assert names(experts(person=sara, need="امانت‌داری", at=NOON)) == [reza, nima]
    assert names(experts(person=sara, need="custody", at=NOON)) == [reza, nima]

    people.show_part(actor=reza, part="skills", audience="unit", at=NOON)
    settle()
    assert names(experts(person=sara, need="custody", at=NOON)) == [nima, reza]


def test_answer_time_is_the_median_of_enough_answers(world, sara, reza, nima, notes):
    for minutes in (10, 30, 20):
        notes.write("Custody", "custody", space=world.organisation, by=nima, facets={"answer_seconds": str(minutes * 60)})
    notes.write("Custody", "custody", space=world.organisation, by=reza, facets={"answer_seconds": "60"})

    expected = {expert.person: expert.expected for expert in experts(person=sara, need="custody", at=NOON)}

    assert expected[nima].median == timedelta(minutes=20)
    assert expected[nima].count == 3
    assert expected[reza] is None


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "1 min"), (2_291, "38 min"), (3_599, "1 h"), (7_700, "2 h 10 min"), (90_500, "1 d 1 h"), (864_123, "10 d")],
)
def test_expected_times_are_told_coarsely(seconds, shown):
    assert format_duration(AnswerTime(timedelta(seconds=seconds), 3).coarse_seconds, "en") == shown


def test_hits_are_whole_words(world, sara, nima, notes):
    notes.write("Custody", "Precustody, custody-limit, custodys' (custody) and CUSTODY2.", space=world.organisation, by=nima)

    (reason,) = experts(person=sara, need="custody", at=NOON)[0].reasons

    for left, right in reason.spans:
        assert not (reason.text[left - 1] + reason.text[right]).strip(" ,.()'").isalnum()
    assert "custody" in [reason.text[left:right] for left, right in reason.spans]


def test_only_those_who_can_be_reached(world, sara, reza, nima, parent):
    Person.objects.filter(pk=nima.pk).update(presence="busy")

    found = find(person=sara, need="custody", at=NOON, only_reachable=True)
    assert (names(found.experts), found.total) == ([reza], 1)
    assert find(person=sara, need="custody", at=NOON.replace(hour=23), only_reachable=True).experts == []


def test_they_come_in_parts(world, sara, reza, nima, parent):
    first, second = (find(person=sara, need="custody", at=NOON, limit=1, after=after) for after in (0, 1))

    assert (names(first.experts), first.total, first.after) == ([nima], 2, 1)
    assert (names(second.experts), second.total, second.after) == ([reza], 2, None)
    assert find(person=sara, need="custody", at=NOON, after=7).experts == []


def told(person, need):
    return [
        (e.person.pk, e.score, e.evidence_count, e.expected, [(r.text, r.spans, r.url) for r in e.reasons])
        for e in experts(person=person, need=need, at=NOON)
    ]


def test_evidence_that_the_searcher_may_not_open_never_matters(world, sara, reza, nima, admin, parent, finance_space):
    before = told(sara, "custody limit")
    hidden = [
        parent.write(
            "Custody limit", "custody limit " * 3, space=finance_space, by=(nima, reza, admin)[n % 3], at=days(n % 5), indexed=False
        )
        for n in range(50)
    ]
    parent.index(hidden)

    assert told(sara, "custody limit") == before
    assert told(reza, "custody limit") != told(nima, "custody limit")

    parent.remove(hidden)
    assert told(sara, "custody limit") == before


def test_evidence_that_has_moved_away_is_no_evidence(world, sara, nima, notes, finance_space):
    note = notes.write("Custody", "custody", space=world.organisation, by=nima)
    notes.move(note, finance_space)

    assert experts(person=sara, need="custody", at=NOON) == []


@pytest.mark.parametrize("need", ["", " ", "\x00", "؟؟", "a" * 10_000])
def test_nothing_to_look_for(world, sara, parent, need):
    assert experts(person=sara, need=need, at=NOON) == []


def test_a_remark_under_an_answer_speaks_by_its_own_words(world, sara, reza, nima, notes):
    question = notes.write("Custody", "Where is the daily limit of the wallet?", space=world.organisation)
    answer = notes.write("", "Page nine of the handbook.", space=world.organisation, by=reza, type="reply", parent=question.ref)
    notes.write("", "Thank you, Reza.", space=world.organisation, by=nima, weight=0.3, parent=answer.ref)
    assert names(experts(person=sara, need="wallet limit", at=NOON)) == [reza]

    notes.write("", "The wallet has two.", space=world.organisation, by=nima, weight=0.3, parent=answer.ref)
    assert names(experts(person=sara, need="wallet limit", at=NOON)) == [reza, nima]


@pytest.fixture
def signatures(world, reza, nima, notes):
    """Nima answers about webhooks in the words of the need, Reza and others beside him in words that go with it."""
    for _number in range(3):
        notes.write("Webhook signature", "The webhook signature needs the secret key.", space=world.organisation, by=nima)
        notes.write("Secret key", "Where the secret key lies.", space=world.organisation, by=reza)
    for _number in range(12):
        notes.write("Lunch", "lunch", space=world.organisation, by=nima)
    return notes


def test_who_writes_with_kindred_words_comes_last_with_that_as_a_reason(world, sara, reza, nima, signatures):
    found = find(person=sara, need="webhook", at=NOON)

    assert [(expert.person, expert.is_certain) for expert in found.experts] == [(nima, True), (reza, False)]
    assert found.certain_count == 1
    reason = found.experts[1].reasons[0]
    assert [reason.text[left:right] for left, right in reason.spans] == ["secret", "key"]


def test_who_only_says_thanks_beside_a_colleague_who_knows_is_not_found(world, admin, sara, reza, nima, signatures):
    note = signatures.write("Webhook signature", "The webhook signature needs the secret key.", space=world.organisation, by=nima)
    signatures.write("", "Thank you.", space=world.organisation, by=sara, weight=0.3, parent=note.ref)
    assert sara.unit == reza.unit

    assert names(experts(person=admin, need="webhook", at=NOON)) == [nima, reza]


def test_one_word_of_several_is_not_enough_to_interrupt_anybody(world, sara, reza, nima, notes):
    for word, author in (("pension", nima), ("tariff", reza), ("lunch", nima)):
        notes.write("", word, space=world.organisation, by=author)

    thin = find(person=sara, need="the tariff of a pension at lunch", at=NOON)
    assert ({expert.person for expert in thin.experts}, thin.certain_count) == ({nima, reza}, 0)

    notes.write("", "The tariff of a pension.", space=world.organisation, by=reza)
    first = experts(person=sara, need="the tariff of a pension at lunch", at=NOON)[0]
    assert (first.person, first.is_certain) == (reza, True)


def test_a_remark_alone_is_not_enough(world, sara, nima, notes):
    notes.write("Custody", "custody", space=world.organisation, by=nima, weight=0.3)

    found = find(person=sara, need="custody", at=NOON)

    assert ([expert.person for expert in found.experts], found.certain_count) == ([nima], 0)
