"""How facts about promises are said to a reader. What they may not read is left out; of a conflict they are told that it is there."""

from collections.abc import Mapping, Sequence
from typing import Any

from hamsoo.commitments import events, queries
from hamsoo.commitments.labels import claim_words
from hamsoo.commitments.models import Commitment, Conflict, Proposal, SentAnyway
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.addresses import address
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of
from hamsoo.threads.targets import Target

ABOUT_PROMISES = (
    *(events.CommitmentMade, events.CommitmentKept, events.CommitmentBroken, events.CommitmentWithdrawn),
    *(events.CommitmentReplaced, events.CommitmentDue),
)
ABOUT_VOICES = (events.ConflictFound, events.ConflictDecided)


def promise_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts about promises that the reader reads now."""
    known = Commitment.objects.visible_to(person).shown().in_bulk({_field(fact, "commitment_id") for fact in facts})
    names = queries.claim_names() if any(row.code not in queries.CLAIMS for row in known.values()) else {}
    found = {}
    for fact in facts:
        row = known.get(_field(fact, "commitment_id"))
        if row is not None:
            words = {"unit": str(row.unit), "customer": str(row.record), "promise": row.text or claim_words(row.claim, names)}
            found[fact.id] = Details(words=words, url=row.get_absolute_url(), person=row.person)
    return found


def conflict_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts about conflicts of which the reader reads one side at least."""
    rows = Conflict.objects.visible_to(person).shown().in_bulk({_field(fact, "conflict_id") for fact in facts})
    readable = queries.readable_among(person, list(rows.values()))
    people = names_of({fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id})
    found = {}
    for fact in facts:
        row = rows.get(_field(fact, "conflict_id"))
        if row is not None:
            actor = people.get(fact.actor.id or 0)
            mine = row.a if row.a_id in readable else row.b
            words = {
                "first": str(row.a.unit),
                "second": str(row.b.unit),
                "customer": str(mine.record),
                "actor": actor.name if actor else "",
            }
            winner = _field(fact, "winner_id")
            held = next((one for one in (row.a, row.b) if one.pk == winner and winner in readable), None)
            words["promise"] = (held.text or claim_words(held.claim)) if held else "—"
            found[fact.id] = Details(words=words, url=row.get_absolute_url(), person=actor or mine.person)
    return found


def proposal_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell what was found in what the reader wrote."""
    known = Proposal.objects.visible_to(person).select_related("record__system").in_bulk({_field(fact, "proposal_id") for fact in facts})
    found = {}
    for fact in facts:
        row = known.get(_field(fact, "proposal_id"))
        if row is not None:
            words = {"customer": str(row.record), "promise": row.said}
            found[fact.id] = Details(words=words, url=address("commitments:proposal", row.pk), person=person)
    return found


def sent_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell who wrote against what was promised, to who reads what was promised."""
    rows = SentAnyway.objects.select_related("by__unit", "record__system").in_bulk({_field(fact, "sent_id") for fact in facts})
    ids = {pk for row in rows.values() for pk in row.commitment_ids}
    seen = set(Commitment.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
    records = SourceRecord.objects.visible_to(person).in_bulk({row.record_id for row in rows.values()})
    found = {}
    for fact in facts:
        row = rows.get(_field(fact, "sent_id"))
        if row is not None and row.is_told_to(person, seen):
            mine = next((pk for pk in row.commitment_ids if pk in seen), None)
            where = address("commitments:single", mine) if mine else address("commitments:list")
            customer = str(row.record) if row.record_id in records else "—"
            found[fact.id] = Details(words={"actor": row.by.name, "customer": customer}, url=where, person=row.by)
    return found


def matrix_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell administrators who changed the matrix."""
    if not person.is_administrator:
        return {}
    people = names_of({fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id})
    return {
        fact.id: Details(words={"actor": one.name}, url=address("commitments:matrix"), person=one)
        for fact in facts
        if (one := people.get(fact.actor.id or 0))
    }


def _field(fact: Fact, name: str) -> int:
    event: Any = fact.event
    return int(getattr(event, name, 0) or 0)


def commitment_targets(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Find promises, as what notices are about. Nobody comments on them: what is said of a customer goes when they are forgotten."""
    rows = Commitment.objects.visible_to(person).filter(pk__in=ids)
    return {row.pk: Target(row.ref, (), row.said, row.get_absolute_url(), (row.person_id,)) for row in rows}


def commitment_target(person: Person, pk: int) -> Target | None:
    """Find one promise."""
    return commitment_targets(person, [pk]).get(pk)


def conflict_targets(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Find conflicts, as what notices are about."""
    rows = Conflict.objects.visible_to(person).shown().filter(pk__in=ids)
    return {row.pk: Target(row.ref, (), f"{row.a.unit} · {row.b.unit}", row.get_absolute_url(), ()) for row in rows}


def conflict_target(person: Person, pk: int) -> Target | None:
    """Find one conflict."""
    return conflict_targets(person, [pk]).get(pk)
