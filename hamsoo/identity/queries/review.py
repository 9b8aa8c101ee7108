"""What waits for somebody to decide, with reasons; and how well deciding goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from hamsoo.identity import fields
from hamsoo.identity.models import Decision, ReviewPair, SourceRecord, System
from hamsoo.identity.queries.sensitive import NOTHING, Hidden, hidden_from
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level

SHOWN = 20
UNDO_WITHIN = timedelta(hours=1)
FULL_WEIGHT = 16.0
"""A field that adds so much fills its bar: one in 65,000 shares such a value by chance."""

_OTHER_NAMES = {"number": ("national_id", "registration_id"), "given_name": ("full_name",), "family_name": ("full_name",)}
_RESTS_ON = {"landline": ("phone",), "number": ("national_id", "registration_id", "economic_code")}
_FIGURES = """
SELECT count(*) FILTER (WHERE pair.state = 'open'), count(*) FILTER (WHERE pair.state = 'later'),
    count(*) FILTER (WHERE pair.state = 'settled'), count(*)
FROM (SELECT pair.state FROM identity_reviewpair AS pair
    JOIN identity_sourcerecord AS a ON a.id = pair.a_id JOIN identity_sourcerecord AS b ON b.id = pair.b_id
    WHERE a.system_id = ANY(%(systems)s) AND b.system_id = ANY(%(systems)s) ORDER BY pair.id DESC LIMIT %(most)s) AS pair
"""
_AGREEMENT = """
SELECT count(*) FILTER (WHERE (kind = 'link') <> (weight > 0)), count(*)
FROM (SELECT held.kind, held.weight FROM identity_decision AS held
    JOIN identity_sourcerecord AS a ON a.id = held.a_id JOIN identity_sourcerecord AS b ON b.id = held.b_id
    WHERE NOT held.is_automatic AND held.kind IN ('link', 'apart') AND held.weight IS NOT NULL
    AND NOT EXISTS (SELECT FROM identity_decision AS undone WHERE undone.undoes_id = held.id)
    AND a.system_id = ANY(%(systems)s) AND b.system_id = ANY(%(systems)s) ORDER BY held.id DESC LIMIT %(most)s) AS held
