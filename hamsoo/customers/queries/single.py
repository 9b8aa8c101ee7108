"""The single view: one customer as its reader sees it, from the records that are theirs to read."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hamsoo.customers import rules
from hamsoo.customers.fields import CODES
from hamsoo.customers.models import TeamMember
from hamsoo.customers.queries.health import Health, healths_by
from hamsoo.customers.queries.relations import Related, above
from hamsoo.customers.queries.satisfaction import Satisfaction, satisfaction_by
from hamsoo.customers.queries.standing import Standing, standings_by
from hamsoo.customers.queries.story import Asked, Story, story_by
from hamsoo.customers.queries.team import teams_by
from hamsoo.identity import queries as identity
from hamsoo.identity.models import Customer, Decision, ReviewPair, SourceRecord
from hamsoo.identity.queries import Golden, Hidden, veil
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import space_ids
from hamsoo.threads.queries import followed


@dataclass(frozen=True, slots=True)
class Value:
    """A golden value with what its field is called."""

    golden: Golden
    label: object
    is_code: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A record of the customer, and the surest visible decision that ties it to another: none where it stands alone."""

    record: SourceRecord
    link: Decision | None
    # Whether the reader may take it out: they decide, and write where both records of what ties it stand.
    can_take_out: bool

    @property
    def is_automatic(self) -> bool:
        """Return whether the model tied it, and nobody by hand."""
        return self.link is not None and self.link.is_automatic

    @property
    def probability(self) -> float | None:
        """Return how sure the model is that it belongs; None where somebody said so, or nothing was compared."""
        return _probability(self.link.weight) if self.is_automatic and self.link else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of another customer that may be this one: the model is not sure, or somebody took it out."""

    own: SourceRecord
    record: SourceRecord
    weight: float | None
    is_parted: bool

    @property
    def probability(self) -> float | None:
        """Return how sure the model is; None where it was not asked."""
        return _probability(self.weight)


@dataclass(frozen=True, slots=True)
class Single:
    """All that stands on the page of a customer."""

    customer: Customer
    record: SourceRecord
    values: Sequence[Value]
    sources: Sequence[Source]
    candidates: Sequence[Candidate]
    team: Sequence[TeamMember]
    standing: Standing
    can_decide: bool
    can_serve: bool
    can_write: bool
    followed_as: Ref
    story: Story
    health: Health | None
    # Fields that the reader has no right to see in some record, each with what right it needs.
    hidden: Mapping[str, str]
    # Companies that it is a contact or a subsidiary of.
    above: Sequence[Related]
    satisfaction: Sequence[Satisfaction]

    @property
    def name(self) -> str:
        """Return what it is called."""
        return str(self.record)

    def value(self, field: str) -> str:
        """Return what is believed of a field, empty for nothing."""
        return next((one.golden.value for one in self.values if one.golden.field == field), "")


def single(*, person: Person, number: int, asked: Asked, at: datetime) -> Single:
    """Return the customer that a number leads to; its own number may be another one. Raises `NotFound`.

    `asked` says what of its timeline is shown; how it is doing is worked out for `at`.
    """
    customer = identity.customer(person=person, number=number)
    records = list(identity.records_of(person=person, customer=customer))
    owner = {record.pk: customer.pk for record in records}
    team = teams_by(owner).get(customer.pk, [])
    standing = standings_by(owner).get(customer.pk, Standing())
    hidden, said = identity.hidden_from(person), satisfaction_by(owner, at=at)
    values = identity.golden_of(records, entity=customer.entity, hidden=hidden).values()
    return Single(
        customer=customer,
        record=min(records, key=lambda record: record.removed_at is not None),
        values=[Value(one, identity.field_label(one.field), one.field in CODES) for one in values],
        sources=_sources(person, records, hidden),
        hidden=hidden.all_of(records),
        above=above(person=person, number=customer.number),
        candidates=_candidates(person, records, hidden) if rules.can_decide(person) else [],
        team=team,
        standing=standing,
        can_decide=rules.can_decide(person),
        can_serve=rules.can_keep(person) or any(member.person_id == person.pk for member in team),
        can_write=any(record.system.space_id in space_ids(person=person, level=Level.WRITE) for record in records),
        followed_as=_followed_as(person, records),
        story=story_by(list(owner), person=person, asked=asked),
        health=healths_by(owner, standings={customer.pk: standing}, teams={customer.pk: team}, said=said, at=at).get(customer.pk),
        satisfaction=said.get(customer.pk, ()),
    )


def _followed_as(person: Person, records: Sequence[SourceRecord]) -> Ref:
    """Return the record by which `person` follows the customer, or would: whichever they followed, they hear of all."""
    refs = [Ref("source_record", pk) for pk in sorted(record.pk for record in records)]
    known = followed(person=person, type="source_record")
    return next((ref for ref in refs if ref in known), refs[0])


def _sources(person: Person, records: Sequence[SourceRecord], hidden: Hidden) -> list[Source]:
    links = identity.links_between(records) if len(records) > 1 else []
    for link in links:
        veil(link, hidden=hidden)
    surest = sorted(links, key=lambda link: (link.is_automatic, -(link.weight or 0.0)))
    written = space_ids(person=person, level=Level.WRITE) if rules.can_decide(person) else frozenset()
    return [_source(record, [link for link in surest if record.pk in link.pair], written) for record in records]


def _source(record: SourceRecord, links: Sequence[Decision], written: AbstractSet[int]) -> Source:
    is_open = bool(links) and all({link.a.system.space_id, link.b.system.space_id} <= written for link in links)
    return Source(record, links[0] if links else None, is_open)


def _candidates(person: Person, records: Sequence[SourceRecord], hidden: Hidden) -> list[Candidate]:
    """Return who else may be this customer: pairs that wait for somebody to decide, and what was linked before and taken out."""
    written = space_ids(person=person, level=Level.WRITE)
    own = {record.pk: record for record in records if record.system.space_id in written}
    touching = Q(a__in=own) | Q(b__in=own)
    waiting = ReviewPair.objects.filter(touching).exclude(state=ReviewPair.State.SETTLED).order_by("-weight", "pk")
    undone = Decision.objects.filter(touching, kind=Decision.Kind.LINK, retraction__isnull=False).order_by("-pk")
    pairs: list[tuple[int, int, float | None, bool]] = [(pair.a_id, pair.b_id, pair.weight, False) for pair in waiting[:10]]
    pairs += [(link.a_id, link.b_id, link.weight, True) for link in undone[:10]]
    others = {pk for a, b, _weight, _parted in pairs for pk in (a, b)} - own.keys()
    visible = SourceRecord.objects.visible_to(person, Level.WRITE).select_related("system").in_bulk(others)
    found: dict[int, Candidate] = {}
    for a, b, weight, is_parted in pairs:
        mine, other = (a, b) if a in own else (b, a)
        if other in visible and visible[other].customer_id not in found:
            said = None if hidden.all_of((own[mine], visible[other])) else weight
            found[visible[other].customer_id] = Candidate(own[mine], visible[other], said, is_parted)
    return list(found.values())


def _probability(weight: float | None) -> float | None:
    return None if weight is None else 1 / (1 + 2.0 ** max(-60.0, min(60.0, -weight)))
