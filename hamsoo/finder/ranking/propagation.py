"""Who works with those who know: what speaks for somebody is passed on, in part, to those who share their works.

A walk on the graph of people and works, which begins where the votes are and often begins anew (Serdyukov, Rode and Hiemstra, "Modeling
multi-step relevance propagation for expert finding", 2008): from a person to one of their works, and from a work to one of its people.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")

BEGINS_ANEW = 0.3
STEPS = 2


def passed_on(votes: Mapping[int, float], works: Mapping[Key, Mapping[int, float]], done: Mapping[int, float]) -> dict[int, float]:
    """Return the votes after the walk; their sum stays. Who shares no work keeps what they have.

    `works` tells how much of each is whose, `done` how much everybody did in all.
    """
    # Everything that is looked up again in each step, and is the same, stands in tuples: a need has a thousand works.
    many = [(people, sum(people.values())) for people in works.values() if len(people) > 1]
    shared = [([(person, size, done[person]) for person, size in people.items() if size], whole) for people, whole in many]
    together: dict[int, float] = defaultdict(float)
    for parts, _whole in shared:
        for person, size, _all in parts:
            together[person] += size
    alone = {person: 1 - size / done[person] for person, size in together.items() if size}
    found = dict(votes)
    for _step in range(STEPS):
        moved = {person: value * alone.get(person, 1.0) for person, value in found.items()}
        for parts, whole in shared:
            given = 0.0
            for person, size, all_of_theirs in parts:
                if person in found:
                    given += found[person] * size / all_of_theirs
            if given:
                for person, size, _all in parts:
                    moved[person] = moved.get(person, 0.0) + given * size / whole
        found = {person: BEGINS_ANEW * votes.get(person, 0.0) + (1 - BEGINS_ANEW) * value for person, value in moved.items()}
    return found
