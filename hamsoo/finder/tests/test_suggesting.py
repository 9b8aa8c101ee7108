"""Suggested skills: for their owner alone, taken up, turned down for ever, turned off; what others keep to themselves changes nothing."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from hamsoo.finder import suggesting, tasks
from hamsoo.finder.models import DismissedSkill, SkillMining, SkillSuggestion
from hamsoo.finder.suggestions import suggestions
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import last_position
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.ledger.sequencer import sequence
from hamsoo.people import actions as people
from hamsoo.people.models import Person, PersonSkill
from hamsoo.spaces import actions as spaces
from tests.world import NOON

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)
SUBJECT = "Certificate pinning"
QUERIES = 6
"""Of the panel: who asks, what they chose, what is suggested, what they have, where they read, and what may be opened there."""


@pytest.fixture
def write(notes, world, nima):
    """Return what lets somebody answer questions about a subject; the index takes it in with ordinary talk around it."""
    for number in range(60):
        notes.write(f"report letter {number} meeting", space=world.organisation, by=nima, indexed=False)

    def answer(person, subject=SUBJECT, *, times=4, space=None, accepted=0):
        for number in range(times):
            where = space or world.organisation
            asked = notes.write(f"{subject}, how?", space=where, indexed=False)
            facets = {"state": "accepted" if number < accepted else "given"}
            text = f"{subject} works like this"
            notes.write(asked.title, text, space=where, by=person, type="reply", parent=asked.ref, facets=facets, indexed=False)
        notes.index(notes.rows.values())

    return answer


def shown(person):
    return [one.name for one in suggestions(person=person).items]


def facts():
    return list(Entry.objects.filter(name__startswith="finder.Skill").order_by("id").values_list("name", "payload"))


def mine(*people, at=NOON):
    for person in people:
        suggesting.mine(person=person, at=at)


def first(person):
    return suggestions(person=person).items[0].pk


def test_a_suggestion_shows_its_evidence(write, sara):
    write(sara, accepted=1)
    mine(sara)

    found = suggestions(person=sara)
    [one] = found.items
    assert (one.name, one.row.work_count, one.row.accepted_count, one.row.is_private, found.mined_at) == (SUBJECT, 4, 1, False, NOON)
    assert [work.facets["state"] for work in one.works] == ["accepted", "given", "given", "given"]
    assert facts() == []


def test_letters_that_are_many_once_folded_stop_nobody(write, sara, reza):
    write(sara, f"{'ﬃ' * 30} {'ﬃ' * 31}")
    write(reza)
    suggesting.mine_part(person_ids=sorted([sara.pk, reza.pk]), at=NOON)

    assert (shown(sara), shown(reza)) == ([], [SUBJECT])


def test_nobody_else_sees_it(write, sara, reza, nima, admin, mina, browse):
    write(sara)
    mine(sara, reza, nima, admin)
    row = SkillSuggestion.objects.get()
    suggesting.dismiss_suggestion(actor=sara, pk=row.pk, at=NOON)
    mine(sara)
    write(sara, "OAuth")
    mine(sara, at=LATER)
    row = SkillSuggestion.objects.get()
    where = f"/skills/suggested/to/{sara.pk}"

    assert "OAuth" in browse(sara).get(where).content.decode()
    for other in (reza, nima, admin, mina):
        person = other if isinstance(other, Person) else None
        assert list(SkillSuggestion.objects.visible_to(person)) == []
        client = browse(other)
        assert [client.get(where).status_code, *(client.post(path).status_code for path in _paths(row))] == [404, 404, 404]
    for other in (reza, nima, admin):
        with pytest.raises(NotFound):
            suggesting.accept_suggestion(actor=other, pk=row.pk, at=NOON)
        with pytest.raises(NotFound):
            suggesting.dismiss_suggestion(actor=other, pk=row.pk, at=NOON)
        page = browse(other).get(f"/people/{sara.pk}/").content.decode()
        assert "suggested/to" not in page
        assert "OAuth" not in page
    assert (SkillSuggestion.objects.get(), DismissedSkill.objects.count()) == (row, 1)
    assert facts() == [("finder.SkillSuggestionDismissed", {"is_known": False})]


def _paths(row):
    return [f"/skills/suggested/{row.pk}/{verb}" for verb in ("acceptance", "dismissal")]


def test_taking_up_puts_it_on_the_profile(write, sara):
    write(sara)
    mine(sara)
    suggesting.accept_suggestion(actor=sara, pk=first(sara), at=NOON)
    mine(sara, at=LATER)

    assert [held.skill.name_en for held in PersonSkill.objects.filter(person=sara)] == [SUBJECT]
    assert shown(sara) == []
    assert facts() == [("finder.SkillSuggestionAccepted", {"is_known": False, "is_renamed": False})]
    assert Entry.objects.filter(name="people.SkillDeclared", actor_id=sara.pk).count() == 1


def test_taking_up_under_another_name(write, sara):
    skill = people.ensure_skill(name_en=SUBJECT, name_fa="سنجاق گواهی")
    write(sara)
    mine(sara)
    with pytest.raises(Invalid):
        suggesting.accept_suggestion(actor=sara, pk=first(sara), name="x" * 81, at=NOON)
    assert (PersonSkill.objects.count(), len(shown(sara))) == (0, 1)

    suggesting.accept_suggestion(actor=sara, pk=first(sara), name=" Mobile   security ", at=NOON)
    mine(sara, at=LATER)
    assert [held.skill.name_en for held in PersonSkill.objects.filter(person=sara)] == ["Mobile security"]
    assert shown(sara) == []
    assert facts() == [("finder.SkillSuggestionAccepted", {"is_known": True, "is_renamed": True})]
    assert DismissedSkill.objects.get().skill == skill


def test_a_known_skill_is_taken_up_whatever_it_is_called_by_now(write, sara, reza, admin):
    skill, other = people.ensure_skill(name_en=SUBJECT), people.ensure_skill(name_en="Mobile security")
    write(sara)
    write(reza)
    mine(sara, reza)
    people.merge_skills(actor=admin, skill=skill, into=other, at=NOON)
    assert shown(sara) == ["Mobile security"]
    suggesting.accept_suggestion(actor=sara, pk=first(sara), at=NOON)
    assert [held.skill for held in PersonSkill.objects.filter(person=sara)] == [other]
    people.hide_skill(actor=admin, skill=other, at=NOON)
    assert (shown(sara), shown(reza)) == ([], [])


def test_what_was_turned_down_never_comes_back(write, sara, reza, admin):
    write(sara)
    write(reza)
    mine(sara, reza)
    suggesting.dismiss_suggestion(actor=sara, pk=first(sara), at=NOON)
    with pytest.raises(NotFound):
        suggesting.dismiss_suggestion(actor=sara, pk=1 << 40, at=NOON)
    write(sara, "certificates pinning", times=8)
    mine(sara, reza, at=LATER)
    assert (shown(sara), shown(reza)) == ([], [SUBJECT])

    skill = people.ensure_skill(name_en=SUBJECT)
    mine(sara, reza, at=LATER)
    assert (shown(sara), [one.row.skill for one in suggestions(person=reza).items]) == ([], [skill])
    suggesting.dismiss_suggestion(actor=reza, pk=first(reza), at=LATER)
    people.merge_skills(actor=admin, skill=skill, into=people.ensure_skill(name_en="Mobile security"), at=LATER)
    mine(sara, reza, at=LATER)
    assert (shown(sara), shown(reza)) == ([], [])


def test_turning_off_removes_everything_at_once(write, sara):
    write(sara)
    mine(sara)
    suggesting.choose_suggestions(actor=sara, is_on=False, reads_private=True, at=NOON)
    assert not SkillSuggestion.objects.exists()
    mine(sara, at=LATER)
    suggesting.mine_part(person_ids=[sara.pk], at=LATER + suggesting.GOOD_FOR)
    assert (shown(sara), suggestions(person=sara).is_off, suggestions(person=sara).reads_private) == ([], True, False)

    assert not _jobs()
    for _twice in range(2):
        suggesting.choose_suggestions(actor=sara, is_on=True, reads_private=False, at=LATER)
    assert _jobs() == [{"person_id": sara.pk}]
    mine(sara, at=LATER)
    assert shown(sara) == [SUBJECT]
    chosen = "finder.SkillSuggestionsChosen"
    assert facts() == [(chosen, {"is_on": on, "reads_private": False}) for on in (False, True)]


def _jobs(name="finder.suggest_to"):
    return list(ProcrastinateJob.objects.filter(task_name=name).order_by("id").values_list("args", flat=True))


def test_private_texts_count_only_for_who_wishes_it(write, sara, service_space):
    write(sara, space=service_space)
    mine(sara)
    assert shown(sara) == []

    suggesting.choose_suggestions(actor=sara, is_on=True, reads_private=True, at=NOON)
    mine(sara)
    [one] = suggestions(person=sara).items
    assert (one.name, one.row.is_private, len(one.works)) == (SUBJECT, True, 4)
    suggesting.choose_suggestions(actor=sara, is_on=True, reads_private=False, at=NOON)
    assert not SkillSuggestion.objects.exists()


def test_evidence_that_may_no_longer_be_opened_is_not_shown(write, notes, sara, world, service_space):
    write(sara)
    mine(sara)
    replies = [row for row in notes.rows.values() if row.type == "reply"]
    notes.remove(replies[:1])
    notes.move(replies[1], spaces.ensure_unit_space(unit=world.finance, at=NOON))
    assert [work.id for work in suggestions(person=sara).items[0].works] == [row.id for row in replies[2:]]
    notes.remove(replies[2:])
    assert shown(sara) == []


def test_what_others_keep_to_themselves_changes_nothing(write, notes, sara, reza, nima, world, service_space, finance_space):
    write(sara)
    write(sara, space=service_space)
    suggesting.choose_suggestions(actor=sara, is_on=True, reads_private=True, at=NOON)

    def outcome():
        found = suggesting.miner()
        return [found.found(person, with_private=private) for person in (sara, reza) for private in (False, True)]

    before, rows = outcome(), set(notes.rows)
    write(nima, space=finance_space, times=30)
    write(reza, space=finance_space, times=30)
    write(reza, space=service_space, times=30)
    kept = outcome()
    # What Reza writes in the room that Sara reads is still not hers, and part of no background.
    assert kept[:2] == before[:2]
    assert kept[2] == before[2] == []
    notes.remove([row for ref, row in notes.rows.items() if ref not in rows])
    assert outcome() == before


def test_leavers_and_the_forgotten_keep_nothing(write, sara, reza, settle):
    for person in (sara, reza):
        write(person)
        write(person, "OAuth")
    mine(sara, reza)
    suggesting.dismiss_suggestion(actor=reza, pk=first(reza), at=NOON)
    assert (len(shown(sara)), len(shown(reza))) == (2, 1)
    people.leave(actor=SYSTEM, person=sara, left_on=NOON.date(), at=NOON)
    settle()
    sara = Person.objects.get(pk=sara.pk)
    assert list(SkillSuggestion.objects.values_list("person", flat=True)) == [reza.pk]
    with pytest.raises(NotFound):
        suggesting.choose_suggestions(actor=sara, is_on=False, reads_private=False, at=NOON)
    mine(sara)
    assert not SkillSuggestion.objects.filter(person=sara).exists()

    Person.objects.filter(pk=sara.pk).update(manager=None)
    reza.delete()
    assert (SkillSuggestion.objects.count(), DismissedSkill.objects.count()) == (0, 0)
    assert list(SkillMining.objects.values_list("person", flat=True)) == [sara.pk]


def test_the_panel(browse, write, sara, django_assert_num_queries):
    skill = people.ensure_skill(name_en=SUBJECT)
    client, where = browse(sara), f"/skills/suggested/to/{sara.pk}"
    assert "is looked through soon" in client.get(where).content.decode()
    write(sara, times=1)
    mine(sara)
    assert "Nothing to suggest now" in client.get(where).content.decode()
    write(sara, times=3, accepted=1)
    write(sara, "OAuth <b>")
    mine(sara)
    with django_assert_num_queries(QUERIES):
        page = client.get(where).content.decode()

    assert page.count('class="skill sug') == 2
    assert ("4 texts of yours, 1 accepted" in page, "OAuth" in page, "<b>" in page) == (True, True, False)
    assert page.count('<li class="evi">') == 8
    assert f'hx-get="{where}"' in client.get(f"/people/{sara.pk}/").content.decode()
    known, new = (one.pk for one in suggestions(person=sara).items)
    answer = client.post(f"/skills/suggested/{new}/dismissal", headers={"HX-Request": "true"}).content.decode()
    assert (answer.count('class="skill sug'), answer.startswith('<section id="suggested-skills">')) == (1, True)
    answer = client.post(f"/skills/suggested/{known}/acceptance")
    assert (answer.status_code, answer["Location"]) == (303, f"/people/{sara.pk}/")
    assert PersonSkill.objects.get().skill == skill


def test_the_switches(browse, write, sara):
    write(sara)
    mine(sara)
    client = browse(sara)
    answer = client.post("/skills/suggested/choice", {}, headers={"HX-Request": "true"}).content.decode()
    assert "Nothing you write is looked through" in answer
    assert not SkillSuggestion.objects.exists()
    client.post("/skills/suggested/choice", {"on": "on"})
    client.post("/skills/suggested/choice", {"on": "on", "private": "on"})
    assert _jobs() == [{"person_id": sara.pk}] * 2
    tasks.suggest_to(sara.pk)
    found = suggestions(person=sara)
    assert ([one.name for one in found.items], found.is_off, found.reads_private) == ([SUBJECT], False, True)


def test_the_nightly_job_looks_through_who_wrote_and_the_rest_weekly(write, sara, reza, nima, monkeypatch):
    seen = []
    monkeypatch.setattr(suggesting, "_renew", lambda person, using, at: seen.append(person.pk))
    write(sara)
    everybody = sorted(person.pk for person in (sara, reza, nima))
    SkillMining.objects.bulk_create(SkillMining(person_id=pk, mined_at=NOON - timedelta(days=2)) for pk in everybody)
    for at in (NOON, NOON - timedelta(days=2) + suggesting.GOOD_FOR):
        suggesting.mine_part(person_ids=everybody, at=at)

    assert seen == sorted([sara.pk, nima.pk]) + everybody


def test_without_an_index_everything_stays_as_it_is(write, sara, settings, tmp_path):
    write(sara)
    mine(sara)
    settings.INDEX_FOLDER = tmp_path / "lost"
    mine(sara, at=LATER)
    suggesting.mine_part(person_ids=[sara.pk], at=LATER + suggesting.GOOD_FOR)
    assert (shown(sara), suggestions(person=sara).mined_at) == ([SUBJECT], NOON)


def test_a_job_for_who_is_gone_does_nothing(sara):
    tasks.suggest_to(sara.pk + 1_000)
    assert not SkillMining.objects.exists()


def test_parts_follow_one_another(sara, reza, nima, monkeypatch):
    mined = []
    monkeypatch.setattr(suggesting, "AT_ONCE", 2)
    monkeypatch.setattr(suggesting, "mine_part", lambda person_ids, at: mined.append(person_ids))
    tasks.suggest(0)
    for number in range(3):
        tasks.suggest_to_part(_jobs("finder.suggest_to_part")[number]["after"])

    everybody = sorted(person.pk for person in (sara, reza, nima))
    assert [job["after"] for job in _jobs("finder.suggest_to_part")] == [0, everybody[1], everybody[2]]
    assert mined == [everybody[:2], everybody[2:]]


def test_nobody_is_looked_through_before_the_index_holds_what_was_written(world, sara, monkeypatch):
    sequence()
    mined = []
    monkeypatch.setattr(suggesting, "mine_part", lambda person_ids, at: mined.append(person_ids))
    tasks.suggest_to_part(0)
    (later,) = ProcrastinateJob.objects.filter(task_name="finder.suggest_to_part")
    assert (later.args, later.scheduled_at is None, mined) == ({"after": 0, "written": last_position()}, False, [])
    settle()
    tasks.suggest_to_part(**later.args)
    assert mined == [[sara.manager_id, sara.pk]]
