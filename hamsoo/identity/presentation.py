"""How facts about systems, records and decisions are said to a reader: only of what they see."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from django.utils.translation import get_language, gettext, ngettext

from hamsoo.identity import events
from hamsoo.identity.models import SourceRecord, System
from hamsoo.kernel.numbers import format_number
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of

ABOUT_SYSTEMS = (
    events.SystemAdded,
    events.SystemChanged,
    events.MappingSaved,
    events.FieldsMarked,
    events.HookKeyMade,
    events.HookEnded,
    events.RecordsReadAgain,
    events.RecordsLetIn,
)
ABOUT_PAIRS = (
    events.RecordsLinked,
    events.RecordsPutApart,
    events.PairPutOff,
    events.DecisionTakenBack,
    events.MatchTakenBack,
)
EVENTS = (*ABOUT_SYSTEMS, *ABOUT_PAIRS, events.RecordsReceived, events.MatchesFound)


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts whose system, or all of whose records, the reader may see."""
    wanted = {pk for fact in facts for kind, pk, _as in fact.objects if kind == "source_record"}
    systems = System.objects.visible_to(person).in_bulk()
    known = SourceRecord.objects.in_bulk(wanted)
    records = {pk: row for pk, row in known.items() if row.system_id in systems}
    # What was forgotten is nobody's to see, and hides nothing of the others.
    hidden = known.keys() - records.keys()
    people = names_of([fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id])
    found = {}
    for fact in facts:
        who = people.get(fact.actor.id or 0) if fact.actor.type == "person" else None
        told = _told(fact, records, systems, hidden)
        if told is not None:
            words, url = told
            found[fact.id] = Details({"actor": who.name if who else gettext("Hamsoo"), **words}, url, person=who)
    return found


def _told(
    fact: Fact, records: Mapping[int, SourceRecord], systems: Mapping[int, System], hidden: AbstractSet[int]
) -> tuple[dict[str, str], str] | None:
    """Return the words of a fact and where it leads; None for what is not the reader's to see."""
    about = [pk for kind, pk, _as in fact.objects if kind == "source_record"]
    if isinstance(fact.event, ABOUT_SYSTEMS):
        system = systems.get(fact.event.system_id)
        return ({"system": system.name}, system.get_absolute_url()) if system else None
    seen = [records[pk] for pk in about if pk in records]
    if not seen or not hidden.isdisjoint(about):
        return None
    if isinstance(fact.event, events.RecordsReceived):
        system = systems.get(fact.event.system_id)
        return ({"system": system.name, "records": _counted(seen)}, _leading(seen, system)) if system else None
    if len(seen) == 1:
        return None
    return {"first": str(seen[0]), "second": str(seen[-1])}, seen[0].get_absolute_url()


def _counted(records: Sequence[SourceRecord]) -> str:
    if len(records) == 1:
        return str(records[0])
    return ngettext("%(count)s record", "%(count)s records", len(records)) % {"count": format_number(len(records), get_language() or "fa")}


def _leading(records: Sequence[SourceRecord], system: System) -> str:
    return records[0].get_absolute_url() if len(records) == 1 else system.get_absolute_url()
