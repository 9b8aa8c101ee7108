"""Who works on this topic? Rank authors of papers by abstracts, and compare with their labels.

The 1,641 abstracts of `experts/dblp.json` have 707 authors; 199 of them were looked at by those who made the data, and 59 got one or more
of 7 topics. Two kinds of needs: the labelled abstracts themselves (their authors' share in them left out), and the names of the topics.
The 199 are ranked for each topic of the need; those who have it are right. There are no dates, so that activity is the number of papers,
and nothing is learned: ours has the weights that everybody begins with.

Run from the top of the repository: `python -m bench.authors [--data FILE]`.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.measures import Measures, measures, print_table
from hamsoo.finder.ranking.bm25 import Corpus
from hamsoo.finder.ranking.kindred import characteristic, kindred_terms, sources
from hamsoo.finder.ranking.voting import Piece, rank
from hamsoo.kernel.text import analyse, repeated_terms

DATA = Path(__file__).parents[2] / "shared" / "data" / "experts" / "dblp.json"


@dataclass(frozen=True)
class Need:
    """What is asked for: its words, the paper it is (None for a name), and the topic of those who are right."""

    words: str
    paper: int | None
    topic: int


class Papers:
    """The abstracts and who wrote them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.authors: dict[int, list[int]] = {paper["id"]: paper["authors"] for paper in data["documents"]}
        self.words: dict[int, str] = {paper["id"]: paper["text"] for paper in data["documents"]}
        self.labelled = sorted(map(int, data["author_topics"]))
        self.topics = {int(author): frozenset(topics) for author, topics in data["author_topics"].items()}
        self.papers_of = Counter(author for authors in self.authors.values() for author in authors)
        self._corpus: Corpus[int] = Corpus()
        self._profiles: Corpus[int] = Corpus()
        self._characteristic: dict[int, dict[str, float]] = {}
        whole: dict[int, list[str]] = {}
        for paper, text in self.words.items():
            terms = analyse(text)
            self._corpus.add(paper, text=terms)
            self._characteristic[paper] = characteristic([], terms)
            for author in self.authors[paper]:
                whole.setdefault(author, []).extend(terms)
        for author, terms in whole.items():
            self._profiles.add(author, text=terms)

    def scores(self, need: Need) -> dict[int, float]:
        """Return the score of every paper that matches; the need itself is none."""
        found = self._corpus.scores(repeated_terms(need.words))
        return {paper: score for paper, score in found.items() if paper != need.paper}

    def profiles(self, need: Need) -> dict[int, float]:
        """Return BM25 of all that an author wrote as one document."""
        return self._profiles.scores(repeated_terms(need.words))

    def kindred(self, scores: Mapping[int, float], need: Need) -> dict[int, float]:
        """Return the scores of papers by kindred words."""
        read = [(counts, self._characteristic[paper]) for paper, counts in sources(scores).items()]
        terms = kindred_terms(read, self._corpus.weights({term for _counts, terms in read for term in terms}))
        return {paper: score for paper, score in self._corpus.scores(terms).items() if paper != need.paper}

    def pieces(self, need: Need) -> list[Piece[int]]:
        """Return every paper as a piece of each of its authors."""
        return [
            Piece(paper, author, 1 / len(authors), 0.0)
            for paper, authors in self.authors.items()
            if paper != need.paper
            for author in authors
        ]


Ranking = Callable[[Papers, Need], Mapping[int, float]]


def votes(papers: Papers, need: Need) -> Mapping[int, float]:
    """Rank by the sum of the scores of an author's papers."""
    totals: Counter[int] = Counter()
    for paper, score in papers.scores(need).items():
        for author in papers.authors[paper]:
            totals[author] += score  # type: ignore[assignment]
    return totals


def ours(papers: Papers, need: Need) -> Mapping[int, float]:
    """Rank as the finder does before anybody has answered."""
    scores = papers.scores(need)
    standings = rank(papers.pieces(need), scores, kindred=papers.kindred(scores, need))
    return {author: standing.score for author, standing in standings.items()}


RANKINGS: dict[str, Ranking] = {
    "random": lambda papers, _need: {author: random.random() for author in papers.labelled},
    "most active": lambda papers, _need: papers.papers_of,
    "profile BM25": lambda papers, need: papers.profiles(need),
    "CombSUM": votes,
    "ours": ours,
}


def measured(papers: Papers, needs: list[Need], ranking: Ranking) -> list[Measures]:
    """Return the measures of every need."""
    rows = []
    for need in needs:
        right = {author for author in papers.labelled if need.topic in papers.topics[author]}
        rows.append(measures(ranking(papers, need), papers.labelled, right))
    return rows


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, default=DATA)
    data = json.loads(arguments.parse_args().data.read_text("utf-8"))
    random.seed(20261121)
    papers = Papers(data)
    by_paper = [Need(papers.words[int(paper)], int(paper), topic) for paper, topics in data["document_topics"].items() for topic in topics]
    by_name = [Need(name.replace("_", " "), None, number) for number, name in enumerate(data["topics"])]
    for title, needs in (("abstracts as needs", by_paper), ("names of topics as needs", by_name)):
        right = fmean(sum(need.topic in papers.topics[author] for author in papers.labelled) for need in needs)
        print(f"{title}: {len(needs)} needs, {len(papers.labelled)} authors, {right:.1f} of them right\n")
        print_table({name: measured(papers, needs, ranking) for name, ranking in RANKINGS.items()})
        print()


if __name__ == "__main__":
    main()
