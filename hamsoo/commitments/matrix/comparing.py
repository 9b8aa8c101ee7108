"""Comparing two claims. Symmetric, and nothing contradicts itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from hamsoo.commitments.matrix.claims import CODES, KINDS, Claim, Nature
from hamsoo.commitments.matrix.table import EQUAL_OR_NOT, PAIRS, SAME_DAY_OR_NOT, Pairs, pair

TOLERANCE = Decimal("0.01")
"""Sums that differ by rounding are equal: by half of the last figure that was written, and by this share at most."""


class Relation(Enum):
    """How two claims stand to one another."""

    NOTHING = "nothing"
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    # One of them says that nothing may be said yet about what the other speaks of.
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; `is_sure` is False where they may speak of two things. `rule` names why: see `docs/commitments.md`."""

    relation: Relation
    is_sure: bool = False
    rule: str = ""

    @property
    def is_conflict(self) -> bool:
        """Return whether a customer who hears both hears two voices."""
        return self.relation in (Relation.CONTRADICTS, Relation.HELD)


_NOTHING = Found(Relation.NOTHING)


def compare(a: Claim, b: Claim, *, pairs: Pairs = PAIRS) -> Found:
    """Return how two claims about one customer stand to one another; `pairs` are those of `table`, and what was added to them."""
    is_same = _same_thing(a, b)
    if is_same is None:
        return _NOTHING
    if Nature.HOLD in (CODES.get(a.code), CODES.get(b.code)):
        return _held(a, b, is_same)
    if a.code != b.code:
        reason = pairs.get(pair(a.code, b.code))
        excludes = reason is not None and _meet(a, b) and not _costs_nothing(a) and not _costs_nothing(b)
        return Found(Relation.CONTRADICTS, is_same, reason or "") if excludes else _NOTHING
    return _alike(a, b, is_same)


def _alike(a: Claim, b: Claim, is_same: bool) -> Found:
    """Compare two claims of one code."""
    if a.code in EQUAL_OR_NOT:
        return _sums(a, b, is_same)
    if CODES.get(a.code) is Nature.DAY:
        return _days(a, b, is_same)
    return Found(Relation.AGREES, is_same, "same") if _meet(a, b) else _NOTHING


def renews(new: Claim, old: Claim, *, pairs: Pairs = PAIRS) -> bool:
    """Return whether one unit, saying `new`, takes back what it said with `old`: the same thing, claimed anew or otherwise."""
    if (new.kind, new.key) != (old.kind, old.key):
        return False
    return (new.code == old.code and new.topic == old.topic) or compare(new, old, pairs=pairs).relation is Relation.CONTRADICTS


def _same_thing(a: Claim, b: Claim) -> bool | None:
    """Return True for the same thing, False where it may be (one is not named), None for two things."""
    if a.kind and b.kind and a.kind != b.kind:
        # A contract and the service under it may be one thing; an order is no invoice.
        return False if KINDS.get(a.kind) == KINDS.get(b.kind) and not (a.key and b.key and a.key != b.key) else None
    if a.key and b.key:
        return None if a.key != b.key else bool(a.kind and b.kind)
    return False


def _held(a: Claim, b: Claim, is_same: bool) -> Found:
    hold, other = (a, b) if a.code == "hold" else (b, a)
    if other.code == "hold":
        return Found(Relation.AGREES, is_same, "same") if a.topic == b.topic else _NOTHING
    return Found(Relation.HELD, is_same, "held") if hold.topic == other.code and _meet(a, b) else _NOTHING


def _meet(a: Claim, b: Claim) -> bool:
    """Return whether both hold on some day; what ends on the day on which the other begins does not meet it."""
    if a.code in SAME_DAY_OR_NOT and b.code in SAME_DAY_OR_NOT:
        return max(_span(a)[0], _span(b)[0]) <= min(_span(a)[1], _span(b)[1])
    if a.code in SAME_DAY_OR_NOT or b.code in SAME_DAY_OR_NOT:
        day, state = (a, b) if a.code in SAME_DAY_OR_NOT else (b, a)
        first, last = _span(day)
        return (state.from_on is None or last > state.from_on) and (state.until_on is None or first < state.until_on)
    first = max(a.from_on or date.min, b.from_on or date.min)
    last = min(a.until_on or date.max, b.until_on or date.max)
    if first == last:
        return a.from_on == a.until_on or b.from_on == b.until_on
    return first < last


def _costs_nothing(claim: Claim) -> bool:
    """Return whether a price is none, or a discount nothing: it says what no discount or free of charge says."""
    return claim.amount is not None and not claim.amount


def _sums(a: Claim, b: Claim, is_same: bool) -> Found:
    if not _meet(a, b):
        return _NOTHING
    if a.amount is None or b.amount is None:
        return Found(Relation.AGREES, False, "same")
    if a.measure != b.measure:
        return _NOTHING
    near = min(max(_half_of_last(a.amount), _half_of_last(b.amount)), max(abs(a.amount), abs(b.amount)) * TOLERANCE)
    relation = Relation.AGREES if abs(a.amount - b.amount) <= near else Relation.CONTRADICTS
    return Found(relation, is_same, "equal" if relation is Relation.AGREES else "sums")


def _half_of_last(amount: Decimal) -> Decimal:
    """Return half of one at the last figure that is not nought: 500,000 of 3,000,000."""
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


def _days(a: Claim, b: Claim, is_same: bool) -> Found:
    if _is_open(a) or _is_open(b):
        return _NOTHING
    (first, last), (other_first, other_last) = _span(a), _span(b)
    if max(first, other_first) <= min(last, other_last):
        return Found(Relation.AGREES, is_same, "same_day")
    return Found(Relation.CONTRADICTS, is_same, "days") if a.code in SAME_DAY_OR_NOT else _NOTHING


def _is_open(claim: Claim) -> bool:
    return claim.on is None and claim.from_on is None and claim.until_on is None


def _span(claim: Claim) -> tuple[date, date]:
    """Return the first and the last day on which it may happen."""
    if claim.on:
        return claim.on, claim.on
    return claim.from_on or date.min, claim.until_on or date.max
