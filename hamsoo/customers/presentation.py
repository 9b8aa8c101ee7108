"""How facts about customers are said to a reader, and customers as something to follow."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, gettext

from hamsoo.customers import events, queries
from hamsoo.customers.models import Activity, ConsentChange, Dimension, SatisfactionAnswer, SegmentChange, State, TeamMember
from hamsoo.identity.models import Relation, SourceRecord
from hamsoo.identity.queries import customers_named
from hamsoo.kernel.addresses import address
from hamsoo.kernel.numbers import format_digits
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of
from hamsoo.threads.targets import Target

EVENTS = (
    events.CustomerAdded,
    events.RecordTakenOut,
    events.TeamMemberAdded,
    events.TeamRoleChanged,
    events.TeamMemberLeft,
    events.StageChanged,
    events.SegmentChanged,
    events.ActivityNoted,
    events.ConsentChanged,
    events.CustomersRelated,
    events.RelationEnded,
    events.SatisfactionTold,
)
_TALK_ICONS = {"call": "phone", "mail": "mail", "chat": "message-circle", "meeting": "users", "visit": "map-pin"}
_WORK_ICONS = {"invoice": "receipt-text", "delivery": "package-check", "campaign": "megaphone", "note": "notebook-pen"}
ICONS = {**_TALK_ICONS, **_WORK_ICONS}
"""How each kind of activity is drawn."""
ASPECTS = ("team", "standing", "contacts", "posts", "commitments")


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts about customers whose record the reader sees now."""
    ids = {_field(fact, name) for fact in facts for name in ("record_id", "company_id")} - {0}
    records = SourceRecord.objects.visible_to(person).select_related("system").in_bulk(ids)
    activities, needs = _activities(facts, records), _needs(facts, records)
    named = {fact.actor.id for fact in facts if fact.actor.type == "person"} | {_field(fact, "person_id") for fact in facts}
    # Who noted something mostly did it too, and came along with it.
    people = {row.person_id: row.person for row in activities.values() if row.person_id and row.person}
    if missing := [pk for pk in named if pk and pk not in people]:
        people |= names_of(missing)
    found = {}
    for fact in facts:
        record = records.get(_field(fact, "record_id"))
        activity, company = activities.get(_field(fact, "activity_id")), records.get(_field(fact, "company_id"))
        if (
            record is None
            or (company is None and _field(fact, "company_id"))
            or (activity is None and isinstance(fact.event, events.ActivityNoted))
        ):
            continue
        actor = people.get(fact.actor.id or 0) if fact.actor.type == "person" else None
        words = {
            "actor": actor.name if actor else record.system.name,
            "customer": str(record),
            "company": str(company or ""),
            **_words(fact, people, needs),
        }
        shown = activity.person if activity and activity.person else actor or people.get(_field(fact, "person_id"))
        context = {"activity": activity, "record": record, "sign": ICONS[activity.kind] if activity else ""}
        found[fact.id] = Details(words=words, url=address("customers:single", record.customer_id), person=shown, context=context)
    return found


def _activities(facts: Sequence[Fact], records: Mapping[int, SourceRecord]) -> dict[int, Activity]:
    ids = {_field(fact, "activity_id") for fact in facts if _field(fact, "record_id") in records} - {0}
    return Activity.objects.select_related("unit", "person__unit").in_bulk(ids) if ids else {}


def _needs(facts: Sequence[Fact], records: Mapping[int, SourceRecord]) -> dict[int, str]:
    """Return what customers need, by the change that says so: words of people, which stand in no fact."""
    ids = [
        fact.event.change_id
        for fact in facts
        if isinstance(fact.event, events.SegmentChanged) and fact.event.dimension == Dimension.NEED and fact.event.record_id in records
    ]
    return dict(SegmentChange.objects.filter(pk__in=ids).values_list("pk", "segment")) if ids else {}


def _words(fact: Fact, people: Mapping[int, Person], needs: Mapping[int, str]) -> dict[str, str]:
    """Return what the sentence of a fact needs beside who and which customer."""
    event: Any = fact.event
    words: dict[str, str] = {}
    if member := people.get(_field(fact, "person_id")):
        words["person"] = member.name
    if isinstance(event, (events.TeamMemberAdded, events.TeamRoleChanged)):
        words["role"] = str(TeamMember.Role(event.role).label)
    elif isinstance(event, events.StageChanged):
        state = f" · {State(event.state).label}" if event.state else ""
        words["stage"] = f"{queries.stage_name(event.stage)}{state}"
    elif isinstance(event, events.SegmentChanged):
        words |= {
            "dimension": str(Dimension(event.dimension).label),
            "segment": needs.get(event.change_id) or queries.segment_name(event.dimension, event.segment) or "—",
        }
    elif isinstance(event, (events.CustomersRelated, events.RelationEnded)):
        words["kind"] = str(Relation.Kind(event.kind).label)
    elif isinstance(event, events.SatisfactionTold):
        words |= {
            "measure": str(SatisfactionAnswer.Measure(event.measure).label),
            "score": format_digits(event.score, get_language() or ""),
        }
    elif isinstance(event, events.ConsentChanged):
        words["purpose"] = str(ConsentChange.Purpose(event.purpose).label)
        words["answer"] = gettext("agreed") if event.is_given else gettext("does not agree")
    elif isinstance(event, events.ActivityNoted):
        words["kind"] = str(Activity.Kind(event.kind).label)
    return words


def _field(fact: Fact, name: str) -> int:
    return int(getattr(fact.event, name, 0) or 0)


def resolve_customers(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Find customers, by the ids of records that `person` sees, as something to follow."""
    rows = SourceRecord.objects.visible_to(person).filter(pk__in=ids)
    return {row.pk: Target(Ref("source_record", row.pk), (), str(row), address("customers:single", row.customer_id), ()) for row in rows}


def resolve_customer(person: Person, record_id: int) -> Target | None:
    """Find one customer as something to follow."""
    return resolve_customers(person, [record_id]).get(record_id)


def customers_to_name(person: Person, text: str, limit: int) -> list[tuple[int, str]]:
    """Return the customers that `person` sees and could mean by `text`, each by one of its records."""
    return [(row.pk, str(row)) for row in customers_named(person=person, text=text, limit=limit)]
