"""How long a file of 20,000 people takes: into an empty record, the same file again, and with one column changed for every tenth.

    python -m bench.import_people [--people 20000] [--excel]

Prints seconds and rows a second of the whole import: reading, comparing with the record, staging, applying through the actions, with
units, managers, accounts, assignments and facts. Beside it stands what only reading the file takes. PostgreSQL of its own, fsync on.
"""

import argparse
import csv
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.servers import installation

HEADERS = ["کد پرسنلی", "نام کامل", "نام لاتین", "واحد", "مدیر", "سمت", "ایمیل", "تلفن", "تاریخ استخدام"]
NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


def rows(count: int, *, changed: bool = False) -> list[list[str]]:
    """Return people in units of units, each (but the first) with a manager who may stand anywhere in the file."""
    chance = random.Random(7)
    names = ["سارا محمدی", "علي كريمي", "نيما احمدی", "لیلا کاظمی", "رضا صادقی"]
    found = []
    for number in range(count):
        manager = str((number - 1) // 8) if number else ""
        unit = f"معاونت {number % 12} / گروه {number % 240}"
        position = "کارشناس ارشد" if changed and number % 10 == 0 else "کارشناس"
        mail, phone, day = f"p{number}@example.ir", f"۰۹۱۲{number:07}", f"13{90 + number % 9}/{number % 12 + 1}/1"
        found.append([str(number), chance.choice(names), f"Person {number}", unit, manager, position, mail, phone, day])
    chance.shuffle(found)
    return found


def write(path: Path, lines: list[list[str]], *, excel: bool) -> Path:
    """Write the file."""
    if excel:
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for line in [HEADERS, *lines]:
            sheet.append(line)
        book.save(path)
    else:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADERS, *lines])
    return path


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long `work` takes, and how much of it this process computes: the rest is PostgreSQL's, or other programs'."""
    begun, computed = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begun, time.process_time() - computed


def measure(folder: Path, count: int, *, excel: bool) -> None:
    """Print the table."""
    from hamsoo.kernel.imports import run_import, tables
    from hamsoo.ledger.actors import SYSTEM
    from hamsoo.people.importers import fields
    from hamsoo.people.importers.people import FileOfPeople
    from hamsoo.people.importers.planning import Choices
    from hamsoo.spaces.actions import found_organisation

    found_organisation(name_fa="شرکت", name_en="Company", at=NOON)
    name = "people.xlsx" if excel else "people.csv"
    first = write(folder / name, rows(count), excel=excel)
    second = write(folder / f"next-{name}", rows(count, changed=True), excel=excel)
    told: list[int] = []

    def take(path: Path, at: datetime) -> None:
        headers = list(tables.first_lines(path, name=path.name, count=0)[0].cells)
        importer = FileOfPeople(
            path,
            name=path.name,
            headers=headers,
            columns=fields.guess(headers),
            choices=Choices(),
            actor=SYSTEM,
            at=at,
            today=at.date(),
        )
        report = run_import(importer, progress=lambda _stage, done, _of: told.append(done))
        assert report.succeeded, report.problems[:3]

    told_of = "{:38}{:8.1f} s{:8.1f} s computing{:12.0f} rows/s".format
    reading = seconds(lambda: sum(1 for _line in tables.lines_of(first, name=name, meter=lambda _bytes: None)))
    print(f"{count} people in {name}, {first.stat().st_size / 1e6:.1f} MB")
    print(told_of("only reading the file", *reading, count / reading[0]))
    for number, (what, path) in enumerate(
        (("into an empty record", first), ("the same file again", first), ("every tenth changed", second))
    ):
        took = seconds(lambda path=path, number=number: take(path, NOON.replace(minute=number)))  # type: ignore[misc]
        print(told_of(what, *took, count / took[0]), flush=True)
    print(f"progress was told {len(told)} times")


def main() -> None:
    """Start servers, measure, stop them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--excel", action="store_true")
    chosen = parser.parse_args()
    with installation() as home:
        measure(home, chosen.people, excel=chosen.excel)


if __name__ == "__main__":
    main()
