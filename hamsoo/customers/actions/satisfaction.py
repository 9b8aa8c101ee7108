"""Taking over what customers answered when a system asked them how satisfied they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.customers import events
from hamsoo.customers.actions.contacts import EARLIEST, MOST_ROWS, Taken, owners_of, remembered
from hamsoo.customers.models import Activity, SatisfactionAnswer
from hamsoo.identity.models import SourceRecord, System
from hamsoo.identity.models.sources import KEY_LENGTH
from hamsoo.identity.rules import require_keeps_systems, sees_system
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.actions import Statement, record_all
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref

_Measure = SatisfactionAnswer.Measure
SCALES: Mapping[str, tuple[int, int]] = {_Measure.CSAT: (1, 5), _Measure.NPS: (0, 10), _Measure.CES: (1, 7)}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as a system sends it: `customer` is the key of a record there, `key` its own name in that system."""

    customer: str
    key: str
    measure: str
    score: int
    at: datetime
    channel: str = "web"
    entity: str = ""


@transaction.atomic
def take_answers(*, actor: Acts, system: System, rows: Sequence[Answered], at: datetime) -> Taken:
    """Take over up to `MOST_ROWS` answers, all or nothing. The same again changes nothing; a corrected one is no news.

    Raises `Invalid` with the number of the row (from 1) in its message.
    """
    require_keeps_systems(actor)
    if not sees_system(actor, system):
        raise NotFound
    if len(rows) > MOST_ROWS:
        raise Invalid(_("Send up to %(count)s rows at once.") % {"count": MOST_ROWS}, field="rows")
    # One at a time a system, so that nobody makes the same answer twice.
    locked = System.objects.select_for_update(no_key=True).get(pk=system.pk)
    kept = remembered(locked, rows)
    owners = owners_of(system, rows)
    wanted: dict[tuple[int, str], SatisfactionAnswer] = {}
    for number, (row, owner) in enumerate(zip(rows, owners, strict=True), 1):
        if number in kept:
            wanted[_checked(number, row, owner, at), row.key] = SatisfactionAnswer(
                record=owner, key=row.key, measure=row.measure, score=row.score, at=row.at, channel=row.channel
            )
    taken = _written(wanted)
    taken.forgotten_count = len(rows) - len(kept)
    _tell(actor, system, [one for one in wanted.values() if one.pk in set(taken.ids)])
    return taken


def _written(wanted: Mapping[tuple[int, str], SatisfactionAnswer]) -> Taken:
    """Write what is new or different; `ids` of the returned are those of new answers."""
    records, keys = {record for record, _key in wanted}, {key for _record, key in wanted}
    known = {(one.record_id, one.key): one for one in SatisfactionAnswer.objects.filter(record__in=records, key__in=keys)}
    new = [one for place, one in wanted.items() if place not in known]
    changed = []
    for place, before in known.items():
        now = wanted.get(place)
        if now and (now.measure, now.score, now.at, now.channel) != (before.measure, before.score, before.at, before.channel):
            before.measure, before.score, before.at, before.channel = now.measure, now.score, now.at, now.channel
            changed.append(before)
    SatisfactionAnswer.objects.bulk_create(new)
    SatisfactionAnswer.objects.bulk_update(changed, ["measure", "score", "at", "channel"])
    return Taken(len(new), len(changed), ids=[one.pk for one in new])


def _checked(number: int, row: Answered, owner: SourceRecord | None, at: datetime) -> int:
    """Return the id of the record that a row names; refuse what no answer can be."""
    words = {"row": number, "key": row.customer}
    if owner is None:
        raise Invalid(_("Row %(row)s: this system has no one record with the key “%(key)s”.") % words, field="customer")
    if not row.key.strip() or len(row.key) > KEY_LENGTH or "\x00" in row.key:
        raise Invalid(_("Row %(row)s has no key of its own, or one that is too long.") % words, field="key")
    least, most = SCALES.get(row.measure, (1, 0))
    if not least <= row.score <= most:
        raise Invalid(_("Row %(row)s: CSAT goes from 1 to 5, NPS from 0 to 10, CES from 1 to 7.") % words, field="score")
    if row.channel not in Activity.Channel.values:
        raise Invalid(_("Row %(row)s: %(reason)s") % {"row": number, "reason": _("This is no channel.")}, field="channel")
    if row.at > at or row.at.year < EARLIEST:
        raise Invalid(_("Row %(row)s lies ahead, or too far back.") % words, field="at")
    return owner.pk


def _tell(actor: Acts, system: System, new: Sequence[SatisfactionAnswer]) -> None:
    record_all(
        [
            Statement(
                events.SatisfactionTold(
                    answer_id=one.pk, record_id=one.record_id, measure=str(one.measure), score=one.score, channel=str(one.channel)
                ),
                actor,
                [Ref("source_record", one.record_id)],
                [system.space_id],
                one.at,
            )
            for one in new
        ]
    )
