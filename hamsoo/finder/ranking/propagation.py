"""Who works with those who know: what speaks for somebody is passed on, in part, to those who share their works.

A walk on the graph of people and works, which begins where the votes are and often begins anew (Serdyukov, Rode and Hiemstra, "Modeling
multi-step relevance propagation for expert finding", 2008): from a person to one of their works, and from a work to one of its people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

BEGINS_ANEW = 0.3
STEPS = 2

Key = TypeVar("Key")


class Part(NamedTuple):
    """How much of a work is somebody's."""

    work: object
    person: int
    size: float


def passed_on(votes: Mapping[int, float], parts: Iterable[Part]) -> dict[int, float]:
    """Return the votes after the walk; their sum stays. Who shares no work keeps what they have."""
    done: dict[int, float] = defaultdict(float)
    works: dict[object, dict[int, float]] = defaultdict(dict)
    for work, person, size in parts:
        done[person] += size
        people = works[work]
        people[person] = people.get(person, 0.0) + size
    shared = [(people, sum(people.values())) for people in works.values() if len(people) > 1]
    together: Counter[int] = Counter()
    for people, _size in shared:
        for person, size in people.items():
            together[person] += size  # type: ignore[assignment]
    alone = {person: 1 - together[person] / done[person] for person in together if done[person]}
    found = dict(votes)
    for _step in range(STEPS):
        moved = {person: value * alone.get(person, 1.0) for person, value in found.items()}
        for people, whole in shared:
            given = sum(found.get(person, 0.0) * size / done[person] for person, size in people.items() if size)
            if given:
                for person, size in people.items():
                    moved[person] = moved.get(person, 0.0) + given * size / whole
        found = {person: BEGINS_ANEW * votes.get(person, 0.0) + (1 - BEGINS_ANEW) * value for person, value in moved.items()}
    return found
