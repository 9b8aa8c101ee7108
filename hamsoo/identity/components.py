"""Which records are one customer, and whose number it has: pure arithmetic over effective decisions.

The result depends on the set of effective decisions alone, never on how it came about: that is what makes undo exact.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """An effective decision on a pair: records that are one customer (`is_link`) or are not."""

    id: int
    pair: Pair
    is_link: bool
    is_automatic: bool
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """By record: the record whose own customer stands for all of its component. `refused`: links that decisions apart forbid."""

    first: Mapping[int, int]
    refused: tuple[Held, ...]


def decisive(decisions: Iterable[Held]) -> dict[Pair, Held]:
    """Return what holds for each pair: what was decided by hand over the model, and of the same kind the later."""
    found: dict[Pair, Held] = {}
    for decision in sorted(decisions, key=lambda each: (not each.is_automatic, each.id)):
        found[decision.pair] = decision
    return found


def components(records: Iterable[int], decisions: Iterable[Held]) -> Outcome:
    """Return the component of each of `records`; every record that a link of `decisions` names must be among them.

    Links by hand come first, in their order, then those of the model from the surest on; a link that would bring two records together
    that were put apart is refused. Then the number is told by going through the links in the order in which they were decided: of two
    parts that come together the larger keeps its number, of equal ones the older.
    """
    held = decisive(decisions)
    links = sorted((each for each in held.values() if each.is_link), key=_strength)
    apart: dict[int, set[int]] = {}
    for one, other in (each.pair for each in held.values() if not each.is_link):
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    parts = _Parts(records)
    accepted: list[Held] = []
    refused: list[Held] = []
    for link in links:
        (accepted if parts.join(link.pair, apart) else refused).append(link)
    numbers = _Parts(parts.members)
    for link in sorted(accepted, key=lambda each: each.id):
        numbers.join(link.pair, {})
    return Outcome({record: numbers.head[record] for record in numbers.members}, tuple(refused))


def _strength(link: Held) -> tuple[bool, float, int]:
    return link.is_automatic, -link.weight if link.is_automatic else 0.0, link.id


class _Parts:
    """Disjoint sets; the head of a part is that of the larger of those it was joined from, of equal ones the smaller."""

    def __init__(self, records: Iterable[int]) -> None:
        self.head = {record: record for record in records}
        self.members = {record: [record] for record in self.head}

    def join(self, pair: Pair, apart: Mapping[int, Collection[int]]) -> bool:
        """Join the parts of both records; False, and nothing changes, where that would bring together who is `apart` from whom.

        Only the smaller part is gone through: no record more often than its part doubles.
        """
        keep, give = sorted((self.head[pair[0]], self.head[pair[1]]), key=lambda head: (-len(self.members[head]), head))
        if keep == give:
            return True
        moved = self.members[give]
        if any(self.head.get(other) == keep for record in moved for other in apart.get(record, ())):
            return False
        for record in moved:
            self.head[record] = keep
        self.members[keep].extend(moved)
        self.members[give] = []
        return True
