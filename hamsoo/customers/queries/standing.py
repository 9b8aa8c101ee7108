"""Where customers stand: stage, state and segments, each with its history."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from hamsoo.customers.models import Dimension, SegmentChange, Stage, StageChange, State
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.people.models import Person

USUAL: dict[str, StrPromise] = {
    "target": pgettext_lazy("stage of a customer", "Target"),
    "active": pgettext_lazy("stage of a customer", "Active"),
    "growing": pgettext_lazy("stage of a customer", "Growing"),
    "retained": pgettext_lazy("stage of a customer", "Retained"),
}
"""The stages of an organisation that has not named its own."""

LEVELS: dict[str, StrPromise] = {
    "strategic": pgettext_lazy("segment of a customer", "Strategic"),
    "high": pgettext_lazy("segment of a customer", "High"),
    "medium": pgettext_lazy("segment of a customer", "Medium"),
    "low": pgettext_lazy("segment of a customer", "Low"),
}
"""The segments by value and by potential; those by need are free words."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage on the line of a customer's way; `is_past` as all before the one where it stands."""

    code: str
    name: object
    is_past: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a customer stands, as far as one reader sees."""

    change: StageChange | None = None
    segments: Mapping[str, SegmentChange] = field(default_factory=dict)

    @property
    def stage(self) -> str:
        """Return the code of its stage, empty where nobody said."""
        return self.change.stage if self.change else ""

    @property
    def state(self) -> State:
        """Return how it is doing."""
        return State(self.change.state) if self.change else State.WELL

    def segment(self, dimension: str) -> str:
        """Return its segment of a dimension in words, empty for none."""
        found = self.segments.get(dimension)
        return segment_name(dimension, found.segment) if found else ""

    @property
    def value(self) -> str:
        """Return its segment by value in words."""
        return self.segment(Dimension.VALUE)


def stages() -> dict[str, object]:
    """Return the stages of a customer's way by their codes, in order: the organisation's own, else the usual ones."""
    own = {stage.code: stage for stage in Stage.objects.filter(rank__isnull=False)}
    return dict(own or USUAL)


def stage_name(code: str) -> str:
    """Return what a stage is called, or was."""
    known = stages().get(code) or Stage.objects.filter(code=code).first() or USUAL.get(code, code)
    return str(known)


def segment_name(dimension: str, segment: str) -> str:
    """Return a segment in words."""
    return str(LEVELS.get(segment, segment)) if dimension != Dimension.NEED else segment


def way_of(standing: Standing) -> list[Step]:
    """Return all stages with where a customer stands; a stage of old, that is on the way no more, marks none."""
    known = stages()
    reached = list(known).index(standing.stage) if standing.stage in known else -1
    return [Step(code, name, place < reached, place == reached) for place, (code, name) in enumerate(known.items())]


def standing_of(*, person: Person, customer: Customer) -> Standing:
    """Return where a customer stands."""
    return standings_of(person=person, customer_ids=[customer.pk]).get(customer.pk, Standing())


def standings_of(*, person: Person, customer_ids: Collection[int]) -> dict[int, Standing]:
    """Return where several customers stand, by their numbers; those of which nothing is known are left out."""
    visible = SourceRecord.objects.visible_to(person).filter(customer__in=customer_ids)
    return standings_by(dict(visible.values_list("pk", "customer")))


def standings_by(owner: Mapping[int, int]) -> dict[int, Standing]:
    """Return the same by records that the reader sees, each id with the number of its customer."""
    if not owner:
        return {}
    newest: dict[int, StageChange] = {}
    for change in StageChange.objects.filter(record__in=owner).order_by("-at", "-pk"):
        newest.setdefault(owner[change.record_id], change)
    changes: dict[tuple[int, str], list[SegmentChange]] = defaultdict(list)
    for row in SegmentChange.objects.filter(record__in=owner).order_by("-at", "-pk"):
        changes[owner[row.record_id], row.dimension].append(row)
    segments: dict[int, dict[str, SegmentChange]] = defaultdict(dict)
    for (number, dimension), rows in changes.items():
        if found := holding(rows):
            segments[number][dimension] = found
    return {number: Standing(newest.get(number), segments.get(number, {})) for number in {*newest, *segments}}


def holding(changes: Sequence[SegmentChange]) -> SegmentChange | None:
    """Return which of the changes of one dimension, the newest first, holds: by hand before by rule, an empty one ends its kind."""
    for is_by_hand in (True, False):
        newest = next((change for change in changes if (change.by_id is not None) == is_by_hand), None)
        if newest and newest.segment:
            return newest
    return None


def value_changes(*, record_ids: Collection[int]) -> dict[int, list[SegmentChange]]:
    """Return by record how its segment by value changed, the newest first, for `holding` at any moment. Asks for no rights."""
    found: dict[int, list[SegmentChange]] = defaultdict(list)
    for row in SegmentChange.objects.filter(record__in=record_ids, dimension=Dimension.VALUE).order_by("-at", "-pk"):
        found[row.record_id].append(row)
    return found


def stage_history(*, person: Person, customer: Customer) -> Sequence[StageChange]:
    """Return where a customer stood, the newest first."""
    visible = SourceRecord.objects.visible_to(person).filter(customer=customer)
    return list(StageChange.objects.filter(record__in=visible).select_related("by__unit").order_by("-at", "-pk")[:100])


def segment_history(*, person: Person, customer: Customer) -> Sequence[SegmentChange]:
    """Return to which segments a customer belonged, the newest first."""
    visible = SourceRecord.objects.visible_to(person).filter(customer=customer)
    return list(SegmentChange.objects.filter(record__in=visible).select_related("by__unit").order_by("-at", "-pk")[:100])
