"""Looking in the index for one who asks: all words, their other names, what may have been meant, then some of the words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from hamsoo.finder import rights
from hamsoo.finder.corrections import nearest
from hamsoo.finder.index.matching import Match, Snapshot
from hamsoo.finder.narrowing import Narrowing
from hamsoo.finder.synonyms import Group, Widened, widened
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person

MOST_MATCHES = 1000
"""So many matches are checked and counted; beyond that a count says "more than"."""
_SOME = 20

Checked = list[tuple[Match, Ref]]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found and may be opened, best first, with the terms that were looked for, to be marked."""

    matches: Checked = field(default_factory=list)
    terms: Sequence[str] = ()
    also: Sequence[str] = ()
    """Other names of skills that were looked for."""
    meant: Mapping[str, str] = field(default_factory=dict)
    """Terms that were looked for instead, by those that were written and that nobody has written."""
    is_capped: bool = False


def checked(matches: Sequence[Match], *, person: Person, readable: frozenset[int]) -> Checked:
    """Keep what `person`, who reads the spaces `readable`, may open now, in the order of `matches`."""
    refs = rights.opened(person=person, keys=[match.key for match in matches], space_ids=readable)
    return [(match, refs[match.key]) for match in matches if match.key in refs]


def look(index: Snapshot, asked: Narrowing, *, person: Person, readable: frozenset[int], literally: bool = False) -> Found:
    """Return what `person` may open of what is asked for; `literally`, nothing is taken for a slip."""
    may_open = partial(checked, person=person, readable=readable)
    wanted = widened(asked.words)
    if not wanted.groups:
        matches = index.latest(asked.within, asked.skills, limit=MOST_MATCHES) if asked.is_narrow else []
        return Found(may_open(matches), asked.skill_terms, is_capped=len(matches) == MOST_MATCHES)
    matches = _with_all(index, wanted, asked)
    meant: dict[str, str] = {}
    if not (found := may_open(matches)) and not literally and (meant := _meant(index, wanted, may_open)):
        wanted = _instead(wanted, meant)
        found = may_open(matches := _with_all(index, wanted, asked))
    if found:
        return _found(found, matches, wanted, asked, meant)
    matches = index.scored(wanted.terms, beside=wanted.beside, within=asked.within, choices=asked.skills, limit=MOST_MATCHES)
    return _found(may_open(matches), matches, wanted, asked, meant)


def _found(found: Checked, matches: Sequence[Match], wanted: Widened, asked: Narrowing, meant: Mapping[str, str]) -> Found:
    terms = [*wanted.terms, *wanted.beside, *asked.skill_terms]
    return Found(found, terms, wanted.names, meant if found else {}, is_capped=len(matches) >= MOST_MATCHES)


def _with_all(index: Snapshot, wanted: Widened, asked: Narrowing) -> list[Match]:
    """Return what has all words: those that have them literally before those that call something by another name."""
    scored = partial(index.scored, wanted.terms, within=asked.within, limit=MOST_MATCHES)
    matches = scored(demanded=wanted.groups, choices=asked.skills)
    if wanted.names:
        literal = {match.key for match in matches}
        more = scored(beside=wanted.beside, demanded=wanted.rest, choices=[*asked.skills, *wanted.choices])
        matches += [match for match in more if match.key not in literal]
    return matches[:MOST_MATCHES]


def _meant(index: Snapshot, wanted: Widened, may_open: Callable[[Sequence[Match]], Checked]) -> dict[str, str]:
    """Return by term what is near, for terms in no document that the searcher may open."""
    found = {}
    for group in wanted.groups:
        term = _spelled(group, wanted.groups)
        if term not in found and not may_open(index.holding(group, limit=_SOME)) and (near := nearest(term, index.shared_terms)):
            found[term] = near
    return found


def _instead(wanted: Widened, meant: Mapping[str, str]) -> Widened:
    groups = [(meant[term],) if (term := _spelled(group, wanted.groups)) in meant else group for group in wanted.groups]
    return replace(wanted, groups=tuple(groups), named=())


def _spelled(group: Group, groups: Sequence[Group]) -> str:
    """Return the term of a group that is one written word: a part of a compound, else the word itself."""
    return group[1] if len(group) > 1 and sum(other[0] == group[0] for other in groups) > 1 else group[0]
