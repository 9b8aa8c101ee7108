"""The inbox: who is told, what is merged, what stays unread, and what nobody may see any more."""

from datetime import timedelta

import pytest

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger import projections, runner
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.ledger.facts import facts_between
from hamsoo.ledger.traits import Notifies, Ref, Told
from hamsoo.notices import actions, queries
from hamsoo.notices.models import InboxItem
from hamsoo.notices.projections import Inbox
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions as threads
from hamsoo.threads.tests.things import unit_space, write_note
from tests.world import NOON

__all__ = ["unit_space"]

LATER = NOON + timedelta(hours=1)


class HelpAsked(Event, Notifies, icon="send", sentence="asked"):
    note_id: int
    helper_id: int

    def told(self) -> list[Told]:
        return [Told(self.helper_id, "request")]

    def notice_subject(self) -> Ref:
        return Ref("note", self.note_id)


class HelpGiven(Event, Notifies, icon="check", sentence="given"):
    note_id: int
    helper_id: int

    def told(self) -> list[Told]:
        return []

    def settles(self) -> list[tuple[Told, Ref]]:
        return [(Told(self.helper_id, "request"), Ref("note", self.note_id))]


def _rows() -> list[tuple[object, ...]]:
    fields = ("person_id", "entry_id", "position", "kind", "subject_type", "subject_id", "at", "is_settled")
    return list(InboxItem.objects.order_by("person_id", "entry_id").values_list(*fields))


def _say(actor, note, body="Hello", at=NOON):
    comment = threads.comment(actor=actor, target=note.ref, body=body, at=at).comment
    runner.settle()
    return comment


def test_the_owner_is_told_and_never_the_actor(sara, reza, world) -> None:
    note = write_note(sara, world.organisation)
    _say(reza, note)
    _say(sara, note)
    (notice,) = queries.inbox(person=sara).items
    assert (notice.kind, notice.is_unread, notice.other_count) == ("comment", True, 0)
    assert notice.newest.details.words == {"actor": reza.name, "title": "Opening hours"}
    assert queries.inbox(person=reza).items == []


def test_the_same_about_the_same_is_one_line(sara, reza, nima, admin, world) -> None:
    notes = [write_note(sara, world.organisation) for _number in range(2)]
    for actor in (reza, nima, admin, reza):
        _say(actor, notes[0])
    _say(reza, notes[1])
    lines = queries.inbox(person=sara).items
    assert [(line.newest.fact.actor.id, line.other_count, len(line.entry_ids)) for line in lines] == [(reza.pk, 0, 1), (reza.pk, 2, 4)]
    assert queries.unread_count(person=sara) == 2


def test_reading_a_line_reads_all_behind_it(sara, reza, nima, world) -> None:
    note = write_note(sara, world.organisation)
    for actor in (reza, nima):
        _say(actor, note)
    (line,) = queries.inbox(person=sara).items
    actions.mark_read(actor=sara, entry_ids=queries.alike(person=sara, entry_id=line.entry_id), at=LATER)
    assert queries.unread_count(person=sara) == 0
    assert [item.is_unread for item in queries.inbox(person=sara).items] == [False]
    assert queries.inbox(person=sara, only_unread=True).items == []
    _say(nima, note)
    assert [item.is_unread for item in queries.inbox(person=sara).items] == [True, False]


def test_marks_are_ones_own(sara, reza, nima, world) -> None:
    _say(reza, write_note(sara, world.organisation))
    (line,) = queries.inbox(person=sara).items
    actions.mark_read(actor=nima, entry_ids=line.entry_ids, at=LATER)
    actions.put_away(actor=nima, entry_ids=line.entry_ids, at=LATER)
    assert queries.unread_count(person=sara) == 1
    for person in (nima, reza):
        with pytest.raises(NotFound):
            queries.notice(person=person, entry_id=line.entry_id)
        with pytest.raises(NotFound):
            queries.alike(person=person, entry_id=line.entry_id)


def test_what_is_put_away_is_gone_and_what_comes_later_is_not(sara, reza, world) -> None:
    note = write_note(sara, world.organisation)
    _say(reza, note)
    (line,) = queries.inbox(person=sara).items
    actions.put_away(actor=sara, entry_ids=line.entry_ids, at=LATER)
    assert queries.inbox(person=sara).items == []
    _say(reza, note)
    assert queries.unread_count(person=sara) == 1


