"""All that is kept about a customer, as plain values: for a file that is handed out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hamsoo.customers.models import Activity, ConsentChange, SatisfactionAnswer, SegmentChange, StageChange, TeamMember, Tie
from hamsoo.identity.models import SourceRecord, SourceVersion
from hamsoo.identity.queries import Hidden
from hamsoo.people.models import Person


def everything(records: Sequence[SourceRecord], *, person: Person, hidden: Hidden, at: datetime) -> dict[str, Any]:
    """Return what hangs on these records, which the reader sees: every version as it came, and all that we added.

    What is `hidden` from the reader is left out, and named.
    """
    by_id = {record.pk: record for record in records}
    keys = {record.pk: f"{record.system.code}/{record.entity}/{record.key}" for record in records}
    versions = SourceVersion.objects.filter(record__in=keys).order_by("record", "number")
    return {
        "customer": records[0].customer_id,
        "taken_at": at.isoformat(),
        "records": [{"record": keys[record.pk], "name": record.name, "values": hidden.values(record)} for record in records],
        "versions": [
            {
                "record": keys[row.record_id],
                "number": row.number,
                "at": row.at.isoformat(),
                "payload": hidden.payload(row.payload, by_id[row.record_id]),
            }
            for row in versions
        ],
        "hidden": sorted(hidden.all_of(records)),
        "team": _team(keys),
        "stages": [
            {"record": keys[row.record_id], "stage": row.stage, "state": row.state, "at": row.at.isoformat(), "note": row.note}
            for row in StageChange.objects.filter(record__in=keys).order_by("pk")
        ],
        "segments": [
            {"record": keys[row.record_id], "dimension": row.dimension, "segment": row.segment, "at": row.at.isoformat()}
            for row in SegmentChange.objects.filter(record__in=keys).order_by("pk")
        ],
        "consents": [
            {"record": keys[row.record_id], "purpose": row.purpose, "is_given": row.is_given, "at": row.at.isoformat(), "note": row.note}
            for row in ConsentChange.objects.filter(record__in=keys).order_by("pk")
        ],
        "relations": _ties(person, keys),
        "satisfaction": _said(keys),
        "activities": _activities(keys),
    }


def _team(keys: Mapping[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "record": keys[row.record_id],
            "person": row.person.name,
            "role": row.role,
            "joined_at": row.joined_at.isoformat(),
            "left_at": row.left_at.isoformat() if row.left_at else None,
        }
        for row in TeamMember.objects.filter(record__in=keys).select_related("person").order_by("pk")
    ]


def _said(keys: Mapping[int, str]) -> list[dict[str, Any]]:
    return [
        {"record": keys[row.record_id], "measure": row.measure, "score": row.score, "at": row.at.isoformat(), "channel": row.channel}
        for row in SatisfactionAnswer.objects.filter(record__in=keys).order_by("at", "pk")
    ]


def _ties(person: Person, keys: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return what colleagues said that they are to companies, of those companies that the reader sees."""
    rows = Tie.objects.filter(record__in=keys, company__in=SourceRecord.objects.visible_to(person)).select_related("company")
    return [
        {
            "record": keys[row.record_id],
            "kind": row.kind,
            "role": row.role,
            "company": str(row.company),
            "since": row.since.isoformat(),
            "ended_at": row.ended_at.isoformat() if row.ended_at else None,
        }
        for row in rows.order_by("pk")
    ]


def _activities(keys: Mapping[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "record": keys[row.record_id],
            "kind": row.kind,
            "channel": row.channel,
            "at": row.at.isoformat(),
            "text": row.text,
            "amount": str(row.amount) if row.amount is not None else None,
            "minutes": row.minutes,
        }
        for row in Activity.objects.filter(record__in=keys).order_by("at", "pk")
    ]
