"""How long the import of a Stack Exchange dump takes, beside only parsing it and only writing its rows.

    python bench/import_dump.py [DIR]

Prints the median of three rounds in seconds; each round begins with an empty database. Without DIR the real dump beside the repository
is taken, or, where there is none, one of the same size is made. Runs on a PostgreSQL of its own with default durability (fsync on).
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.servers import installation

_ROUNDS = 3
_REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "questions"


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def parse(folder: Path) -> None:
    """Read all rows of both files with the same parser and look at nothing."""
    from lxml import etree

    for name in ("Posts.xml", "Users.xml"):
        for _event, element in etree.iterparse(str(folder / name), tag="row"):
            element.clear()


def rows_only(folder: Path) -> None:
    """Write persons, questions and answers in bulk: no check, no fact, no placement, no second run."""
    from django.db import transaction

    from hamsoo.people.models import Person
    from hamsoo.questions.importers import stackexchange_rows as dump
    from hamsoo.questions.models import Answer, Question

    rows = list(dump.read(folder, lambda _count: None))

    def of(sheet: str) -> list[dump.Row]:
        return [row for row in rows if row.sheet == sheet]

    def at(row: dump.Row) -> object:
        return dump.instant(str(row.data["at"]))

    with transaction.atomic():
        people = Person.objects.bulk_create([Person(code=f"se-{row.key}", name_fa=row.data["name"]) for row in of(dump.PEOPLE)])
        author = {row.key: person for row, person in zip(of(dump.PEOPLE), people, strict=True)}
        asked = Question.objects.bulk_create(
            [
                Question(title=row.data["title"], body=row.data["body"], author=author[str(row.data["author"])], asked_at=at(row))
                for row in of(dump.QUESTIONS)
            ]
        )
        question = {row.key: item for row, item in zip(of(dump.QUESTIONS), asked, strict=True)}
        Answer.objects.bulk_create(
            [
                Answer(
                    question=question[str(row.data["question"])], author=author[str(row.data["author"])], body=row.data["body"], at=at(row)
                )
                for row in of(dump.ANSWERS)
            ]
        )


def whole(folder: Path) -> None:
    """Import as `hamsoo import` does, up to the last committed row."""
    from hamsoo.kernel import clock
    from hamsoo.kernel.imports import run_import
    from hamsoo.questions.importers.stackexchange import StackExchange

    report = run_import(StackExchange(folder, at=clock.now()))
    if not report.succeeded:
        raise SystemExit(str(report.problems[0]))


def measure(folder: Path) -> None:
    """Print the table."""
    from django.core.management import call_command

    ways: dict[str, Callable[[Path], None]] = {"parse only": parse, "bulk rows only": rows_only, "import": whole}
    taken: dict[str, list[float]] = {name: [] for name in (*ways, "import again")}
    for _round in range(_ROUNDS):
        for name, way in ways.items():
            call_command("flush", interactive=False, verbosity=0)
            taken[name].append(seconds(lambda way=way: way(folder)))
        taken["import again"].append(seconds(lambda: whole(folder)))
    print(f"import of {folder.name}: seconds, median of {_ROUNDS} rounds (lowest to highest)")
    for name, values in taken.items():
        print(f"  {name:16} {statistics.median(values):6.2f}  ({min(values):.2f} to {max(values):.2f})")
    print(f"  load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def made(folder: Path) -> Path:
    """Make a dump of the size of the real one."""
    from hamsoo.questions.tests import dumps

    return dumps.many(folder, questions=850)


def main() -> None:
    """Measure the dump that is named, or the real one, or one that is made here."""
    with installation() as home:
        named = Path(sys.argv[1]) if len(sys.argv) > 1 else _REAL
        measure(named if named.is_dir() else made(home / "dump"))


if __name__ == "__main__":
    main()