def test_everything_read_holds_for_what_is_there_now(sara, reza, world) -> None:
    note = write_note(sara, world.organisation)
    _say(reza, note)
    actions.mark_all_read(actor=sara, at=LATER)
    assert queries.unread_count(person=sara) == 0
    _say(reza, note)
    assert queries.unread_count(person=sara) == 1


def test_what_may_not_be_seen_any_more_disappears_from_the_counter_too(sara, nima, world, unit_space) -> None:
    note = write_note(nima, unit_space, world.organisation)
    comment = _say(sara, note)
    assert queries.unread_count(person=nima) == 1
    for type_, object_id in (note.ref, comment.ref):
        spaces.place(type=type_, object_id=object_id, space_ids=[unit_space.pk], at=LATER)
    assert queries.inbox(person=nima).items == []
    assert queries.unread_count(person=nima) == 0


def test_removed_comments_and_withdrawn_thanks_disappear(sara, reza, world) -> None:
    note = write_note(sara, world.organisation)
    comment = _say(reza, note)
    threads.react(actor=reza, target=note.ref, kind="thanks", at=NOON)
    runner.settle()
    assert [line.kind for line in queries.inbox(person=sara).items] == ["thanks", "comment"]
    threads.remove_comment(actor=reza, comment_id=comment.pk, at=LATER)
    threads.withdraw_reaction(actor=reza, target=note.ref, kind="thanks", at=LATER)
    assert queries.inbox(person=sara).items == []
    assert queries.unread_count(person=sara) == 0


def test_a_later_fact_settles_a_notice(sara, reza, world) -> None:
    note = write_note(sara, world.organisation)
    asked = HelpAsked(note_id=note.pk, helper_id=reza.pk)
    record(asked, actor=sara, objects=[note.ref], spaces=[world.organisation.pk], at=NOON)
    record(HelpGiven(note_id=note.pk, helper_id=reza.pk), actor=sara, objects=[note.ref], spaces=[world.organisation.pk], at=LATER)
    record(asked, actor=sara, objects=[note.ref], spaces=[world.organisation.pk], at=LATER)
    runner.settle()
    assert list(InboxItem.objects.order_by("position").values_list("is_settled", flat=True)) == [True, False]


def test_rebuild_equals_live_and_marks_survive_it(sara, reza, nima, world) -> None:
    notes = [write_note(sara, world.organisation) for _number in range(2)]
    for actor in (reza, nima):
        for note in notes:
            _say(actor, note, body=f"@[Nima](person:{nima.pk})")
    record(HelpAsked(note_id=1, helper_id=reza.pk), actor=sara, objects=[], spaces=[], at=NOON)
    record(HelpGiven(note_id=1, helper_id=reza.pk), actor=sara, objects=[], spaces=[], at=NOON)
    runner.settle()
    actions.mark_read(actor=sara, entry_ids=queries.inbox(person=sara).items[0].entry_ids, at=LATER)
    live, unread = _rows(), queries.unread_count(person=sara)
    projections.rebuild(projections.projection("notices.inbox"))
    assert (_rows(), queries.unread_count(person=sara)) == (live, unread)
    assert unread == 1


def test_the_same_batch_twice_changes_nothing(sara, reza, world) -> None:
    _say(reza, write_note(sara, world.organisation))
    record(HelpGiven(note_id=1, helper_id=reza.pk), actor=sara, objects=[], spaces=[], at=NOON)
    runner.settle()
    live = _rows()
    Inbox().apply(facts_between(after=0, until=1000, names=["threads.CommentAdded", "notices.HelpGiven"]))
    assert _rows() == live


def test_pages_go_on_where_the_last_one_ended(sara, reza, world) -> None:
    for _number in range(5):
        _say(reza, write_note(sara, world.organisation))
    first = queries.inbox(person=sara, limit=3)
    second = queries.inbox(person=sara, before=first.before, limit=3)
    assert ([len(first.items), len(second.items)], second.before) == ([3, 2], None)


def test_the_price_of_a_page_does_not_grow_with_its_lines(sara, reza, world, django_assert_num_queries) -> None:
    note = write_note(sara, world.organisation)
    for _number in range(12):
        _say(reza, note)
    with django_assert_num_queries(11):
        assert queries.inbox(person=sara).items[0].entry_ids[11:]
