"""What answers show of skills: found by any name, only where everybody reads, and the same after a rebuild."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hamsoo.ledger.projections import projection, rebuild
from hamsoo.ledger.runner import settle
from hamsoo.people import actions as people
from hamsoo.people import queries as known
from hamsoo.people.models import PartPrivacy, SkillEvidence
from hamsoo.questions import actions
from hamsoo.questions.models import Question
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level, Space
from tests.world import NOON

LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path) -> None:
    """Give every test an index of its own."""
    settings.INDEX_FOLDER = tmp_path / "index"


def evidence():
    return list(
        SkillEvidence.objects.order_by("object_id", "skill").values_list("person", "skill", "object_id", "weight", "is_accepted", "at")
    )


def asked(by, title, place, answer_by, body="Like this."):
    question = actions.ask(actor=by, title=title, places=[place.pk], at=NOON)
    return actions.answer(actor=answer_by, question=question, body=body, at=LATER)


def test_answers_show_skills_by_any_name_and_a_rebuild_finds_the_same(world, sara, reza, nima, admin):
    skill = people.ensure_skill(name_fa="کوبرنتیز", name_en="Kubernetes")
    by_title = asked(reza, "خوشه‌های كوبرنتيز چند گره دارند؟", world.organisation, sara)
    by_body = asked(reza, "How many nodes?", world.organisation, sara, body="Ask kubernetes itself.")
    asked(reza, "Who pays the tax?", world.organisation, sara)
    settle()
    assert evidence() == [], "Sara has not named the skill."
    people.declare_skill(actor=sara, name="کوبرنتیز", at=NOON)
    settle()
    assert evidence() == [(sara.pk, skill.pk, answer.pk, 1.0, False, LATER) for answer in (by_title, by_body)]
    actions.accept_answer(actor=reza, answer=by_body, at=LATER)
    actions.thank(actor=nima, answer=by_title, at=LATER)
    settle()
    live = evidence()
    assert [(row[3], row[4]) for row in live] == [(1.05, False), (1.5, True)]
    for _time in range(2):
        rebuild(projection("questions.skills_shown"))
        assert evidence() == live
    actions.edit_answer(actor=sara, answer=by_body, body="Ask the cluster.", at=LATER)
    held = sara.skills.get()
    settle()
    assert [row[2] for row in evidence()] == [by_title.pk]
    people.withdraw_skill(actor=sara, held=held, at=LATER)
    settle()
    assert evidence() == []


def test_only_what_everybody_reads_counts_and_nobody_shows_it_to_themselves(world, sara, reza, nima):
    people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    people.declare_skill(actor=reza, name="Kubernetes", at=NOON)
    service = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    asked(reza, "Kubernetes here?", service, sara)
    asked(reza, "Kubernetes again?", world.organisation, reza)
    settle()
    assert evidence() == []


def test_what_a_role_opens_to_all_of_a_level_is_not_open_to_everybody(world, sara, reza, nima, admin):
    people.declare_skill(actor=nima, name="Kubernetes", at=NOON)
    group = spaces.create_group(actor=nima, name_fa="بسته", policy="closed", at=NOON)
    role = people.create_role(actor=admin, name_fa="کارشناسان", at=NOON)
    spaces.grant_to_role(actor=admin, role=role, space=group, level=Level.WRITE, at=NOON)
    people.give_role(actor=admin, role=role, kind="level", subject_id=sara.level, at=NOON)
    asked(sara, "Kubernetes there?", group, nima)
    settle()
    assert not Question.objects.visible_to(reza).exists()
    assert evidence() == []


def test_merging_and_undoing_moves_what_answers_show(world, sara, reza, admin):
    one, other = people.ensure_skill(name_en="Kubernetes"), people.ensure_skill(name_en="K8s")
    people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    asked(reza, "Is k8s down?", world.organisation, sara)
    settle()
    assert evidence() == []
    decision = people.merge_skills(actor=admin, skill=other, into=one, at=NOON)
    settle()
    (shown,) = known.skills_of(person=reza, of=sara, at=LATER)
    assert (shown.skill, shown.evidence.count) == (one, 1)
    people.undo_decision(actor=admin, decision=decision, at=NOON)
    settle()
    assert evidence() == []


def test_what_shows_a_skill_can_be_opened(world, browse, sara, reza, nima, mina, django_assert_num_queries):
    held = people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    asked(reza, "Is Kubernetes down?", world.organisation, sara)
    settle()
    address = reverse("questions:skill_evidence", args=[sara.pk, held.skill_id])
    client = browse(nima)
    client.get(address)
    with django_assert_num_queries(6):
        assert "Is Kubernetes down?" in client.get(address).content.decode()
    assert browse(mina).get(address).status_code == 404
    PartPrivacy.objects.create(person=sara, part="skills", audience="me")
    assert "Is Kubernetes down?" not in client.get(address).content.decode()
