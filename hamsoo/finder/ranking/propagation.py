"""Who works with those who know: what speaks for somebody is passed on, in part, to those who share their works.

A walk on the graph of people and works, which begins where the votes are and often begins anew (Serdyukov, Rode and Hiemstra, "Modeling
multi-step relevance propagation for expert finding", 2008): from a person to one of their works, and from a work to one of its people.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


class Walk(NamedTuple):
    """How far it goes: so many steps, and how often it begins anew."""

    steps: int
    begins_anew: float


TOGETHER = Walk(8, 0.1)
"""Among those who wrote one work together: they know its subject alike."""
BESIDE = Walk(2, 0.3)
"""Among those who answered one question, each by themselves."""


class Shared(NamedTuple):
    """The works of several people: for every person in each of them which work, who, the part of their work and of this work."""

    work: Places
    person: Places
    of_person: Floats
    of_work: Floats
    alone: Floats
    """By person how much of their work nobody shares."""

    @classmethod
    def of(cls, works: Places, people: Places, sizes: Floats, done: Floats) -> "Shared":
        """Read who shares what: the work, the person and the size of every piece, and how much everybody did in all."""
        codes, place = np.unique(works * (len(done) or 1) + people, return_inverse=True)
        size = np.bincount(place, weights=sizes, minlength=len(codes))
        work, person = np.divmod(codes, len(done) or 1)
        together = (np.bincount(work)[work] > 1) & (size > 0) if len(codes) else np.zeros(0, dtype=bool)
        work, person, size = work[together], person[together], size[together]
        part = size / done[person]
        alone: Floats = np.ones(len(done)) - np.bincount(person, weights=part, minlength=len(done))
        whole = np.bincount(work, weights=size)[work] if len(work) else size
        return cls(work, person, part, size / whole, alone)


def passed_on(votes: Floats, shared: Shared, walk: Walk) -> Floats:
    """Return the votes of everybody after the walk; their sum stays. Who shares no work keeps what they have."""
    found = votes
    for _step in range(walk.steps):
        given = np.bincount(shared.work, weights=found[shared.person] * shared.of_person) if len(shared.work) else np.zeros(0)
        moved = found * shared.alone + np.bincount(shared.person, weights=given[shared.work] * shared.of_work, minlength=len(votes))
        found = walk.begins_anew * votes + (1 - walk.begins_anew) * moved
    return found
