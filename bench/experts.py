"""Who will answer this question? Rank people for questions of a forum that nobody has answered yet, and compare with who did.

The oldest 70 % of the threads are known; each newer question asks for a ranking of everybody with at least two known answers (the asker
left out), and those of them who did answer are right. Nothing is learned from the newer part: ours learns its weights from parts of the
known threads, each ranked with what was known before it (`hamsoo.finder.ranking.mixing`), and the baselines with a half-life take the
one that does best in the same parts. `ours, not learned` are the weights that everybody begins with.

With `--live` each ranking knows what was answered until the very question was asked, as the finder does (profiles stay as they were).
With `--within` the known part alone is used: what was learned from its older parts is measured on its newer ones.

Run from the top of the repository: `python -m bench.experts [--threads FILE] [--live] [--within]`. FILE is a Stack Exchange `Posts.xml`
or JSON lines: {"question": {"at", "author", "title", "text"}, "answers": [{"at", "author", "text", "accepted"}]}.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from statistics import fmean

from bench.forum import DUMP, Answer, Thread, read
from bench.measures import Measures, measures, print_table
from hamsoo.finder.ranking.bm25 import Corpus
from hamsoo.finder.ranking.decay import age_in_days, decay
from hamsoo.finder.ranking.kindred import characteristic, kindred_terms, sources
from hamsoo.finder.ranking.mixing import DEFAULT, SIGNALS, Example, Weights, learned
from hamsoo.finder.ranking.voting import Piece, Standing, rank, with_parents
from hamsoo.kernel.text import analyse, repeated_terms

KNOWN_SHARE = 0.7
LEAST_ANSWERS = 2
CUTS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""What is learned from: the known threads after each of these shares, ranked with what was known before."""
MOST_LEARNED_FROM = 150
"""Questions of each part that are ranked; more are drawn from."""
HALF_LIVES = (3.0, 5.0, 7.0, 10.0, 15.0, 30.0, 60.0, 120.0, 365.0, 1e9)

terms_of = lru_cache(maxsize=None)(analyse)
Key = tuple[int, int]  # thread, answer (-1: the question itself)


@dataclass(frozen=True)
class Need:
    """One question to rank for: its place, what matches it, how old everything is then, and who was right."""

    number: int
    by_thread: dict[Key, float]
    profiles: dict[int, float]
    pieces: list[Piece[Key]]
    standings: dict[int, Standing[Key]]
    candidates: list[int]
    right: frozenset[int]

    @property
    def example(self) -> Example:
        """Return what can be learned from it."""
        people = [person for person in self.candidates if person in self.standings]
        return Example(
            [self.standings[person].signals for person in people], [place for place, one in enumerate(people) if one in self.right]
        )


Ranking = Callable[[Need], dict[int, float]]


class Forum:
    """What is known of a forum, thread by thread and answer by answer."""

    def __init__(self) -> None:
        self._threads: dict[int, Thread] = {}
        self._answers: list[tuple[Key, Answer]] = []
        self._counts: Counter[str] = Counter()
        self._parts: Corpus[Key] = Corpus()
        self._wholes: Corpus[Key] = Corpus()
        self._characteristic: dict[Key, dict[str, float]] = {}

    def hear(self, number: int, thread: Thread, answer: int | None = None) -> None:
        """Learn of a question, or of one answer to it."""
        title, text = terms_of(thread.title), terms_of(thread.text)
        self._threads[number] = thread
        if answer is None:
            self._add((number, -1), title, text)
            return
        said = thread.answers[answer]
        self._answers.append(((number, answer), said))
        self._counts[said.author] += 1
        self._add((number, answer), title, terms_of(said.text))
        self._wholes.add((number, answer), text=[*title, *text, *terms_of(said.text)])

    def _add(self, key: Key, title: list[str], text: list[str]) -> None:
        self._parts.add(key, title=title, text=text)
        self._characteristic[key] = characteristic(title, text)

    @cached_property
    def profiles(self) -> Corpus[str]:
        """Return everybody as all that they answered until the first question was asked, as one document."""
        words: dict[str, list[str]] = {}
        for (number, _answer), said in self._answers:
            thread = self._threads[number]
            words.setdefault(said.author, []).extend((*terms_of(thread.title), *terms_of(thread.text), *terms_of(said.text)))
        corpus: Corpus[str] = Corpus()
        for author, texts in words.items():
            corpus.add(author, text=texts)
        return corpus

    def need(self, number: int, thread: Thread) -> Need | None:
        """Return what this question needs, or None when nobody who may be ranked answered it."""
        authors = sorted(author for author, count in self._counts.items() if count >= LEAST_ANSWERS and author != thread.author)
        numbers = {author: place for place, author in enumerate(authors)}
        right = frozenset(numbers[said.author] for said in thread.answers if said.author in numbers)
        if not right:
            return None
        terms = repeated_terms(f"{thread.title}\n{thread.text}")
        profiles = {numbers[author]: score for author, score in self.profiles.scores(terms).items() if author in numbers}
        pieces = [
            Piece(key, numbers[said.author], 1.0, age_in_days(said.at, thread.at), (key[0], -1))
            for key, said in self._answers
            if said.author in numbers
        ]
        own = self._parts.scores(terms)
        standings = rank(pieces, self._with_questions(own), kindred=self._with_questions(self._parts.scores(self._kindred(own))))
        return Need(number, self._wholes.scores(terms), profiles, pieces, standings, list(numbers.values()), right)

    def _with_questions(self, scores: dict[Key, float]) -> dict[Key, float]:
        return with_parents(scores, {key: (key[0], -1) for key, _said in self._answers})

    def _kindred(self, scores: dict[Key, float]) -> list[str]:
        read = [(counts, self._characteristic[key]) for key, counts in sources(scores).items()]
        return kindred_terms(read, self._parts.weights({term for _counts, terms in read for term in terms}))


