"""Bookmarks are one's own; reports are decided by who looks after the place."""

from datetime import timedelta

import pytest

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.presentation import present
from hamsoo.ledger.traits import Ref, Told
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import placed_in
from hamsoo.threads import actions, queries
from hamsoo.threads.models import Bookmark, Comment, Report
from hamsoo.threads.tests.things import unit_space, write_note
from tests.world import NOON

__all__ = ["unit_space"]

LATER = NOON + timedelta(minutes=5)
HTMX = {"HX-Request": "true"}


def _told(name: str) -> list[Told]:
    entry = Entry.objects.filter(name=f"threads.{name}").latest("id")
    return list(facts_by_id([entry.pk])[entry.pk].event.told())  # type: ignore[attr-defined]


def test_a_bookmark_is_ones_own_and_tells_nobody(sara, reza, unit_space) -> None:
    note, entries = write_note(reza, unit_space), Entry.objects.count()
    for _twice in range(2):
        actions.bookmark(actor=sara, target=note.ref, at=NOON)
    assert [thing.ref for _row, thing in queries.bookmarks(person=sara).items] == [note.ref]
    assert queries.bookmarks(person=reza).items == []
    assert [queries.tallies(person=one, refs=[note.ref])[note.ref].is_kept for one in (sara, reza)] == [True, False]
    actions.let_go(actor=sara, target=note.ref)
    assert (Bookmark.objects.count(), Entry.objects.count()) == (0, entries)


def test_what_is_not_seen_is_not_kept_and_what_is_seen_no_more_is_hidden(sara, nima, unit_space) -> None:
    note = write_note(sara, unit_space)
    for ref in (note.ref, Ref("nothing", 1), Ref("note", 999_999)):
        with pytest.raises(NotFound):
            actions.bookmark(actor=nima, target=ref, at=NOON)
    actions.bookmark(actor=sara, target=note.ref, at=NOON)
    spaces.place(type="note", object_id=note.pk, space_ids=(), at=NOON)
    assert queries.bookmarks(person=sara).items == []


def test_bookmarks_are_read_in_parts(sara, world) -> None:
    notes = [write_note(sara, world.organisation) for _number in range(3)]
    for note in notes:
        actions.bookmark(actor=sara, target=note.ref, at=NOON)
    first = queries.bookmarks(person=sara, limit=2)
    rest = queries.bookmarks(person=sara, limit=2, before=first.before)
    assert [thing.ref for _row, thing in (*first.items, *rest.items)] == [note.ref for note in reversed(notes)]
    assert rest.before is None


def test_the_page_of_bookmarks(sara, nima, unit_space, browse) -> None:
    note, client = write_note(sara, unit_space, title="Opening <hours>"), browse(sara)
    pressed = client.post(f"/threads/note/{note.pk}/bookmark", headers=HTMX).content.decode()
    assert 'aria-pressed="true"' in pressed
    assert "Opening &lt;hours&gt;" in client.get("/bookmarks/").content.decode()
    assert 'aria-pressed="false"' in client.post(f"/threads/note/{note.pk}/bookmark", {"let_go": "1"}, headers=HTMX).content.decode()
    assert browse(nima).post(f"/threads/note/{note.pk}/bookmark").status_code == 404


@pytest.fixture
def note(sara, reza, unit_space):
    """A note of Sara in the service unit, which Reza looks after, with a comment."""
    spaces.grant(space=unit_space, principal=("person", reza.pk), level=Level.MANAGE)
    made = write_note(sara, unit_space, title="Rumours")
    actions.comment(actor=reza, target=made.ref, body="Really?", at=NOON)
    return made


@pytest.fixture
def reader(world, unit_space):
    """Somebody who reads in the unit without looking after it."""
    from tests.world import _colleague  # noqa: PLC0415 - one more of the cast

    return _colleague("leila", "لیلا", "Leila", world.service)


def test_a_report_tells_who_looks_after_the_place(reader, reza, note) -> None:
    for _twice in range(2):
        actions.report(actor=reader, target=note.ref, reason="false", note=" Not\x00 so ", at=NOON)
    one = Report.objects.get()
    assert (one.title, one.reason, one.note, one.author_id) == ("Rumours", "false", "Not so", note.owner_id)
    assert _told("ContentReported") == [Told(reza.pk, "report")]
    assert [(item.target.ref, item.reports) for item in queries.reported(person=reza)] == [(note.ref, [one])]
    entry = Entry.objects.get(name="threads.ContentReported")
    shown = present(facts_by_id([entry.pk]).values(), person=reza)
    assert [item.details.words for item in shown.values()] == [{"actor": reader.name, "title": "Rumours"}]


