"""Measure what analysis is worth: find the passage a Persian question was asked about.

BM25 over all sentences (a passage ranks where its best sentence does: whole passages are found too easily to tell analyses apart), as
written and respelled: half-spaces left out, half-spaces as spaces, Arabic letters. Three analyses side by side: white space and lower
case; the documented steps of Lucene's PersianAnalyzer (normalisation, stop words, light stemming), re-implemented here from their
description, with our stop words; ours. Rules were checked against the first half of the questions (every second passage) only;
`--tuning` prints that half, the default is the other one.

Run from the top of the repository: `python -m bench.text_retrieval [path to persian_questions.json]`.
"""

import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hamsoo.kernel import text
from hamsoo.kernel.text.stopwords import PERSIAN

DATA = Path(__file__).resolve().parents[2] / "shared/data/text/persian_questions.json"
RESAMPLES = 2_000
K1, B = 1.2, 0.75
Analysis = Callable[[str], list[str]]

_LUCENE = str.maketrans(
    {
        **dict.fromkeys("یىے", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ۀہةە", "ه"),
        **dict.fromkeys("آأإ", "ا"),
        **dict.fromkeys("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654", ""),
        "\u200c": " ",
    }
)
_SENTENCE_END = re.compile(r"[.؟!؛\n]+\s")
Respelling = Callable[[str], str]
# How the questions and how the passages are spelled; most people who ask leave the half-space out, so the passages vary it.
SPELLINGS: dict[str, tuple[Respelling, Respelling]] = {
    "as written": (str, str),
    "passages without half-spaces": (str, lambda passage: passage.replace("\u200c", "")),
    "passages with spaces for half-spaces": (str, lambda passage: passage.replace("\u200c", " ")),
    "questions in Arabic letters": (lambda question: question.replace("ی", "ي").replace("ک", "ك"), str),
}
_LUCENE_WORD = re.compile(r"\w+")
_LUCENE_ENDINGS = ("ات", "ان", "ترين", "تر", "يي", "ي", "ها")
_LUCENE_STOP = frozenset(word.translate(_LUCENE) for word in PERSIAN)


def split_and_lower(source: str) -> list[str]:
    """Split at white space."""
    return source.lower().split()


def like_lucene(source: str) -> list[str]:
    """Follow Lucene's Persian steps: half-space to space, normalise, drop stop words (our list), cut one pass of endings."""
    words = _LUCENE_WORD.findall(text.to_ascii_digits(source.lower()).translate(_LUCENE))
    return [_lucene_stem(word) for word in words if word not in _LUCENE_STOP]


def _lucene_stem(word: str) -> str:
    for ending in _LUCENE_ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + 2:
            word = word[: -len(ending)]
    return word


class Bm25:
    """A small in-memory index."""

    def __init__(self, sentences: list[list[str]], passage_of: list[int]) -> None:
        self.passage_of = passage_of
        self.lengths = [len(terms) for terms in sentences]
        self.average = sum(self.lengths) / len(sentences)
        self.postings: dict[str, list[tuple[int, int]]] = {}
        for number, terms in enumerate(sentences):
            for term, count in Counter(terms).items():
                self.postings.setdefault(term, []).append((number, count))

    def scores(self, query: list[str]) -> dict[int, float]:
        """Return by passage what its best sentence scores; passages without a word of the query are left out."""
        scores: dict[int, float] = {}
        total = len(self.lengths)
        for term in set(query):
            found = self.postings.get(term, [])
            weight = math.log(1 + (total - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found:
                long = 1 - B + B * self.lengths[number] / self.average
                scores[number] = scores.get(number, 0) + weight * count * (K1 + 1) / (count + K1 * long)
        best: dict[int, float] = {}
        for number, score in scores.items():
            passage = self.passage_of[number]
            best[passage] = max(best.get(passage, 0), score)
        return best

    def rank_of(self, wanted: int, query: list[str]) -> int:
        """Return the place of a passage for a query, from 1; ties count against it."""
        best = self.scores(query)
        own = best.get(wanted)
        return len(set(self.passage_of)) if own is None else sum(score >= own for score in best.values())

    def best(self, query: list[str], limit: int) -> list[int]:
        """Return the best passages for a query, equals by number."""
        scores = self.scores(query)
        return sorted(scores, key=lambda passage: (-scores[passage], passage))[:limit]


def ranks(passages: list[str], questions: list[tuple[int, str]], analyse: Analysis, analyse_query: Analysis) -> list[int]:
    """Return the rank of the right passage for each question."""
    sentences = [(n, part) for n, passage in enumerate(passages) for part in _SENTENCE_END.split(passage) if part.strip()]
    index = Bm25([analyse(part) for _, part in sentences], [number for number, _ in sentences])
    return [index.rank_of(number, analyse_query(question)) for number, question in questions]


def interval(values: list[float], groups: list[int]) -> tuple[float, float, float]:
    """Return the mean and its 95 % bootstrap interval, drawing whole passages because their questions hang together."""
    by_group: dict[int, list[float]] = {}
    for value, group in zip(values, groups, strict=True):
        by_group.setdefault(group, []).append(value)
    drawn = random.Random(1)
    keys = list(by_group)
    means = []
    for _ in range(RESAMPLES):
        sample = [value for key in drawn.choices(keys, k=len(keys)) for value in by_group[key]]
        means.append(sum(sample) / len(sample))
    means.sort()
    return sum(values) / len(values), means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]


def report(name: str, measure: str, values: list[float], groups: list[int]) -> None:
    """Print one figure with its interval."""
    mean, low, high = interval(values, groups)
    print(f"{name:18} {measure:9} {mean:6.3f}  [{low:.3f}, {high:.3f}]")


def main() -> None:
    """Print the table."""
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    path = Path(paths[0]) if paths else DATA
    if not path.exists():
        sys.exit(f"no data at {path}: give the path of a persian_questions.json")
    items = json.loads(path.read_text(encoding="utf-8"))
    parity = 0 if "--tuning" in sys.argv else 1
    questions = [(n, q) for n, item in enumerate(items) if n % 2 == parity for q in item["questions"]]
    print(f"{len(items)} passages, {len(questions)} questions of the {'first' if parity == 0 else 'second'} half")
    for spelling, (respell_question, respell_passage) in SPELLINGS.items():
        print(f"-- {spelling}")
        passages = [respell_passage(item["passage"]) for item in items]
        compare(passages, [(number, respell_question(question)) for number, question in questions])


def compare(passages: list[str], questions: list[tuple[int, str]]) -> None:
    """Print the figures of the three analyses for one spelling of the questions."""
    groups = [number for number, _ in questions]
    reciprocal: dict[str, list[float]] = {}
    for name, analyse, analyse_query in (
        ("split and lower", split_and_lower, split_and_lower),
        ("as Lucene", like_lucene, like_lucene),
        ("ours", text.analyse, text.analyse_query),
    ):
        found = ranks(passages, questions, analyse, analyse_query)
        reciprocal[name] = [1 / rank for rank in found]
        report(name, "MRR", reciprocal[name], groups)
        for depth in (1, 5):
            report(name, f"recall@{depth}", [float(rank <= depth) for rank in found], groups)
    gained = [ours - theirs for ours, theirs in zip(reciprocal["ours"], reciprocal["as Lucene"], strict=True)]
    report("ours - as Lucene", "MRR", gained, groups)


if __name__ == "__main__":
    main()
