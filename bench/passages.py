"""Does search find the passage that a Persian question was asked about, beside the searches one would use otherwise.

    python -m bench.search --passages FILE

FILE is JSON: [{"passage": text, "questions": [text, ...]}, ...]. Each passage is published as a post, and each question is written into the
search of the product, whole. Beside it, over the same passages: Tantivy with its default tokenizer and PostgreSQL's full text search with
the configuration `simple` (any word of the question, ts_rank), both real; and BM25 with the documented rules of Lucene's PersianAnalyzer.

MRR@10 with a 95 % interval (bootstrap over passages, whose questions hang together), then what ours gains over each, paired. Half-spaces
are written in many ways, so everything is measured as written and respelled. The rules of our analysis were checked against the first of
every two passages of the file that lies beside the repository; `second half` leaves those out.
"""

import json
import os
import random
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

import tantivy
from django.db import connection

from bench.servers import installation
from bench.text_retrieval import SPELLINGS, Bm25, like_lucene

AT = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
DEPTH = 10
RESAMPLES = 2_000
OURS = "ours: the product's search"
Asked = Sequence[tuple[int, str]]
"""The questions: the number of the passage that answers, and the words."""

_FULL_TEXT = """
CREATE TABLE bench_passage AS SELECT number, to_tsvector('simple', body) AS words
FROM unnest(%s::text[]) WITH ORDINALITY AS passage (body, number)
"""
_RANKED = """
SELECT number - 1, ts_rank(words, query) FROM bench_passage,
    (SELECT replace(plainto_tsquery('simple', %s)::text, '&', '|')::tsquery AS query) AS asked
WHERE words @@ query ORDER BY 2 DESC, 1 LIMIT 10
"""


def measure(path: Path) -> None:
    """Print a table for each spelling, each of an installation of its own."""
    items = json.loads(path.read_text(encoding="utf-8"))
    asked = [(number, question) for number, item in enumerate(items) for question in item["questions"]]
    print(f"{len(items)} passages, {len(asked)} questions")
    for name, (respell_question, respell_passage) in SPELLINGS.items():
        if pid := os.fork():
            if os.waitpid(pid, 0)[1]:
                raise SystemExit(1)
            continue
        passages = [respell_passage(item["passage"]) for item in items]
        print(f"-- {name}", flush=True)
        with installation():
            _table(passages, [(number, respell_question(question)) for number, question in asked])
        return


def _table(passages: Sequence[str], asked: Asked) -> None:
    rankings = {
        OURS: _product(passages),
        "Tantivy, default tokenizer": _tantivy(passages),
        "PostgreSQL full text, simple": _postgres(passages),
        "BM25, Lucene's Persian rules": _lucene(passages),
    }
    found = {name: [_reciprocal(rank(question), number) for number, question in asked] for name, rank in rankings.items()}
    for name, values in found.items():
        second = fmean(value for value, (number, _question) in zip(values, asked, strict=True) if number % 2)
        print(f"  {name:30} MRR@10 {_said(values, asked)}   second half {second:.3f}", flush=True)
    for name, values in list(found.items())[1:]:
        gained = [ours - theirs for ours, theirs in zip(found[OURS], values, strict=True)]
        print(f"  ours over {name:30} {_said(gained, asked)}", flush=True)


def _reciprocal(found: Sequence[int], wanted: int) -> float:
    return 1 / (found.index(wanted) + 1) if wanted in found else 0.0


def _said(values: Sequence[float], asked: Asked) -> str:
    by_passage: dict[int, list[float]] = {}
    for value, (number, _question) in zip(values, asked, strict=True):
        by_passage.setdefault(number, []).append(value)
    drawn, groups = random.Random(1), list(by_passage.values())
    means = sorted(fmean(value for group in drawn.choices(groups, k=len(groups)) for value in group) for _ in range(RESAMPLES))
    return f"{fmean(values):+.3f} ({means[int(0.025 * RESAMPLES)]:+.3f} … {means[int(0.975 * RESAMPLES)]:+.3f})"


Ranking = Callable[[str], Sequence[int]]
"""The numbers of the ten best passages for a question, the best first."""


def _product(passages: Sequence[str]) -> Ranking:
    """Publish the passages where everybody reads them, and search as the page does."""
    from hamsoo.finder import queries
    from hamsoo.ledger.actors import SYSTEM
    from hamsoo.ledger.runner import settle
    from hamsoo.people import actions as people
    from hamsoo.social import actions as social
    from hamsoo.spaces.actions import ensure_unit_space, found_organisation

    home = found_organisation(name_fa="آزمون", name_en="Bench", at=AT)
    unit = people.create_unit(actor=SYSTEM, code="u", name_fa="واحد", at=AT)
    ensure_unit_space(unit=unit, at=AT)
    writer, reader = (people.add_person(actor=SYSTEM, code=code, name_fa=code, unit=unit, at=AT) for code in ("w", "r"))
    number_of = {social.publish(actor=writer, body=body, space_ids=[home.pk], at=AT).post.pk: n for n, body in enumerate(passages)}
    settle()

    def best(question: str) -> list[int]:
        hits = queries.answer(person=reader, text=question, at=AT, types=["post"], limit=DEPTH).hits
        return [number_of[hit.document.id] for hit in hits]

    return best


def _tantivy(passages: Sequence[str]) -> Ranking:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text")
    index = tantivy.Index(builder.add_unsigned_field("number", stored=True).build(), path=tempfile.mkdtemp(prefix="hamsoo-plain-"))
    writer = index.writer(heap_size=50_000_000, num_threads=1)
    for number, passage in enumerate(passages):
        entry = tantivy.Document(text=[passage])
        entry.add_unsigned("number", number)
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def best(question: str) -> list[int]:
        # The signs of its query language are words of no question.
        words = "".join(sign if sign.isalnum() or sign in " \u200c" else " " for sign in question)
        hits = searcher.search(index.parse_query(words, ["text"]), DEPTH).hits
        return [int(searcher.doc(address).get_first("number") or 0) for _score, address in hits]

    return best


def _postgres(passages: Sequence[str]) -> Ranking:
    with connection.cursor() as cursor:
        cursor.execute(_FULL_TEXT, [list(passages)])

    def best(question: str) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(_RANKED, [question])
            return [int(number) for number, _rank in cursor.fetchall()]

    return best


def _lucene(passages: Sequence[str]) -> Ranking:
    index = Bm25([like_lucene(passage) for passage in passages], list(range(len(passages))))
    return lambda question: index.best(like_lucene(question), DEPTH)