def test_where_nobody_looks_after_the_place_administrators_are_told(sara, reza, admin, world) -> None:
    note = write_note(sara, world.organisation)
    actions.report(actor=reza, target=note.ref, reason="other", note="", at=NOON)
    assert _told("ContentReported") == [Told(admin.pk, "report")]


def test_nobody_reports_what_they_do_not_see_or_their_own(sara, nima, note) -> None:
    with pytest.raises(NotFound):
        actions.report(actor=nima, target=note.ref, reason="false", note="", at=NOON)
    with pytest.raises(Invalid):
        actions.report(actor=sara, target=note.ref, reason="false", note="", at=NOON)
    assert Report.objects.count() == 0


def test_what_is_hidden_stands_nowhere_and_those_concerned_are_told_why(sara, reader, reza, note, unit_space) -> None:
    actions.report(actor=reader, target=note.ref, reason="false", note="", at=NOON)
    actions.decide(actor=reza, target=note.ref, decision="hidden", answer="It is not so.", at=LATER)
    comment = Comment.objects.get()
    assert (placed_in(type="note", object_id=note.pk), placed_in(type="comment", object_id=comment.pk)) == (frozenset(), frozenset())
    assert _told("ReportDecided") == [Told(one, "report") for one in sorted((sara.pk, reader.pk))]
    entry = Entry.objects.get(name="threads.ReportDecided")
    for person, is_told in ((sara, True), (reader, True), (reza, False)):
        assert bool(present(facts_by_id([entry.pk]).values(), person=person)) == is_told
    one = queries.hidden(person=reza)[0]
    with pytest.raises(NotFound):
        actions.restore(actor=reader, report_id=one.pk, at=LATER)
    actions.restore(actor=reza, report_id=one.pk, at=LATER)
    assert placed_in(type="note", object_id=note.pk) == placed_in(type="comment", object_id=comment.pk) == {unit_space.pk}
    assert queries.hidden(person=reza) == []


def test_what_stays_tells_the_reporter_alone(reader, reza, note) -> None:
    actions.report(actor=reader, target=note.ref, reason="false", note="", at=NOON)
    with pytest.raises(Invalid):
        actions.decide(actor=reza, target=note.ref, decision="kept", answer=" ", at=LATER)
    actions.decide(actor=reza, target=note.ref, decision="kept", answer="It is so.", at=LATER)
    assert _told("ReportDecided") == [Told(reader.pk, "report")]
    assert (queries.reported(person=reza), placed_in(type="note", object_id=note.pk) != frozenset()) == ([], True)
    with pytest.raises(Conflict):
        actions.decide(actor=reza, target=note.ref, decision="hidden", answer="No.", at=LATER)


def test_only_who_looks_after_the_place_decides_and_never_the_author(sara, reader, nima, reza, note, unit_space) -> None:
    actions.report(actor=reader, target=note.ref, reason="false", note="", at=NOON)
    spaces.grant(space=unit_space, principal=("person", sara.pk), level=Level.MANAGE)
    for person, refusal in ((reader, NotAllowed), (nima, NotFound), (sara, NotAllowed)):
        with pytest.raises(refusal):
            actions.decide(actor=person, target=note.ref, decision="hidden", answer="No.", at=LATER)
    assert (Report.objects.get().decision, placed_in(type="note", object_id=note.pk)) == ("", {unit_space.pk})
    assert queries.reported(person=sara) == []


def test_the_pages_of_reports(sara, reader, reza, nima, note, browse) -> None:
    address = f"/threads/note/{note.pk}/report"
    assert "Rumours" in browse(reader).get(address).content.decode()
    assert browse(reader).post(address, {"reason": "x"}).status_code == 422
    assert browse(reader).post(address, {"reason": "false"}).status_code == 303
    assert browse(nima).get(address).status_code == 404
    assert browse(reader).get("/moderation/").status_code == 404
    page = browse(reza).get("/moderation/").content.decode()
    assert ("Rumours" in page, "Leila" in page) == (True, True)
    one = Report.objects.get()
    # Whose text it is does not learn that somebody reported it before it is decided, nor who.
    assert browse(sara).get(f"/reports/{one.pk}/").status_code == 404
    browse(reza).post(f"/threads/note/{note.pk}/decision", {"decision": "hidden", "answer": "It is not so."})
    shown = browse(sara).get(f"/reports/{one.pk}/").content.decode()
    assert ("It is not so." in shown, "Leila" in shown) == (True, False)
    assert browse(nima).get(f"/reports/{one.pk}/").status_code == 404
    assert browse(reza).post(f"/reports/{one.pk}/restoration").status_code == 303
