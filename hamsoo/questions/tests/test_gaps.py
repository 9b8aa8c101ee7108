"""The page of gaps: who sees it, what counts, and that only what its reader may read does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from freezegun import freeze_time

from hamsoo.finder.models import MissedSearch
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.runner import settle
from hamsoo.people import actions as people
from hamsoo.people.models import PartPrivacy, Person
from hamsoo.questions import actions, queries
from hamsoo.questions.models import AskedTopic, SkillShare
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from tests.world import NOON

LATER = NOON + timedelta(days=2)


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path) -> None:
    """Give every test an index of its own."""
    settings.INDEX_FOLDER = tmp_path / "index"


@pytest.fixture
def lead(world, reza) -> Person:
    """Let Reza lead service."""
    people.appoint(actor=SYSTEM, unit=world.service, head=reza, deputy=None, at=NOON)
    return reza


def asked(by, title, place, *answer_by, at=NOON):
    question = actions.ask(actor=by, title=title, places=[place.pk], at=at)
    for one in answer_by:
        actions.answer(actor=one, question=question, body="Like this.", at=at)
    return question


def space_of(unit):
    return Space.objects.get(subject_type="unit", subject_id=unit.pk)


def seen(person, unit=None, at=LATER):
    settle()
    actions.gather(at=at)
    return queries.gaps(person=person, unit_pk=unit.pk if unit else None, at=at)


def told(gaps):
    return [(topic.name, topic.asked, topic.unhelped, topic.passed_on, topic.shown, topic.said) for topic in gaps.topics]


def test_a_head_sees_their_unit_an_administrator_everything_and_nobody_else_anything(world, lead, sara, nima, admin):
    assert queries.gaps(person=lead, unit_pk=None, at=LATER).part.unit == world.service
    for person, pk in ((sara, None), (nima, world.finance.pk), (lead, world.finance.pk), (lead, 10**9), (admin, 10**9)):
        with pytest.raises(NotFound):
            queries.gaps(person=person, unit_pk=pk, at=LATER)
    everything = queries.gaps(person=admin, unit_pk=None, at=LATER).part
    assert (everything.unit, everything.has_all) == (None, True)
    assert queries.gaps(person=admin, unit_pk=world.finance.pk, at=LATER).part.unit == world.finance


def test_a_right_reaches_the_own_unit_or_everything(world, nima, sara, admin):
    role = people.create_role(actor=admin, name_fa="دانش", at=NOON)
    people.give_role(actor=admin, role=role, kind="person", subject_id=nima.pk, at=NOON)
    people.set_rights(actor=admin, role=role, wanted={"questions.see_gaps": "unit"}, at=NOON)
    assert queries.gaps(person=nima, unit_pk=None, at=LATER).part.unit == world.finance
    with pytest.raises(NotFound):
        queries.gaps(person=nima, unit_pk=world.service.pk, at=LATER)
    people.set_rights(actor=admin, role=role, wanted={"questions.see_gaps": "all"}, at=NOON)
    assert queries.gaps(person=nima, unit_pk=world.service.pk, at=LATER).part.unit == world.service
    with pytest.raises(NotFound):
        queries.gaps(person=sara, unit_pk=None, at=LATER)


def test_a_right_for_the_own_unit_leads_nowhere_without_one(world, browse, nima, admin):
    role = people.create_role(actor=admin, name_fa="دانش", at=NOON)
    people.set_rights(actor=admin, role=role, wanted={"questions.see_gaps": "unit"}, at=NOON)
    people.give_role(actor=admin, role=role, kind="person", subject_id=nima.pk, at=NOON)
    client, address = browse(Person.objects.get(pk=nima.pk)), reverse("questions:gaps")
    assert (address in client.get("/questions/").content.decode(), client.get(address).status_code) == (True, 200)
    Person.objects.filter(pk=nima.pk).update(unit=None)
    assert (address in client.get("/questions/").content.decode(), client.get(address).status_code) == (False, 404)


def test_three_questions_without_help_make_a_gap_and_say_who_could(world, lead, sara, nima):
    skill = people.ensure_skill(name_fa="کوبرنتیز", name_en="Kubernetes")
    for title in ("Is Kubernetes down?", "کوبرنتیز چند گره دارد؟"):
        asked(sara, title, world.organisation)
    assert told(seen(lead)) == []
    asked(sara, "Who runs kubernetes?", world.organisation)
    asked(sara, "Kubernetes on Friday?", world.organisation, nima)
    assert told(seen(lead)) == [("کوبرنتیز", 4, 3, 0, 0, 0)]
    people.declare_skill(actor=nima, name="Kubernetes", at=NOON)
    (topic,) = seen(lead).topics
    assert (topic.said, topic.shown, topic.best, topic.percent) == (1, 1, nima, 75)
    assert topic.skill == skill
    assert told(seen(lead, at=NOON + timedelta(hours=3))) == [], "What was asked today may still be answered today."
    assert told(seen(lead, at=NOON + timedelta(days=91))) == []


def test_a_request_that_ended_in_vain_is_no_help_and_who_passed_it_on_stays_unnamed(world, lead, sara, nima):
    people.ensure_skill(name_en="Invoices")
    for number in range(3):
        request = actions.send_request(
            actor=sara, expert=nima, title=f"Invoices, {number}?", places=[world.organisation.pk], urgency="today", at=NOON
        )
        actions.mark_seen(actor=nima, request=request, at=NOON)
        actions.decline_request(actor=nima, request=request, reason="A private reason", at=NOON)
    assert told(seen(lead)) == [("Invoices", 3, 3, 3, 0, 0)]


def test_words_stand_for_what_no_skill_is_named_after_when_several_ask(world, lead, sara, admin):
    for number, by in enumerate((sara, sara, admin)):
        asked(by, f"Zebra printer {number}?", world.organisation)
    for number in range(9):
        asked(sara, f"Where is the printer of floor {number}?", world.organisation, lead)
    assert [(name, unhelped) for name, _asked, unhelped, *_rest in told(seen(lead))] == [("printer", 3), ("Zebra", 3)]
    AskedTopic.objects.filter(asker=admin).delete()
    assert told(queries.gaps(person=lead, unit_pk=None, at=LATER)) == [], "What one alone asks about is theirs."


def test_only_what_the_lead_may_read_counts(world, browse, lead, sara, nima, admin):
    """Whatever is asked, requested, shown or kept where Reza does not read changes nothing on his page."""
    people.ensure_skill(name_en="Kubernetes")
    people.declare_skill(actor=nima, name="Kubernetes", at=NOON)
    finance = space_of(world.finance)
    other = people.add_person(actor=SYSTEM, code="omid", name_fa="امید", name_en="Omid", unit=world.finance, at=NOON)
    for _time in range(3):
        asked(sara, "Is Kubernetes down?", world.organisation)
    for number in range(6):
        asked(sara, f"Kubernetes, {number}?", world.organisation, nima)
    before = seen(lead)
    assert told(before) == [("Kubernetes", 9, 3, 0, 1, 1)]
    secret = people.ensure_skill(name_en="Secrets")
    own = spaces.create_group(actor=sara, name_fa="گروه", name_en="Group", about="", policy="secret", at=NOON)
    for number in range(4):
        asked(sara, f"Kubernetes and Secrets of mine, {number}?", own)
        question = asked(nima, f"Kubernetes and Secrets there, {number}?", finance)
        request = actions.send_request(actor=nima, expert=other, question=question, urgency="today", at=NOON)
        actions.accept_request(actor=other, request=request, at=NOON)
        actions.answer(actor=other, question=question, body="So.", at=NOON)
    PartPrivacy.objects.create(person=sara, part="skills", audience="me")
    people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    for number in range(6):
        asked(nima, f"More Kubernetes, {number}?", finance)
    after = seen(lead)
    assert after == replace(before, gathered_at=after.gathered_at)
    assert secret.pk in set(AskedTopic.objects.values_list("skill", flat=True))


def test_a_topic_hangs_on_who_carries_four_fifths_of_it(world, lead, sara, nima, admin):
    people.ensure_skill(name_en="Kubernetes")
    for who in (sara, lead):
        people.declare_skill(actor=who, name="Kubernetes", at=NOON)
    for number in range(4):
        asked(nima, f"Kubernetes, {number}?", world.organisation, sara)
    assert seen(lead).carried == [], "Four answers show only that it is rare."
    asked(nima, "Kubernetes again?", world.organisation, lead)
    (one,) = seen(lead).carried
    assert (one.person, one.percent, one.works, one.others) == (sara, 80, 4, 1)
    assert seen(admin, world.finance).carried == []
    asked(nima, "Kubernetes once more?", world.organisation, lead)
    assert seen(lead).carried == []
    assert seen(lead, at=NOON + timedelta(days=366)).carried == []


def test_what_somebody_no_longer_shows_or_has_counts_at_once(world, lead, sara, nima):
    held = people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    for number in range(5):
        asked(nima, f"Kubernetes, {number}?", world.organisation, sara)
    assert [one.person for one in seen(lead).carried] == [sara]
    privacy = PartPrivacy.objects.create(person=sara, part="skills", audience="me")
    assert queries.gaps(person=lead, unit_pk=None, at=LATER).carried == []
    privacy.delete()
    people.withdraw_skill(actor=sara, held=held, at=NOON)
    assert queries.gaps(person=lead, unit_pk=None, at=LATER).carried == []


def test_merged_skills_are_one_topic_and_hidden_ones_none(world, lead, sara, nima, admin):
    one, other = people.ensure_skill(name_en="Kubernetes"), people.ensure_skill(name_en="K8s")
    for title in ("Kubernetes?", "Is k8s the same?", "Who knows k8s?", "Kubernetes or K8s?"):
        asked(sara, title, world.organisation)
    assert told(seen(lead)) == [("K8s", 3, 3, 0, 0, 0)]
    people.merge_skills(actor=admin, skill=other, into=one, at=NOON)
    assert told(queries.gaps(person=lead, unit_pk=None, at=LATER)) == [("Kubernetes", 4, 4, 0, 0, 0)]
    people.hide_skill(actor=admin, skill=one, at=NOON)
    assert told(queries.gaps(person=lead, unit_pk=None, at=LATER)) == []


def test_what_was_shown_of_merged_skills_is_added_up_at_once(world, lead, sara, nima, admin):
    for name in ("Kubernetes", "K8s"):
        people.declare_skill(actor=sara, name=name, at=NOON)
        for number in range(3):
            asked(nima, f"{name}, {number}?", world.organisation, sara)
    assert seen(lead).carried == []
    one, other = (held.skill for held in sara.skills.order_by("pk"))
    people.merge_skills(actor=admin, skill=other, into=one, at=LATER)
    settle()
    (found,) = queries.gaps(person=lead, unit_pk=None, at=LATER).carried
    assert (found.skill, found.person, found.percent, found.works) == (one, sara, 100, 6)


def test_what_went_with_a_leaver_is_told_with_who_still_knows(world, lead, sara, nima):
    for who in (sara, lead):
        people.declare_skill(actor=who, name="Kubernetes", at=NOON)
    for number in range(3):
        asked(nima, f"Kubernetes, {number}?", world.organisation, sara)
    asked(nima, "Kubernetes again?", world.organisation, lead)
    assert seen(lead).leavers == []
    people.leave(actor=SYSTEM, person=sara, left_on=NOON.date(), at=NOON)
    (leaver,) = seen(lead).leavers
    assert (leaver.person, leaver.may_hand_over) == (sara, True)
    assert [(one.skill.name, one.percent, one.works, one.others) for one in leaver.topics] == [("Kubernetes", 75, 3, 1)]
    assert seen(lead, at=NOON + timedelta(days=181)).leavers == []


def test_leavers_of_one_name_are_told_apart(world, lead, nima):
    ones = [people.add_person(actor=SYSTEM, code=code, name_fa="علی", unit=world.service, at=NOON) for code in "ab"]
    for who, name, times in ((ones[0], "Kubernetes", 6), (ones[1], "Invoices", 5), (ones[0], "Ledgers", 4)):
        people.declare_skill(actor=who, name=name, at=NOON)
        for number in range(times):
            asked(nima, f"{name}, {number}?", world.organisation, who)
    for who in ones:
        people.leave(actor=SYSTEM, person=who, left_on=NOON.date(), at=NOON)
    found = [(leaver.person, [one.skill.name for one in leaver.topics]) for leaver in seen(lead).leavers]
    assert found == [(ones[0], ["Kubernetes", "Ledgers"]), (ones[1], ["Invoices"])]


def test_what_is_gathered_anew_while_the_page_is_counted_does_no_harm(world, lead, sara, nima):
    gone = people.add_person(actor=SYSTEM, code="omid", name_fa="امید", unit=world.service, at=NOON)
    for who, name in ((sara, "Kubernetes"), (gone, "Invoices")):
        people.declare_skill(actor=who, name=name, at=NOON)
        for number in range(5):
            asked(nima, f"{name}, {number}?", world.organisation, who)
    people.leave(actor=SYSTEM, person=gone, left_on=NOON.date(), at=NOON)
    for last in range(1, 9):
        assert len(seen(lead).carried) == len(seen(lead).leavers) == 1
        read = []

        def empty_after_the_last(execute, sql, params, many, context, read=read, last=last):
            answer = execute(sql, params, many, context)
            if sql.startswith("SELECT") and "questions_skillshare" in sql:
                read.append(sql)
                if len(read) == last:
                    with connection.cursor() as cursor:
                        cursor.execute("DELETE FROM questions_skillshare")
            return answer

        with connection.execute_wrapper(empty_after_the_last):
            found = queries.gaps(person=lead, unit_pk=None, at=LATER)
        assert len(found.carried) <= 1
        assert len(found.leavers) <= 1
    assert len(read) < last


def test_how_requests_are_spread(world, lead, sara, nima, admin):
    team = [
        people.add_person(actor=SYSTEM, code=f"p{n}", name_fa="همکار", name_en=f"Agent {n}", unit=world.service, at=NOON) for n in range(4)
    ]
    for expert, number in ((sara, 8), (team[0], 2), (team[1], 0), (team[2], 0), (team[3], 0)):
        for count in range(max(1, number)):
            request = actions.send_request(
                actor=nima, expert=expert, title=f"Question {count}?", places=[world.organisation.pk], urgency="today", at=NOON
            )
            if number:
                actions.accept_request(actor=expert, request=request, at=NOON)
                actions.answer(actor=expert, question=request.question, body="So.", at=NOON)
    people.declare_skill(actor=admin, name="Kubernetes", at=NOON)
    asked(nima, "Kubernetes?", world.organisation, admin)
    found = seen(lead).spread
    assert found.unasked == 1, "Admin knows Kubernetes, and was not asked."
    assert found.whole is not None
    assert (found.whole.people, found.whole.answered, found.whole.half, found.whole.shown) == (5, 10, 1, 0.72)
    assert found.whole.path == "M0.0 100.0 L20.0 100.0 L40.0 100.0 L60.0 100.0 L80.0 80.0 L100.0 0.0"
    assert found.most == [(sara, 8), (team[0], 2)]
    units = seen(admin).spread
    assert [(one.unit, one.people) for one in units.units] == [(world.service, 5)]
    assert units.small_units == 1
    assert seen(admin, world.finance).spread.whole is None
    for number in range(6):
        other = people.add_person(actor=SYSTEM, code=f"q{number}", name_fa="همکار", unit=world.service, at=NOON)
        actions.send_request(actor=nima, expert=other, title="And you?", places=[world.organisation.pk], urgency="today", at=NOON)
    assert seen(lead).spread.whole is None, "Ten answers of eleven people are too few to be spread evenly."


def test_searches_in_vain_of_three_show_and_of_two_do_not(world, lead, sara, nima, admin):
    people.ensure_skill(name_en="Kubernetes")
    for person, words in (
        (lead, "kubernetes"),
        (sara, "kubernetes"),
        (nima, "kubernetes"),
        (sara, "zebra"),
        (admin, "zebra"),
        (lead, "zebra"),
    ):
        MissedSearch.objects.create(person=person, key=words, at=NOON)
    assert [(topic.name, topic.is_missed, topic.asked) for topic in seen(lead).topics] == [("zebra", True, 0)]
    assert [topic.name for topic in seen(admin).topics] == ["Kubernetes", "zebra"]


def test_gathering_twice_is_once_and_takes_away_what_is_gone(world, lead, sara, nima):
    people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    asked(nima, "Kubernetes?", world.organisation, sara)
    seen(lead)
    assert (AskedTopic.objects.count(), SkillShare.objects.count()) == (1, 1)
    seen(lead)
    assert (AskedTopic.objects.count(), SkillShare.objects.count()) == (1, 1)
    seen(lead, at=NOON + timedelta(days=366))
    assert (AskedTopic.objects.count(), SkillShare.objects.count()) == (0, 0)


def test_the_page_costs_the_same_for_one_and_for_many(world, browse, lead, sara, nima, mina, django_assert_num_queries):
    client, address = browse(lead), reverse("questions:gaps")
    with freeze_time(LATER):
        assert "Nothing is counted yet" in client.get(address).content.decode()
    for name in ("Kubernetes", "Invoices"):
        people.declare_skill(actor=sara, name=name, at=NOON)
        for number in range(5):
            asked(nima, f"{name}, {number}?", world.organisation, sara)
        for number in range(3):
            asked(sara, f"Whose {name}, {number}?", world.organisation)
    seen(lead)
    with freeze_time(LATER):
        client.get(address)
        with django_assert_num_queries(18):
            page = client.get(address).content.decode()
        assert page.count("carries 100% of what was shown, in 5 answers") == 2
        assert page.count("3 of 3 questions without help") == 2
        assert reverse("questions:new_request", args=[sara.pk]) in page
        assert f'href="{address}"' in browse(lead).get(reverse("questions:list")).content.decode()
        assert f'href="{address}"' not in browse(nima).get(reverse("questions:list")).content.decode()
        for stranger in (nima, sara, mina):
            assert browse(stranger).get(address).status_code == 404
        assert client.get(address, {"unit": world.finance.pk}).status_code == 404
        assert client.get(address, {"unit": "x" * 50}).status_code == 200