def needs(threads: Sequence[Thread], begin: int, end: int, *, live: bool, most: int | None = None) -> list[Need]:
    """Return the needs of threads `begin` … `end`, at most `most` drawn from them.

    Known is what was there when the first of them was asked or, live, when each of them was.
    """
    asked = range(begin, end)
    chosen = set(asked if most is None or len(asked) <= most else random.Random(begin).sample(asked, most))
    start, found, forum = threads[begin].at, [], Forum()
    moments: list[tuple[datetime, int, Thread, int | None]] = []
    for number, thread in enumerate(threads[:end]):
        moments.append((thread.at, number, thread, None))
        moments += [(said.at, number, thread, place) for place, said in enumerate(thread.answers)]
    for at, number, thread, answer in sorted(moments, key=lambda moment: moment[0]):
        if number in chosen and answer is None and (need := forum.need(number, thread)):
            found.append(need)
        if live or at < start:
            forum.hear(number, thread, answer)
    return found


def activity(half_life_days: float) -> Ranking:
    """Rank by how much people answered, older answers less."""
    return lambda need: _sums((piece.person, decay(piece.age_days, half_life_days=half_life_days)) for piece in need.pieces)


def comb_sum(half_life_days: float = 1e9) -> Ranking:
    """Rank by the sum of the scores of a person's answers, older answers less."""
    return lambda need: _sums(
        (piece.person, need.by_thread.get(piece.key, 0.0) * decay(piece.age_days, half_life_days=half_life_days)) for piece in need.pieces
    )


def profile(need: Need) -> dict[int, float]:
    """Rank by BM25 of all that a person wrote as one document."""
    return need.profiles


def ours(weights: Weights) -> Ranking:
    """Rank as the finder does."""
    return lambda need: {person: weights.mixed(standing.signals) for person, standing in need.standings.items()}


def chance(need: Need) -> dict[int, float]:
    """Rank by lot; measured exactly enough by the mean of many draws in `measured`."""
    return {person: random.random() for person in need.candidates}


def _sums(parts: Iterable[tuple[int, float]]) -> dict[int, float]:
    totals: Counter[int] = Counter()
    for person, amount in parts:
        totals[person] += amount  # type: ignore[assignment]
    return dict(totals)


def measured(found: Sequence[Need], ranking: Ranking) -> list[Measures]:
    """Return the measures of every need; lots are drawn 20 times."""
    if ranking is not chance:
        return [measures(ranking(need), need.candidates, need.right) for need in found]
    draws = [[measures(ranking(need), need.candidates, need.right) for need in found] for _ in range(20)]
    return [tuple(fmean(draw[n][m] for draw in draws) for m in range(3)) for n in range(len(found))]  # type: ignore[misc]


def chosen(parts: Sequence[Sequence[Need]], family: Callable[[float], Ranking]) -> float:
    """Return the half-life of a baseline that does best in the parts of the known threads."""

    def precision(days: float) -> float:
        return fmean(row[0] for part in parts for row in measured(part, family(days)))

    return max(HALF_LIVES, key=precision)


def rankings(parts: Sequence[Sequence[Need]]) -> dict[str, Ranking]:
    """Return all rankings, with what `parts` teach them; a question in several parts is asked from several moments before it."""
    examples = [need.example for part in parts for need in part]
    weights, by_activity, by_votes = learned(examples), chosen(parts, activity), chosen(parts, comb_sum)
    print(f"weights from {len(examples)} questions: " + ", ".join(f"{n} {w:.2f}" for n, w in zip(SIGNALS, weights.values, strict=True)))
    return {
        "random": chance,
        "most active": activity(1e9),
        f"most active, half-life {by_activity:g} d": activity(by_activity),
        "profile BM25": profile,
        "CombSUM": comb_sum(),
        f"CombSUM, half-life {by_votes:g} d": comb_sum(by_votes),
        "ours, not learned": ours(DEFAULT),
        "ours": ours(weights),
    }


def within(parts: Sequence[Sequence[Need]]) -> None:
    """Print, for the newer parts of the known threads, what was learned from those that end before them."""
    table: dict[str, list[Measures]] = {}
    for place in range(3, len(parts)):
        begin = parts[place][0].number
        before = [[need for need in part if need.number < begin] for part in parts[:place]]
        for name, ranking in rankings(before).items():
            family = f"{name.partition(',')[0]}, decayed" if "half-life" in name else name
            table.setdefault(family, []).extend(measured(parts[place], ranking))
    print_table(table)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--threads", type=Path, default=DUMP)
    arguments.add_argument("--within", action="store_true", help="use the known part only")
    arguments.add_argument("--live", action="store_true", help="know all that was answered when a question was asked, as the finder does")
    options = arguments.parse_args()
    random.seed(20261121)
    threads = read(options.threads)
    cut = int(len(threads) * KNOWN_SHARE)
    parts = [needs(threads, int(cut * share), cut, live=options.live, most=MOST_LEARNED_FROM) for share in CUTS]
    if options.within:
        within(parts)
        return
    found = needs(threads, cut, len(threads), live=options.live)
    print(f"{len(threads)} threads, {cut} known; {len(found)} questions, {len(found[0].candidates)} or more candidates")
    print()
    print_table({name: measured(found, ranking) for name, ranking in rankings(parts).items()})


if __name__ == "__main__":
    main()
