"""Reporting what should not stand where it does, and deciding on it.

Hiding takes a thing out of its places: nobody sees it, on no page, in no search and no feed, whatever it is. It is put back as it was.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.actions import place
from hamsoo.spaces.queries import placed_in
from hamsoo.threads import events, queries, rules, targets
from hamsoo.threads.models import Comment, Report

LONGEST_NOTE = 500


@transaction.atomic
def report(*, actor: Person, target: Ref, reason: str, note: str, at: datetime) -> Report:
    """Report a thing that the actor sees; once, until somebody has decided."""
    thing = targets.get(person=actor, ref=target)
    # What is in no place of its own, such as a message, cannot be taken out of it.
    if not placed_in(type=target.type, object_id=target.id):
        raise NotFound
    if reason not in Report.Reason.values:
        raise Invalid(_("Choose what is wrong with it."), field="reason")
    if actor.pk in thing.owner_ids:
        raise Invalid(_("This is your own. You can take it away yourself."))
    author_id = thing.owner_ids[0] if thing.owner_ids else None
    defaults = {"reason": reason, "note": _checked(note), "title": thing.title[:200], "author_id": author_id, "at": at}
    found, is_new = Report.objects.get_or_create(
        reporter=actor, target_type=target.type, target_id=target.id, decided_at=None, defaults=defaults
    )
    if is_new:
        told = queries.moderator_ids(space_ids=thing.space_ids, but=[actor.pk, *thing.owner_ids])
        fact = events.ContentReported(report_id=found.pk, target_type=target.type, target_id=target.id, moderator_ids=told)
        record(fact, actor=actor, objects=[(target.type, target.id, "target")], spaces=[], at=at)
    return found


@transaction.atomic
def decide(*, actor: Person, target: Ref, decision: str, answer: str, at: datetime) -> Report:
    """Keep or hide a reported thing, with a reason that those concerned are told. All its open reports end with it."""
    thing = targets.get(person=actor, ref=target)
    rules.require_can_moderate(person=actor, target=thing)
    if decision not in Report.Decision.values:
        raise Invalid(_("Keep it or hide it."), field="decision")
    answer = _checked(answer)
    if not answer:
        raise Invalid(_("Say why, for those concerned."), field="answer")
    reports = list(Report.objects.filter(target_type=target.type, target_id=target.id, decided_at=None).select_for_update())
    if not reports:
        raise Conflict(_("Somebody has decided on this already."))
    places: tuple[int, ...] = ()
    comments: tuple[int, ...] = ()
    if decision == Report.Decision.HIDDEN:
        places = tuple(sorted(placed_in(type=target.type, object_id=target.id)))
        comments = _put(target, (), at)
    ids = [one.pk for one in reports]
    Report.objects.filter(pk__in=ids).update(decision=decision, answer=answer, decided_by=actor, decided_at=at, place_ids=list(places))
    told = {one.reporter_id for one in reports} | (set(thing.owner_ids) if decision == Report.Decision.HIDDEN else set())
    fact = events.ReportDecided(
        report_id=ids[0],
        target_type=target.type,
        target_id=target.id,
        decision=decision,
        told_ids=tuple(sorted(told)),
        reread_comment_ids=comments,
    )
    record(fact, actor=actor, objects=[(target.type, target.id, "target")], spaces=[], at=at)
    return Report.objects.get(pk=ids[0])


@transaction.atomic
def restore(*, actor: Person, report_id: int, at: datetime) -> Report:
    """Put back what was hidden, where it stood; who may hide there may."""
    found = Report.objects.select_for_update(of=("self",)).filter(pk=report_id, decision=Report.Decision.HIDDEN).first()
    if found is None or not rules.can_restore(person=actor, report=found):
        raise NotFound
    comments = _put(found.target, tuple(found.place_ids), at)
    # Every report that hid it: it stands again, and they say so.
    same = Report.objects.filter(target_type=found.target_type, target_id=found.target_id, decision=Report.Decision.HIDDEN)
    same.update(decision=Report.Decision.KEPT, place_ids=[])
    fact = events.ContentRestored(target_type=found.target_type, target_id=found.target_id, reread_comment_ids=comments)
    record(fact, actor=actor, objects=[(found.target_type, found.target_id, "target")], spaces=[], at=at)
    found.refresh_from_db()
    return found


def _put(target: Ref, space_ids: Sequence[int], at: datetime) -> tuple[int, ...]:
    """Place a thing with all that is said about it; return the ids of those comments."""
    place(type=target.type, object_id=target.id, space_ids=space_ids, at=at)
    comments = tuple(Comment.objects.on(target).standing().order_by("pk").values_list("pk", flat=True))
    for comment_id in comments:
        place(type="comment", object_id=comment_id, space_ids=space_ids, at=at)
    return comments


def _checked(text: str) -> str:
    text = " ".join(text.replace("\x00", "").split())
    if len(text) > LONGEST_NOTE:
        raise Invalid(_("Say it in %(limit)s characters.") % {"limit": LONGEST_NOTE}, field="note")
    return text
