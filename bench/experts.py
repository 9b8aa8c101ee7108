"""Who will answer this question? Rank people for questions of a forum that nobody has answered yet, and compare with who did.

The oldest 70 % of the threads are known; each newer question asks for a ranking of everybody with at least two known answers (the asker
left out), and those of them who did answer are right. Nothing is learned from the newer part: the constants of ours stand in
`hamsoo/finder/ranking` and were chosen by `--tune`, which splits the known part by time, again and again. Every ranking that has a
half-life or a mixing constant got its best one from the same splits.

With `--live` each ranking knows what was answered until the very question was asked, as the finder does (profiles stay as they were).

Run from the top of the repository: `python -m bench.experts [--threads FILE] [--live] [--tune]`. FILE is a Stack Exchange `Posts.xml`
or JSON lines: {"question": {"at", "author", "title", "text"}, "answers": [{"at", "author", "text", "accepted"}]}.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from statistics import fmean

from bench.forum import DUMP, Answer, Thread, read
from hamsoo.finder.ranking.bm25 import Corpus
from hamsoo.finder.ranking.decay import age_in_days, decay
from hamsoo.finder.ranking.voting import Constants, Piece, rank, ranked, with_parents
from hamsoo.kernel.text import analyse, analyse_query

KNOWN_SHARE = 0.7
LEAST_ANSWERS = 2
RESAMPLES = 5_000
FOLDS = ((0.5, 1.0), (0.6, 1.0), (0.7, 1.0), (0.8, 1.0))
"""Parts of the known threads: train before the first, validate until the second; as long ahead as the test looks, or longer."""

terms_of = lru_cache(maxsize=None)(analyse)
Key = tuple[int, int]  # thread, answer (-1: the question itself)


@dataclass(frozen=True)
class Need:
    """One question to rank for: what matches it, how old everything is then, and who was right."""

    scores: dict[Key, float]
    by_thread: dict[Key, float]
    profiles: dict[int, float]
    pieces: list[Piece[Key]]
    candidates: list[int]
    right: frozenset[int]


Ranking = Callable[[Need], dict[int, float]]


class Forum:
    """What is known of a forum, thread by thread and answer by answer."""

    def __init__(self) -> None:
        self._threads: dict[int, Thread] = {}
        self._answers: list[tuple[Key, Answer]] = []
        self._counts: Counter[str] = Counter()
        self._parts: Corpus[Key] = Corpus()
        self._wholes: Corpus[Key] = Corpus()

    def hear(self, number: int, thread: Thread, answer: int | None = None) -> None:
        """Learn of a question, or of one answer to it."""
        title, text = terms_of(thread.title), terms_of(thread.text)
        self._threads[number] = thread
        if answer is None:
            self._parts.add((number, -1), title=title, text=text)
            return
        said = thread.answers[answer]
        self._answers.append(((number, answer), said))
        self._counts[said.author] += 1
        self._parts.add((number, answer), title=title, text=terms_of(said.text))
        self._wholes.add((number, answer), text=[*title, *text, *terms_of(said.text)])

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

    def need(self, thread: Thread) -> Need | None:
        """Return what this question needs, or None when nobody who may be ranked answered it."""
        authors = sorted(author for author, count in self._counts.items() if count >= LEAST_ANSWERS and author != thread.author)
        numbers = {author: number for number, author in enumerate(authors)}
        right = frozenset(numbers[said.author] for said in thread.answers if said.author in numbers)
        if not right:
            return None
        terms = analyse_query(f"{thread.title}\n{thread.text}")
        parents = {key: (key[0], -1) for key, _said in self._answers}
        profiles = {numbers[author]: score for author, score in self.profiles.scores(terms).items() if author in numbers}
        pieces = [
            Piece(key, numbers[said.author], 1.0, age_in_days(said.at, thread.at)) for key, said in self._answers if said.author in numbers
        ]
        scores = with_parents(self._parts.scores(terms), parents)
        return Need(scores, self._wholes.scores(terms), profiles, pieces, list(numbers.values()), right)


def needs(known: Sequence[Thread], asked: Sequence[Thread], *, live: bool) -> list[Need]:
    """Return the needs of `asked`, with what was known when the first of them was asked or, live, when each of them was."""
    begin, found, forum = asked[0].at, [], Forum()
    moments: list[tuple[datetime, int, Thread, int | None, bool]] = []
    for number, thread in enumerate([*known, *asked]):
        is_asked = number >= len(known)
        moments.append((thread.at, number, thread, None, is_asked))
        moments += [(said.at, number, thread, n, is_asked) for n, said in enumerate(thread.answers)]
    for at, number, thread, answer, is_asked in sorted(moments, key=lambda moment: moment[0]):
        if is_asked and answer is None and (need := forum.need(thread)):
            found.append(need)
        if live or at < begin:
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


def ours(constants: Constants) -> Ranking:
    """Rank as the finder does."""
    return lambda need: {person: standing.score for person, standing in rank(need.pieces, need.scores, constants=constants).items()}


def chance(need: Need) -> dict[int, float]:
    """Rank by lot; measured exactly enough by the mean of many draws in `measured`."""
    return {person: random.random() for person in need.candidates}


def _sums(parts: Iterable[tuple[int, float]]) -> dict[int, float]:
    totals: Counter[int] = Counter()
    for person, amount in parts:
        totals[person] += amount  # type: ignore[assignment]
    return dict(totals)


def measures(need: Need, ranking: Ranking) -> tuple[float, float, float]:
    """Return average precision, reciprocal rank and precision at 1 for one need."""
    scores = ranking(need)
    order = ranked({person: scores.get(person, 0.0) for person in need.candidates})
    places = [place for place, person in enumerate(order, 1) if person in need.right]
    precision = fmean(hit / place for hit, place in enumerate(places, 1))
    return precision, 1 / places[0], float(places[0] == 1)


def measured(found: Sequence[Need], ranking: Ranking) -> list[tuple[float, float, float]]:
    """Return the measures of every need; lots are drawn 20 times."""
    if ranking is not chance:
        return [measures(need, ranking) for need in found]
    draws = [[measures(need, ranking) for need in found] for _ in range(20)]
    return [tuple(fmean(draw[n][m] for draw in draws) for m in range(3)) for n in range(len(found))]  # type: ignore[misc]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of a mean."""
    means = sorted(fmean(random.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]


def splits(known: Sequence[Thread], *, live: bool) -> list[list[Need]]:
    """Return the needs of every validation part of the known threads."""
    size = len(known)
    return [needs(known[: int(size * cut)], known[int(size * cut) : int(size * end)], live=live) for cut, end in FOLDS]


def precision(folds: Sequence[Sequence[Need]], ranking: Ranking) -> float:
    """Return the mean average precision over all validation parts."""
    return fmean(measures(need, ranking)[0] for fold in folds for need in fold)


def chosen(folds: Sequence[Sequence[Need]], family: Callable[[float], Ranking]) -> float:
    """Return the half-life of a baseline that does best in the validation parts."""
    return max((3.0, 5.0, 7.0, 10.0, 15.0, 30.0, 60.0, 120.0, 1e9), key=lambda days: precision(folds, family(days)))


def tune(folds: Sequence[Sequence[Need]]) -> None:
    """Print what each constant of ours does in the validation parts, the others as they stand."""
    choices: dict[str, tuple[float, ...]] = {
        "sharpness": (1, 1.5, 2, 3),
        "caution": (0.5, 1, 2, 5, 8),
        "rest": (0, 0.03, 0.1, 0.3, 1),
        "subject_days": (30, 60, 120, 1000),
        "activity_days": (5, 7, 10, 15, 30, 60),
    }
    print(f"as it stands: MAP {precision(folds, ours(Constants())):.4f} over {sum(map(len, folds))} questions")
    for name, values in choices.items():
        row = "  ".join(f"{value:g}: {precision(folds, ours(replace(Constants(), **{name: value}))):.4f}" for value in values)
        print(f"{name:14} {row}")


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--threads", type=Path, default=DUMP)
    arguments.add_argument("--tune", action="store_true", help="show the constants in the known part instead")
    arguments.add_argument(
        "--live", action="store_true", help="know all answers that were there when a question was asked, as the finder does"
    )
    options = arguments.parse_args()
    random.seed(20261121)
    threads = read(options.threads)
    cut = int(len(threads) * KNOWN_SHARE)
    folds = splits(threads[:cut], live=options.live)
    if options.tune:
        tune(folds)
        return
    found = needs(threads[:cut], threads[cut:], live=options.live)
    print(f"{len(threads)} threads, {cut} known; {len(found)} questions, {len(found[0].candidates)} or more candidates\n")
    by_activity, by_votes = chosen(folds, activity), chosen(folds, comb_sum)
    rankings: dict[str, Ranking] = {
        "random": chance,
        "most active": activity(1e9),
        f"most active, half-life {by_activity:g} d": activity(by_activity),
        "profile BM25": profile,
        "CombSUM": comb_sum(),
        f"CombSUM, half-life {by_votes:g} d": comb_sum(by_votes),
        "ours": ours(Constants()),
    }
    table = {name: measured(found, ranking) for name, ranking in rankings.items()}
    print(f"{'':30} {'MAP':>5}  95 % interval     MRR    P@1")
    for name, rows in table.items():
        low, high = interval([row[0] for row in rows])
        mean = [fmean(row[measure] for row in rows) for measure in range(3)]
        print(f"{name:30} {mean[0]:.3f}  {low:.3f} … {high:.3f}   {mean[1]:.3f}  {mean[2]:.3f}")
    best = max((name for name in table if name != "ours"), key=lambda name: fmean(row[0] for row in table[name]))
    gains = [mine[0] - theirs[0] for mine, theirs in zip(table["ours"], table[best], strict=True)]
    low, high = interval(gains)
    print(
        f"\nours over {best} (the best of the others): MAP {fmean(gains):+.3f}, 95 % interval {low:+.3f} … {high:+.3f} (paired bootstrap)"
    )


if __name__ == "__main__":
    main()
