"""An organisation full of questions and answers for `bench.search`: rows by COPY, the index in large batches, and two other searches.

The words are made up and distributed as in a language. Every tenth thread stands in one of 50 departments' spaces, the rest is for
everybody; three in ten documents are questions, the others answers; some colleagues write much more than others.
"""

import gc
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import tantivy
from django.core.management.color import no_style
from django.db import connection

from hamsoo.finder import documents
from hamsoo.finder.index import writing
from hamsoo.finder.rights import open_space_ids
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.people.actions import create_unit
from hamsoo.people.models import Person
from hamsoo.questions.models import Answer, Question
from hamsoo.spaces.actions import ensure_unit_space, found_organisation, grant
from hamsoo.spaces.models import Level

AT = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
DEPARTMENTS = 50
ASKED_SHARE = 0.3
_WORDS = 30_000
_BATCH = 25_000
_TEXTS = """
SELECT question.id * 2, title, body FROM questions_question AS question UNION ALL
SELECT answer.id * 2 + 1, title, answer.body FROM questions_answer AS answer
JOIN questions_question AS question ON question.id = answer.question_id
"""
_SYLLABLES = ("ra", "mi", "so", "ke", "ta", "no", "ba", "li", "شا", "مر", "دان", "کی", "پو", "سا", "تر", "نو")

_QUESTIONS = "COPY questions_question (id, title, body, author_id, asked_at, about_type, source, source_key) FROM STDIN"
_ANSWERS = "COPY questions_answer (id, question_id, author_id, body, at, source, source_key) FROM STDIN"
_PLACEMENTS = "COPY spaces_placement (space_id, type, object_id, at) FROM STDIN"


class Words:
    """Draws words the way language does: the n-th most frequent about 1/n as often."""

    def __init__(self) -> None:
        latin, persian = _SYLLABLES[:8], _SYLLABLES[8:]
        made = {"".join(random.choices(script, k=random.randint(2, 5))) for script in (latin, persian) for _ in range(_WORDS)}
        self._words = random.sample(sorted(made), len(made))
        self._weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(made))))

    def draw(self, count: int) -> str:
        """Return `count` words."""
        return " ".join(random.choices(self._words, cum_weights=self._weights, k=count))

    def asked(self, count: int) -> str:
        """Return `count` words that say something: none of the hundred most frequent, all of them in use."""
        return " ".join(random.choices(self._words[100:3000], k=count))


class Plain:
    """Tantivy as it comes, beside ours: its own analysis, its own BM25 over everything, no rights."""

    def __init__(self, folder: str) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text")
        self.index = tantivy.Index(builder.add_unsigned_field("id", stored=True).build(), path=folder)

    def fill(self) -> None:
        """Index all questions and answers."""
        writer = self.index.writer(heap_size=100_000_000, num_threads=1)
        with connection.cursor() as cursor:
            cursor.execute(_TEXTS)
            for number, title, body in cursor.fetchall():
                entry = tantivy.Document(text=[title, body])
                entry.add_unsigned("id", number)
                writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()

    def best(self, words: str) -> list[int]:
        """Return the numbers of the ten best documents."""
        searcher = self.index.searcher()
        hits = searcher.search(self.index.parse_query(words, ["text"]), 10).hits
        return [int(searcher.doc(address).get_first("id") or 0) for _score, address in hits]


@dataclass(frozen=True)
class Filled:
    """What there is when everything is filled."""

    searcher: Person
    words: Words
    plain: Plain


def fill(*, count: int, people: int, folder: str) -> Filled:
    """Make an organisation with `count` questions and answers of `people` colleagues; print how long each part took.

    `folder` takes the index of the other search, which a second process fills meanwhile.
    """
    # Everything that is made here stays: looking for garbage in it takes a third of the time.
    gc.disable()
    words, begun = Words(), time.perf_counter()
    home = found_organisation(name_fa="آزمون", name_en="Bench", at=AT)
    units = [create_unit(actor=SYSTEM, code=f"u{n}", name_fa=f"واحد {n}", at=AT) for n in range(DEPARTMENTS)]
    rooms = [ensure_unit_space(unit=unit, at=AT) for unit in units]
    rows = [
        Person(code=f"p{n}", name_fa=words.draw(2), name_en=f"P {n}", sort_key=str(n), unit=units[n % DEPARTMENTS]) for n in range(people)
    ]
    colleagues = Person.objects.bulk_create(rows, batch_size=_BATCH)
    for room in rooms[:5]:
        grant(space=room, principal=("person", colleagues[0].pk), level=Level.READ)
    _write(words, count, [person.pk for person in colleagues], home.pk, [room.pk for room in rooms])
    with connection.cursor() as cursor:
        # Further rows get ids after those that were written with theirs.
        for statement in connection.ops.sequence_reset_sql(no_style(), [Question, Answer]):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
    written = time.perf_counter()
    # A connection must not be shared with the second process: the pool goes, and each makes its own.
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    beside = get_context("fork").Process(target=lambda: Plain(folder).fill())
    beside.start()
    _index(count, [person.pk for person in colleagues])
    beside.join()
    took = time.perf_counter() - written
    print(f"{count:,} documents of {people:,} people: rows in {written - begun:.0f} s, both indexes in {took:.0f} s", flush=True)
    gc.enable()
    gc.collect()
    # As the server keeps it.
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    return Filled(colleagues[0], words, Plain(folder))


def asked_count(count: int) -> int:
    """Return how many of `count` documents are questions."""
    return round(count * ASKED_SHARE)


def _write(words: Words, count: int, people: Sequence[int], home: int, rooms: Sequence[int]) -> None:
    """Write questions 1 …, then answers 1 …, each placed where its question is."""
    asked = asked_count(count)
    times = [AT - timedelta(hours=random.random() * 20_000) for _ in range(asked)]
    places = [rooms[number // 10 % len(rooms)] if number % 10 == 0 else home for number in range(asked)]
    answers = [(number, random.randrange(asked), timedelta(minutes=random.randrange(1, 4000))) for number in range(1, count - asked + 1)]

    def somebody() -> int:
        return people[int(random.random() ** 2 * len(people))]

    _copy(_QUESTIONS, ((n, words.draw(6), words.draw(random.randint(10, 40)), somebody(), at, "", "", "") for n, at in enumerate(times, 1)))
    _copy(_ANSWERS, ((n, q + 1, somebody(), words.draw(random.randint(10, 50)), times[q] + wait, "", "") for n, q, wait in answers))
    _copy(_PLACEMENTS, ((space, "question", n, at) for n, (space, at) in enumerate(zip(places, times, strict=True), 1)))
    _copy(_PLACEMENTS, ((places[q], "answer", n, times[q] + wait) for n, q, wait in answers))


def _copy(statement: str, rows: Iterator[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _index(count: int, people: Sequence[int]) -> None:
    """Put everything into the index, read by the loaders of the apps."""
    asked, shared = asked_count(count), open_space_ids()
    refs = [Ref("question", n) for n in range(1, asked + 1)] + [Ref("answer", n) for n in range(1, count - asked + 1)]
    refs += [Ref("person", number) for number in people]
    for begin in range(0, len(refs), _BATCH):
        found = documents.load(refs[begin : begin + _BATCH])
        writing.replace(gone=[], documents=found.values(), open_space_ids=shared)
