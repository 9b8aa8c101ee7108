"""A space that everybody reads from now on, or not everybody any more: statistics and evidence follow, in parts, through the ledger."""

import pytest

from hamsoo.finder import projections as finder_projections
from hamsoo.finder.index import writing
from hamsoo.finder.index.matching import snapshot
from hamsoo.kernel.errors import NotAllowed
from hamsoo.kernel.text import analyse
from hamsoo.ledger import projections
from hamsoo.ledger.models import Entry
from hamsoo.people import actions as people
from hamsoo.people.models import SkillEvidence
from hamsoo.questions import actions as questions
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.actions import rights
from hamsoo.spaces.queries import space_ids
from tests.world import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(reza):
    """A group that only its members read."""
    return spaces.create_group(actor=reza, name_fa="نگه‌داری", name_en="Custody", policy="closed", at=NOON)


@pytest.fixture
def answers(group, reza, sara, settle):
    """Two questions of the group, and Sara's answer that shows her skill."""
    spaces.add_member(actor=reza, space=group, person=sara, at=NOON)
    people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    first = questions.ask(actor=reza, title="How do we scale Kubernetes?", places=[group.pk], at=NOON)
    questions.ask(actor=reza, title="Custody limits", places=[group.pk], at=NOON)
    questions.answer(actor=sara, question=first, body="Kubernetes scales by itself.", at=NOON)
    settle()


def shared(person, *terms: str) -> list[int]:
    """Return among how many documents that everybody reads each term stands."""
    index = snapshot(space_ids(person=person))
    return [index.shared_count(analyse(term)[0]) for term in terms]


def test_what_everybody_reads_counts_and_no_more_when_it_closes(group, answers, reza, sara, settle):
    assert (shared(reza, "custody", "scale"), SkillEvidence.objects.count()) == ([0, 0], 0)

    spaces.change_policy(actor=reza, space=group, policy="open", at=NOON)
    settle()
    assert (shared(reza, "custody", "scale"), SkillEvidence.objects.count()) == ([1, 2], 1)

    spaces.change_policy(actor=reza, space=group, policy="secret", at=NOON)
    settle()
    assert (shared(reza, "custody", "scale"), SkillEvidence.objects.count()) == ([0, 0], 0)


def test_a_rebuild_equals_what_was_kept(group, answers, reza, settle):
    spaces.change_policy(actor=reza, space=group, policy="open", at=NOON)
    settle()
    kept = shared(reza, "custody", "scale", "kubernetes"), list(SkillEvidence.objects.values_list("person", "skill", "object_id"))
    for name in ("finder.index", "questions.skills_shown"):
        projections.rebuild(projections.projection(name))
    assert (shared(reza, "custody", "scale", "kubernetes"), list(SkillEvidence.objects.values_list("person", "skill", "object_id"))) == kept


def test_a_branch_takes_all_below_it_along(world, reza, nima, admin, service_space, settle):
    questions.ask(actor=reza, title="Custody limits", places=[service_space.pk], at=NOON)
    settle()
    spaces.let_everybody(actor=admin, space=spaces.branch("unit"), level=20, at=NOON)
    settle()
    assert shared(nima, "custody") == [1]


@pytest.mark.parametrize("policy", ["closed", "secret"])
def test_what_changes_nothing_for_everybody_reads_nothing_again(group, answers, reza, policy, settle):
    spaces.change_policy(actor=reza, space=group, policy=policy, at=NOON)
    spaces.archive_group(actor=reza, space=group, at=NOON)
    settle()
    assert not Entry.objects.filter(name__in=["spaces.ReadingChanged", "spaces.PlacedReread"]).exists()


def test_a_large_space_is_read_in_parts_and_no_transaction_reads_it_all(group, reza, settle, monkeypatch):
    monkeypatch.setattr(rights, "READ_AT_ONCE", 3)
    monkeypatch.setattr(projections, "BATCH", 4)
    for number in range(10):
        questions.ask(actor=reza, title=f"Custody {number}", places=[group.pk], at=NOON)
    settle()
    sizes = []
    replace = writing.replace
    monkeypatch.setattr(
        finder_projections.writing,
        "replace",
        lambda *, gone, documents, open_space_ids: (
            sizes.append(len(found := list(documents))),
            replace(gone=gone, documents=found, open_space_ids=open_space_ids),
        ),
    )
    spaces.change_policy(actor=reza, space=group, policy="open", at=NOON)
    settle()
    parts = Entry.objects.filter(name="spaces.PlacedReread").order_by("id")
    assert [len(entry.payload["ids"]) for entry in parts] == [3, 3, 3, 1]
    assert [entry.cause_id for entry in parts][1:] == [entry.pk for entry in parts][:-1]
    assert (sum(sizes), max(sizes) <= 4) == (10, True)
    assert shared(reza, "custody") == [10]


def test_only_who_looks_after_a_group_says_who_may_see_it(group, answers, sara, nima, reza):
    facts = Entry.objects.count()
    for somebody in (sara, nima):
        with pytest.raises(NotAllowed):
            spaces.change_policy(actor=somebody, space=group, policy="open", at=NOON)
    assert spaces.change_policy(actor=reza, space=group, policy="closed", at=NOON).policy == "closed"
    assert Entry.objects.count() == facts
    with pytest.raises(TypeError):
        spaces.grant(space=group, principal=("everybody", 0), level=20)
