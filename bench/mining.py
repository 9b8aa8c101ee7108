"""Does skill mining suggest what people were made to know, and how long does it take.

Planted: the demonstration organisation was written around fields of knowledge. Of everybody who was made to know a field (strength above
0.3), everything is suggested as if nothing stood on their profile; the first five are compared with the fields. First with the taxonomy,
whose skills are those fields; then without it, phrases alone, where a phrase is right that is one of a field's words, holds one, or is part
of one. P@5 is the share of what is suggested that is right (who gets no suggestion is left out of it, and counted), recall the share of the
fields that are found. Baselines rank what the same people write by how many of their texts have it, and by that times the logarithm of its
rarity; they never keep silent, so each stands there a second time with no more suggestions for anybody than ours makes.

Time: an organisation of made-up words, of whose people ten parts of a hundred are looked through (who writes most comes first).

Run from the top of the repository: `python -m bench.mining [--documents 100000] [--people 1000] [--parts 10]`. It starts servers of its own
and stops them (a few minutes).
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

import psutil

from bench.measures import interval
from bench.servers import installation

if TYPE_CHECKING:
    from hamsoo.desk.demo.specs import Organisation
    from hamsoo.finder.mining.works import Work
    from hamsoo.people.models import Person

STRONG = 0.3
LISTED = 5
SKILLS, SAMPLE = 300, 60

Ranking = Mapping[str, Sequence[frozenset[str]]]
"""By person: what is suggested, best first, each as the fields that it is right for."""


def cut(ranking: Ranking, like: Ranking) -> Ranking:
    """Return the same with as many suggestions for everybody as `like` has."""
    return {person: list(found)[: len(like[person])] for person, found in ranking.items()}


class Row(NamedTuple):
    """What came of one person: how many were suggested and right, and how many of the fields were found."""

    suggested: int
    right: int
    found: int
    planted: int


def rows(ranking: Ranking, planted: Mapping[str, frozenset[str]]) -> list[Row]:
    """Compare the first suggestions of everybody with what was planted."""
    compared = []
    for person, fields in sorted(planted.items()):
        listed = list(ranking[person])[:LISTED]
        found = frozenset[str]().union(*listed) & fields
        compared.append(Row(len(listed), sum(not fields.isdisjoint(one) for one in listed), len(found), len(fields)))
    return compared


def show(name: str, compared: Sequence[Row]) -> None:
    """Print one line of the table."""
    precise = [row.right / row.suggested for row in compared if row.suggested]
    recalled = [row.found / row.planted for row in compared]
    cells = []
    for label, values in (("P@5", precise), ("recall", recalled)):
        low, high = interval(values) if values else (0.0, 0.0)
        cells.append(f"{label} {fmean(values) if values else 0:.3f} ({low:.3f} … {high:.3f})")
    suggested = sum(row.suggested for row in compared)
    print(f"  {name:24} {'   '.join(cells)}   {suggested} suggestions, {len(precise)} of {len(compared)} people got some", flush=True)


class Texts:
    """What everybody wrote, and in how many texts each skill and phrase stands."""

    def __init__(self, people: Mapping[str, "Person"]) -> None:
        from hamsoo.finder import rights
        from hamsoo.finder.index.matching import snapshot
        from hamsoo.finder.mining.candidates import Background
        from hamsoo.finder.mining.refusals import Refusals
        from hamsoo.finder.mining.works import works_of

        shared = snapshot(rights.open_space_ids())
        assert shared is not None
        self.background, self.refusals = Background(shared), Refusals()
        self.works = {name: works_of(person, shared=shared, with_private=False) for name, person in people.items()}

    def ranked(self, found: Callable[["Work"], set[str]], *, is_rare: bool) -> dict[str, list[str]]:
        """Rank what `found` gives of each text, by number of texts, or with rarity too."""
        said = {name: Counter(one for work in works for one in found(work)) for name, works in self.works.items()}
        total = sum(map(len, self.works.values()))
        holding = Counter[str]()
        for counts in said.values():
            holding.update(counts)

        def score(one: str, count: int) -> float:
            return count * log(total / holding[one]) if is_rare else count

        return {name: sorted(counts, key=lambda one, c=counts: (-score(one, c[one]), one)) for name, counts in said.items()}


def measure_planted() -> None:
    """Fill the demonstration organisation and print both tables."""
    from hamsoo.desk.demo import loader
    from hamsoo.desk.demo.organisation import build
    from hamsoo.finder.mining.candidates import Left, candidates
    from hamsoo.finder.mining.known import Book, book
    from hamsoo.kernel import clock
    from hamsoo.kernel.text import fold
    from hamsoo.ledger import runner
    from hamsoo.people.models import Person, SkillName

    loader.ensure(lambda _line: None)
    runner.settle()
    organisation = build(today=clock.now().date())
    people = {person.mail.partition("@")[0]: person for person in Person.objects.active()}
    planted = _planted(organisation)
    texts = Texts({name: people[name] for name in planted})
    field_of = {SkillName.objects.get(key=fold(topic.label.fa)).skill_id: topic.key for topic in organisation.topics}
    names = book()

    def skills(work: "Work") -> set[str]:
        return {str(one) for one in names.named(work.asked) | names.named(work.text)}

    def mined(using: Book) -> dict[str, list[tuple[int | None, str]]]:
        options = {"book": using, "background": texts.background, "refusals": texts.refusals, "left": Left()}
        return {name: [(one.skill_id, one.key) for one in candidates(works, **options)] for name, works in texts.works.items()}

    def by_skill(ranked: Mapping[str, Sequence[str]]) -> Ranking:
        return {name: [frozenset({field_of.get(int(one), "")}) for one in found] for name, found in ranked.items()}

    print(f"with the taxonomy: {len(planted)} people, {sum(map(len, planted.values()))} planted fields")
    known = {name: [str(skill_id) for skill_id, _key in found if skill_id] for name, found in mined(names).items()}
    both = [by_skill(texts.ranked(skills, is_rare=is_rare)) for is_rare in (False, True)]
    table("skills", [*both, by_skill(known)], planted)
    print("phrases alone")
    words = _words(organisation)
    phrases = {name: [key for _skill, key in found] for name, found in mined(Book()).items()}
    rankings = [*(texts.ranked(_phrases, is_rare=is_rare) for is_rare in (False, True)), phrases]
    table("phrases", [_by_phrase(ranked, words) for ranked in rankings], planted)


def table(what: str, rankings: Sequence[Ranking], planted: Mapping[str, frozenset[str]]) -> None:
    """Print the baselines, whole and with as many suggestions as ours, then ours."""
    *baselines, ours = rankings
    for label, ranking in zip((f"most frequent {what}", f"TF-IDF of {what}"), baselines, strict=True):
        show(label, rows(ranking, planted))
        show("  as many as ours", rows(cut(ranking, ours), planted))
    show("ours", rows(ours, planted))


def _phrases(work: "Work") -> set[str]:
    from hamsoo.finder.mining.phrases import phrases

    return {" ".join(key) for key, _written in phrases((*work.asked, *work.text))}


def _planted(organisation: "Organisation") -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for topic in organisation.topics:
        for person, strength in topic.experts:
            if strength > STRONG:
                found.setdefault(person, set()).add(topic.key)
    return {person: frozenset(fields) for person, fields in found.items()}


def _words(organisation: "Organisation") -> list[tuple[frozenset[str], str]]:
    from hamsoo.finder.mining.phrases import words_of

    named = [
        (term, topic.key) for topic in organisation.topics for term in (topic.label.fa, topic.label.en, *topic.terms_fa, *topic.terms_en)
    ]
    return [(frozenset(word.key for word in words_of(term)), key) for term, key in named]


def _by_phrase(ranked: Mapping[str, Sequence[str]], words: Sequence[tuple[frozenset[str], str]]) -> Ranking:
    def fields(key: str) -> frozenset[str]:
        terms = frozenset(key.split())
        return frozenset(field for word, field in words if word and (word <= terms or terms <= word))

    return {name: [fields(key) for key in found[:LISTED]] for name, found in ranked.items()}


def measure_time(count: int, people: int, parts: int) -> None:
    """Fill an organisation with made-up texts, name skills in its words, and look through `parts` of its people, a hundred each."""
    from bench.search_data import AT, fill
    from hamsoo.finder import suggesting
    from hamsoo.finder.models import SkillSuggestion
    from hamsoo.people.actions import ensure_skill
    from hamsoo.people.models import Person

    with tempfile.TemporaryDirectory(prefix="hamsoo-plain-") as folder:
        filled = fill(count=count, people=people, folder=folder)
    while len(suggesting.book().ways) < SKILLS:
        ensure_skill(name_fa=filled.words.asked(1), name_en=filled.words.asked(1))
    process, most = psutil.Process(), 0
    before = process.memory_info().rss
    people_ids = list(Person.objects.active().order_by("pk").values_list("pk", flat=True))
    every = [people_ids[first : first + suggesting.AT_ONCE] for first in range(0, len(people_ids), suggesting.AT_ONCE)]
    chosen = every[:: max(1, len(every) // parts)][:parts]
    took = []
    for part in chosen:
        begun = time.perf_counter()
        suggesting.mine_part(person_ids=part, at=AT)
        took.append((time.perf_counter() - begun) / len(part) * 1000)
        most = max(most, process.memory_info().rss)
    found = SkillSuggestion.objects.count()
    print(
        f"{len(chosen)} of {len(every)} parts: {fmean(took):.0f} ms a person, {max(took):.0f} ms in the slowest part, {found} suggestions"
    )
    print(f"so everybody: {fmean(took) * len(people_ids) / 60_000:.1f} minutes")
    print(f"memory grew by {(most - before) / 1e6:.0f} MB, to {most / 1e6:.0f} MB")
    single = []
    for person in Person.objects.active().order_by("pk")[:: people // SAMPLE][:SAMPLE]:
        started = time.perf_counter()
        suggesting.mine(person=person, at=AT)
        single.append((time.perf_counter() - started) * 1000)
    single.sort()
    print(f"one person alone: p50 {single[SAMPLE // 2]:.0f} ms, p95 {single[SAMPLE * 19 // 20]:.0f} ms")


def main() -> None:
    """Run it on servers of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--parts", type=int, default=10)
    parser.add_argument("--only", choices=["planted", "time"])
    options = parser.parse_args()
    random.seed(20261130)
    if options.only is None:
        # Each has servers of its own, and settings are made once in a process.
        for part in ("planted", "time"):
            command = [sys.executable, "-m", "bench.mining", "--only", part]
            subprocess.run(
                [*command, f"--documents={options.documents}", f"--people={options.people}", f"--parts={options.parts}"], check=True
            )
        return
    with installation():
        if options.only == "planted":
            measure_planted()
        else:
            measure_time(options.documents, options.people, options.parts)


if __name__ == "__main__":
    main()
