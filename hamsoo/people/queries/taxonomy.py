"""The taxonomy that grew by use, for those who keep it in order."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, Prefetch, Q
from rapidfuzz.distance import OSA

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import fold, neighbours, sounds
from hamsoo.people import rules
from hamsoo.people.models import Person, PersonSkill, Skill, SkillDecision, SkillName
from hamsoo.people.queries.skills import MEANT

PAGE = 50
MOST_PAIRS = 20
MOST_DECISIONS = 30
_LONG = 5
_NO_LETTER = re.compile(r"[\W_]+")

Keys = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A skill as its keepers see it: all names, what was merged into it, how many use it."""

    skill: Skill
    names: tuple[SkillName, ...]
    merged: tuple[Skill, ...]
    holder_count: int

    @property
    def broader(self) -> Skill | None:
        """Return what it is a part of, as that is read."""
        return self.skill.broader.shown if self.skill.broader else None

    @property
    def other_names(self) -> list[SkillName]:
        """Return the names besides the one that is shown to the reader."""
        return [name for name in self.names if name.name != self.skill.name]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A part of the skills in the order of the alphabet; `after` is the id to go on from, None at the end."""

    rows: list[Kept]
    after: int | None


def taxonomy(*, person: Person | None, words: str = "", hidden: bool = False, after: int | None = None, limit: int = PAGE) -> Taxonomy:
    """Return the skills that stand for themselves with a name holding `words`; only the hidden ones, or only the others."""
    rules.require_keeps_skills(person)
    rows = Skill.objects.filter(meant=None, is_hidden=hidden)
    if key := fold(words):
        meant = SkillName.objects.filter(key__contains=key).annotate(meant=MEANT).values("meant")
        rows = rows.filter(pk__in=meant)
    last = Skill.objects.filter(pk=after).values_list("sort_key", flat=True).first() if after else None
    if last is not None:
        rows = rows.filter(Q(sort_key__gt=last) | Q(sort_key=last, pk__gt=after))
    found = list(rows.select_related("broader__meant").order_by("sort_key", "pk").prefetch_related("names", _meanings())[: limit + 1])
    return Taxonomy(_kept(found[:limit]), found[limit - 1].pk if len(found) > limit else None)


def kept_skill(*, person: Person | None, pk: int) -> Skill:
    """Return a skill, hidden and merged ones too, for its keepers; raise `NotFound` for none and for everybody else."""
    rules.require_keeps_skills(person)
    found = Skill.objects.select_related("meant").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def kept(*, person: Person | None, skill: Skill) -> Kept:
    """Return all that its keepers see of one skill."""
    rules.require_keeps_skills(person)
    rows = Skill.objects.filter(pk=skill.shown.pk).select_related("broader__meant").prefetch_related("names", _meanings())
    return _kept(list(rows))[0]


def decision(*, person: Person | None, pk: int) -> SkillDecision:
    """Return a decision, for keepers; raise `NotFound` for none and for everybody else."""
    rules.require_keeps_skills(person)
    found = SkillDecision.objects.select_related("skill", "other").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def decisions(*, person: Person | None, limit: int = MOST_DECISIONS) -> list[SkillDecision]:
    """Return the newest decisions, each with who decided and, if it was undone, the decision that undid it."""
    rules.require_keeps_skills(person)
    rows = SkillDecision.objects.exclude(kind=SkillDecision.Kind.UNDO)
    return list(rows.select_related("skill", "other", "by", "undone_by__by")[:limit])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two skills that may be one, the more used one last: the one that would stay."""

    skill: Skill
    into: Skill
    why: str
    """`spelling` (the same without spaces and signs), `sound` (the same in the other script), `slip` (one letter apart)."""
    near: tuple[str, str]
    """The two names that are near each other, folded: not always those by which the skills are shown."""


def near_duplicates(*, person: Person | None, limit: int = MOST_PAIRS) -> list[Pair]:
    """Return pairs of skills whose names are near each other, the surest first."""
    rules.require_keeps_skills(person)
    names: dict[int, list[str]] = defaultdict(list)
    for meant, key in SkillName.objects.annotate(meant=MEANT).order_by("pk").values_list("meant", "key"):
        names[meant].append(key)
    found: dict[tuple[int, int], tuple[str, tuple[str, str]]] = {}
    for why, keys_of in (("spelling", _spellings), ("sound", _heard), ("slip", _slips)):
        for pair, near in _meeting(names, keys_of):
            if why != "slip" or _is_one_slip_apart(*near):
                found.setdefault(pair, (why, near))
    skills = Skill.objects.standing().in_bulk({pk for pair in found for pk in pair})
    used = _holder_counts(skills)
    pairs = []
    for ids, (why, near) in found.items():
        if all(pk in skills for pk in ids):
            order = sorted((0, 1), key=lambda place: (used.get(ids[place], 0), -ids[place]))
            first, last = (skills[ids[place]] for place in order)
            pairs.append(Pair(first, last, why, (near[order[0]], near[order[1]])))
    return pairs[:limit]


def _meeting(names: dict[int, list[str]], keys_of: Keys) -> list[tuple[tuple[int, int], tuple[str, str]]]:
    """Return the pairs of skills with names that share a key, and the names."""
    sharing: dict[str, dict[int, str]] = defaultdict(dict)
    for skill_id, written in names.items():
        for name in written:
            for key in keys_of(name):
                sharing[key].setdefault(skill_id, name)
    shared = (called for called in sharing.values() if len(called) < _LONG * 2)
    return sorted({(pair, (called[pair[0]], called[pair[1]])) for called in shared for pair in combinations(sorted(called), 2)})


def _spellings(name: str) -> Iterable[str]:
    # Signs tell C from C++ and C#; among letters they only separate.
    bare = _NO_LETTER.sub("", name)
    return [bare] if len(bare) > 1 and name[-1].isalnum() else []


def _heard(name: str) -> Iterable[str]:
    heard = "".join(sounds(name))
    return [heard] if len(heard) >= _LONG - 1 else []


def _slips(name: str) -> Iterable[str]:
    bare = _NO_LETTER.sub("", name)
    return neighbours(bare) if len(bare) >= _LONG else []


def _is_one_slip_apart(name: str, other: str) -> bool:
    return OSA.distance(_NO_LETTER.sub("", name), _NO_LETTER.sub("", other), score_cutoff=1) <= 1


def _meanings() -> Prefetch:
    return Prefetch("meanings", queryset=Skill.objects.prefetch_related("names").order_by("pk"))


def _holder_counts(ids: Iterable[int]) -> dict[int, int]:
    rows = PersonSkill.objects.filter(person__left_on=None).annotate(meant=MEANT).filter(meant__in=list(ids))
    return dict(rows.order_by().values_list("meant").annotate(count=Count("person", distinct=True)))


def _kept(rows: list[Skill]) -> list[Kept]:
    used = _holder_counts(row.pk for row in rows)
    return [
        Kept(
            row,
            (*row.names.all(), *(name for merged in row.meanings.all() for name in merged.names.all())),
            tuple(row.meanings.all()),
            used.get(row.pk, 0),
        )
        for row in rows
    ]