"""
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """A field of two records side by side: what each says, the level of agreement, and what that adds to the weight."""

    field: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    level: str
    weight: float

    @property
    def percent(self) -> int:
        """Return how much of its bar the weight fills."""
        return min(100, round(abs(self.weight) * 100 / FULL_WEIGHT))

    @property
    def tone(self) -> str:
        """Return the tone of the bar: for one customer, against it, or neither."""
        return "ok" if self.weight > 0 else "danger" if self.weight < 0 else "mute"


@dataclass(frozen=True, slots=True)
class Pairs:
    """A part of the queue; `next` is what to ask for the following part with, empty at the end."""

    rows: Sequence[ReviewPair]
    next: str


@dataclass(frozen=True, slots=True)
class Figures:
    """How deciding goes: pairs that wait, that were put off and that are settled; shares are None where there is nothing to count."""

    open: int
    later: int
    reviewed: float | None
    disagreement: float | None
    decided: int


def pairs(*, person: Person | None, state: str = ReviewPair.State.OPEN, after: str = "") -> Pairs:
    """Return pairs of records that `person` both sees, the likeliest first."""
    rows = _visible(person).filter(state=state)
    if after:
        weight, pk = _cursor(person, after)
        rows = rows.filter(Q(weight__lt=weight) | Q(weight=weight, pk__gt=pk))
    found = list(rows.order_by("-weight", "pk")[: SHOWN + 1])
    shown = found[:SHOWN]
    hidden = hidden_from(person) if shown else NOTHING
    for one in shown:
        veil(one, hidden=hidden)
    return Pairs(shown, str(shown[-1].pk) if len(found) > SHOWN else "")


def pair(*, person: Person | None, pk: int) -> ReviewPair:
    """Return a pair, or raise `NotFound`."""
    found = _visible(person).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def chosen(*, person: Person | None, ids: Sequence[int]) -> list[ReviewPair]:
    """Return those of these pairs that `person` sees, the likeliest first."""
    return list(_visible(person).filter(pk__in=ids).order_by("-weight", "pk"))


def pairs_of(*, person: Person | None, record: SourceRecord) -> list[ReviewPair]:
    """Return the pairs that wait about a record, the likeliest first."""
    waiting = _visible(person).filter(Q(a=record) | Q(b=record)).exclude(state=ReviewPair.State.SETTLED)
    return list(waiting.order_by("-weight")[:SHOWN])


def side_by_side(found: ReviewPair | Decision, *, hidden: Hidden) -> list[Row]:
    """Return all that two records say, field by field, with what the comparison made of it; neither of what is `hidden`."""
    gone, left, right = hidden.all_of((found.a, found.b)), hidden.values(found.a), hidden.values(found.b)
    added: dict[str, tuple[str, float]] = {}
    for field, level, weight in _told(found, gone):
        shown = _shown_as(field, found.a, found.b)
        earlier = added.get(shown)
        added[shown] = (level if earlier is None else earlier[0], weight + (earlier[1] if earlier else 0.0))
    order = {field: number for number, field in enumerate(fields.known_fields(found.a.entity))}
    said = sorted(left.keys() | right.keys(), key=lambda field: (order.get(field, len(order)), field))
    return [
        Row(
            field,
            tuple(fields.texts(left, field)),
            tuple(fields.texts(right, field)),
            *added.get(field, ("", 0.0)),
        )
        for field in said
    ]


def veil(found: Decision | ReviewPair, *, hidden: Hidden) -> None:
    """Take out of a comparison, as it was read, what would tell of fields that are `hidden`: its weight rests on them too."""
    gone = hidden.all_of((found.a, found.b)).keys()
    if gone:
        found.weight = None  # type: ignore[assignment]
        found.reasons = _told(found, gone)


def _told(found: Decision | ReviewPair, gone: Collection[str]) -> list[Any]:
    """Return the reasons of a comparison that rest on none of these fields."""
    return [one for one in found.reasons if not any(field in gone for field in (one[0], *_RESTS_ON.get(one[0], ())))]


def _shown_as(field: str, a: SourceRecord, b: SourceRecord) -> str:
    """Return the field of the records that a comparison speaks of: names are compared by their parts."""
    said = a.values.keys() | b.values.keys()
    return field if field in said else next((other for other in _OTHER_NAMES.get(field, ()) if other in said), field)


def figures(*, person: Person | None) -> Figures:
    """Return how deciding goes, of the latest pairs and decisions that `person` sees."""
    values: dict[str, Any] = {"systems": list(System.objects.visible_to(person).order_by().values_list("pk", flat=True)), "most": _MOST}
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, values)
        waiting, later, settled, total = cursor.fetchone()
        cursor.execute(_AGREEMENT, values)
        against, decided = cursor.fetchone()
    return Figures(waiting, later, settled / total if total else None, against / decided if decided else None, decided)


def last_decided(*, person: Person, at: Any) -> list[Decision]:
    """Return what `person` decided last, at once, within the hour, as far as it still holds: what "undo" takes back."""
    mine = Decision.objects.effective().filter(by=person, at__gte=at - UNDO_WITHIN)
    last = mine.order_by("-at", "-pk").values_list("at", flat=True).first()
    return list(mine.filter(at=last).select_related("a", "b").order_by("pk")) if last else []


def _visible(person: Person | None) -> Any:
    """Return the pairs that are `person`'s to decide: of records that stand where they write."""
    systems = list(System.objects.visible_to(person, Level.WRITE).order_by().values_list("pk", flat=True))
    return ReviewPair.objects.filter(a__system__in=systems, b__system__in=systems).select_related(
        "a__system", "b__system", "a__customer", "b__customer"
    )


def _cursor(person: Person | None, text: str) -> tuple[float, int]:
    """Return weight and id of the pair that was shown last. An address names it by its id alone: a weight may tell of hidden fields."""
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise Invalid(field="after")
    found = _visible(person).filter(pk=int(text)).values_list("weight", "pk").first()
    if found is None:
        raise Invalid(field="after")
    return found[0], found[1]
