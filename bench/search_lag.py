"""How long after its fact a document is found, while so many are written every second: a part of `bench.search`.

The worker runs as it does in an installation, with all its lanes, in a process of its own. Here questions are written with their facts,
a tenth of a second's at a time, and looked for in the index, each by a word that it alone has.
"""

import time
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from multiprocessing import get_context

from django.db import connection, transaction

from bench.search import percentile
from bench.search_data import Words
from hamsoo.finder.index.matching import snapshot
from hamsoo.kernel.text import analyse_query
from hamsoo.ledger.actions import record
from hamsoo.ledger.runner import Runner
from hamsoo.people.models import Person
from hamsoo.questions import events
from hamsoo.questions.models import Question
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.queries import organisation, space_ids

PARTS = 10
"""So many transactions a second."""
LONGEST_WAIT = 60.0

_SHARES = (0.5, 0.95, 0.99, 1.0)
_PAUSE = 0.02

Waiting = tuple[str, float]
"""The word of a document, and when its fact was committed."""


def lag(*, person: Person, words: Words, rate: int, seconds: float) -> None:
    """Write `rate` documents a second for some seconds, and print after how long they were found."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    worker = get_context("fork").Process(target=_work, daemon=True)
    worker.start()
    waiting, took, written = deque[Waiting](), list[float](), 0
    begun, total = time.perf_counter(), int(rate * seconds)
    while (written < total or waiting) and time.perf_counter() - begun < seconds + LONGEST_WAIT:
        due = min(int((time.perf_counter() - begun) * rate), total)
        if due - written >= rate // PARTS or written < due == total:
            waiting += _write(person, words, range(written, due))
            written = due
        took += _found(person, waiting)
        time.sleep(_PAUSE)
    worker.terminate()
    worker.join()
    took.sort()
    cells = "   ".join(f"p{share * 100:.0f} {percentile(took, share):5.2f}" for share in _SHARES) if took else "nothing"
    spent = time.perf_counter() - begun
    print(f"  found after its fact, {rate} a second: {cells} s   {len(took):,} of {written:,} documents in {spent:.0f} s", flush=True)


def _work() -> None:
    """Do what the worker does, until this process is ended."""
    runner = Runner()
    runner.start()
    time.sleep(1_000_000)


@transaction.atomic
def _write(person: Person, words: Words, numbers: Sequence[int]) -> list[Waiting]:
    at, home, names = datetime.now(UTC), organisation().pk, [f"zq{number:x}w" for number in numbers]
    rows = [Question(title=f"{words.draw(6)} {name}", body=words.draw(30), author=person, asked_at=at) for name in names]
    made = Question.objects.bulk_create(rows)
    spaces.place_new(type="question", places=[(one.pk, at, [home]) for one in made])
    for one in made:
        record(events.QuestionAsked(question_id=one.pk), actor=person, objects=[one.ref], spaces=[home], at=at)
    written_at = time.perf_counter()
    return [(name, written_at) for name in names]


def _found(person: Person, waiting: deque[Waiting]) -> list[float]:
    """Take away what is found by now, from the first on, and return how long it took."""
    index, now, took = snapshot(space_ids(person=person)), time.perf_counter(), list[float]()
    while waiting and index is not None and index.holding(analyse_query(waiting[0][0]), limit=1):
        took.append(now - waiting.popleft()[1])
    return took
