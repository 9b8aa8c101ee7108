"""Files of records: any form and encoding, bad rows named by line and column, resumed after a kill, and nothing twice."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import override
from openpyxl import Workbook

from hamsoo.identity import actions
from hamsoo.identity.importers import rows
from hamsoo.identity.importers.checking import guess_key
from hamsoo.identity.importers.files import suggested
from hamsoo.identity.importers.records import FileOfRecords
from hamsoo.identity.models import BlockingKey, Customer, SourceRecord, SourceVersion, System
from hamsoo.identity.resolution import read_columns
from hamsoo.identity.tests.records import make_system
from hamsoo.kernel.imports import Report, run_import
from hamsoo.kernel.models import ImportRow, ImportRun
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry, Line
from hamsoo.ledger.runner import settle
from hamsoo.spaces.actions import found_organisation
from hamsoo.spaces.queries import organisation
from tests.world import NOON, World

ROOT = Path(__file__).resolve().parents[3]
PEOPLE = "کد,نام و نام خانوادگی,موبایل,تاریخ تولد\n1,سارا محمدي,۰۹۱۲۱۲۳۴۵۶۷,1370/2/3\n2,رضا کریمی,09121112233,\n"
COLUMNS = {"نام و نام خانوادگی": "full_name", "موبایل": "phone", "تاریخ تولد": "birth_date"}


@pytest.fixture
def crm(world: World) -> System:
    return make_system("crm", world.organisation)


def importer_of(path: Path, system: System, *, key: str = "کد", columns: dict[str, str] | None = None, **further: Any) -> FileOfRecords:
    chosen = COLUMNS if columns is None else columns
    actions.save_mapping(actor=SYSTEM, system=system, entity="person", key_column=key, columns=chosen, at=NOON)
    return FileOfRecords(
        path,
        name=path.name,
        system=system,
        entity="person",
        key_column=key,
        columns=chosen,
        actor=SYSTEM,
        at=NOON,
        today=NOON.date(),
        **further,
    )


def taken(path: Path, system: System, **further: Any) -> Report:
    return run_import(importer_of(path, system, **further))


def written(folder: Path, content: str | bytes, name: str = "crm.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def said(report: Report, language: str = "en") -> list[tuple[int, str, str]]:
    with override(language):
        return [(problem.line, problem.column, problem.said_reason()) for problem in report.problems]


def known() -> list[tuple[str, str, Any]]:
    return [(record.key, record.name, record.values.get("phone")) for record in SourceRecord.objects.order_by("key")]


BOTH = [("1", "سارا محمدي", "۰۹۱۲۱۲۳۴۵۶۷"), ("2", "رضا کریمی", "09121112233")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_any_encoding_is_read(crm: System, tmp_path: Path, encoding: str) -> None:
    report = taken(written(tmp_path, PEOPLE.encode(encoding)), crm)

    assert (report.problems, known()) == ((), BOTH)
    assert SourceVersion.objects.get(record__key="1").payload["تاریخ تولد"] == "1370/2/3"


def test_what_windows_1256_holds_is_read_as_it_was_meant(crm: System, tmp_path: Path) -> None:
    text = PEOPLE.replace("۰۹۱۲۱۲۳۴۵۶۷", "09121234567").replace("ی", "ي")
    columns = {name.replace("ی", "ي"): field for name, field in COLUMNS.items()}

    report = taken(written(tmp_path, text.encode("cp1256")), crm, columns=columns)

    assert report.problems == ()
    assert [record.normal["birth"] for record in SourceRecord.objects.exclude(normal__birth=None)] == ["1991-04-23"]


def test_workbooks_and_json_lines_say_the_same(crm: System, tmp_path: Path) -> None:
    book = Workbook()
    for row in (line.split(",") for line in PEOPLE.splitlines()):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "crm.xlsx")
    assert (taken(tmp_path / "crm.xlsx", crm).problems, known()) == ((), BOTH)

    objects = [{"کد": 1, "نام و نام خانوادگی": "سارا محمدی", "موبایل": ["09121234567", "02188776655"]}, {"کد": 3, "موبایل": None}]
    path = written(tmp_path, "\n".join(json.dumps(one, ensure_ascii=False) for one in objects), "crm.jsonl")
    columns = {name: field for name, field in COLUMNS.items() if field != "birth_date"}
    report = taken(path, crm, columns=columns)

    assert (report.problems, report.counts["records"]) == ((), {"new": 1, "changed": 1, "unchanged": 0})
    assert known()[0] == ("1", "سارا محمدی", ["09121234567", "02188776655"])


def test_the_same_file_again_changes_nothing_and_a_dry_run_nothing_at_all(crm: System, tmp_path: Path) -> None:
    path = written(tmp_path, PEOPLE)
    assert run_import(importer_of(path, crm), dry_run=True).counts["records"] == {"new": 2, "changed": 0, "unchanged": 0}
    assert SourceRecord.objects.count() == 0

    taken(path, crm)
    again = taken(path, crm)

    assert (again.counts["records"], again.applied_count) == ({"new": 0, "changed": 0, "unchanged": 2}, 0)
    assert (SourceVersion.objects.count(), Entry.objects.filter(name="identity.RecordsReceived").count()) == (2, 1)


BAD = """کد,نام و نام خانوادگی,موبایل,تاریخ تولد,کد ملی 1,کد ملی 2
,بی کلید,09120000000,,,
1,اولی,,,,
1,دومی,,,,
2,%s,,,,
3,قمری,,12 رمضان 1412,,
4,آینده,,1447/05/12,,
5,نامعلوم,,روز خوب,,
6,دو شماره,,,0013542419,0084575948
""" % ("ن" * 10_000)


def test_bad_rows_are_named_by_line_and_column_and_nothing_is_kept(crm: System, tmp_path: Path) -> None:
    columns = {**COLUMNS, "کد ملی 1": "national_id", "کد ملی 2": "national_id"}

    report = taken(written(tmp_path, BAD), crm, columns=columns)

    assert said(report) == [
        (2, "کد", "“کد” is missing."),
        (4, "", "The key 1 was there before, in line 3."),
        (5, "نام و نام خانوادگی", "This is longer than 300 characters."),
        (6, "تاریخ تولد", "“12 رمضان 1412” is a day of the lunar calendar."),
        (7, "تاریخ تولد", "“1447/05/12” is yet to come. Is it of the lunar calendar?"),
        (8, "تاریخ تولد", "“روز خوب” is no day, or not a clear one."),
        (9, "کد ملی 1", "There are two numbers of which everybody has one: 0013542419, 0084575948."),
    ]
    assert (SourceRecord.objects.count(), Customer.objects.count(), ImportRow.objects.count()) == (0, 0, 0)


def test_what_is_wrong_is_said_in_the_language_of_who_reads(crm: System, tmp_path: Path) -> None:
    report = taken(written(tmp_path, BAD), crm)
    assert said(report, "fa")[:2] == [(2, "کد", "«کد» نیست."), (4, "", "کلید 1 پیش‌تر در سطر 3 آمده است.")]
    assert {words[:4] for _line, _column, words in said(report, "fa")} != {words[:4] for _line, _column, words in said(report)}


def test_a_column_that_is_gone_is_named(crm: System, tmp_path: Path) -> None:
    report = taken(written(tmp_path, PEOPLE.replace("موبایل", "همراه")), crm)

    assert said(report) == [(1, "موبایل", "The column “موبایل”, which was chosen for this system, is not in the file.")]
    assert SourceRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b'{"a": 1}\n{"a": ', 2, "This line is no JSON"),
        (b'{"a": 1}\n[1]', 2, "This line holds no object."),
        (b'{"a": "' + b"x" * 1_000_001 + b'"}', 1, "This line is longer than 1000000 characters."),
        (b'{"a": 1}\n' + b"[" * 100_000, 2, "This line is no JSON"),
        (b"a,b\n1,2,3\n", 2, "This row has more cells than there are headers."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 0, "This is no table"),
    ],
)
def test_what_is_no_table_is_refused_where_it_ends(crm: System, tmp_path: Path, content: bytes, line: int, words: str) -> None:
    report = taken(written(tmp_path, content, "x"), crm, key="a", columns={"a": "full_name"})

    [(where, _column, reason)] = said(report)
    assert (where, reason[: len(words)]) == (line, words)
    assert SourceRecord.objects.count() == 0


def test_columns_are_guessed_and_what_was_chosen_is_offered_again(crm: System, tmp_path: Path) -> None:
    path = written(tmp_path, PEOPLE.replace("کد", "شناسه مشتری"))
    headers = list(rows.headers_of(path, name="x"))
    samples = rows.first_payloads(path, name="x", count=10)

    assert suggested(crm, "person", headers, samples) == ("شناسه مشتری", COLUMNS)
    actions.save_mapping(actor=SYSTEM, system=crm, entity="person", key_column="موبایل", columns={"موبایل": "phone"}, at=NOON)
    assert suggested(crm, "person", headers, samples) == ("موبایل", {"موبایل": "phone"})


@pytest.mark.parametrize(
    ("headers", "samples", "key"),
    [
        (["name", "no"], [{"name": "a", "no": "1"}, {"name": "b", "no": "2"}], "no"),
        (["name", "id"], [{"name": "a", "id": "1"}, {"name": "b", "id": "1"}], "name"),
        (["name", "id"], [{"name": "a", "id": "1"}, {"name": "a"}], "id"),
        (["name", "at"], [{"name": "a", "at": "1"}, {"name": "a"}], ""),
    ],
)
def test_the_key_is_what_tells_all_rows_apart(headers: list[str], samples: Sequence[dict[str, str]], key: str) -> None:
    assert guess_key(headers, samples) == key


def test_headers_are_told_apart() -> None:
    assert rows.told_apart(["phone", "", "phone", "", "phone"]) == ["phone", "column 2", "phone (2)", "column 4", "phone (3)"]
    assert read_columns(["phone (2)"], [{}], entity="person") in ({}, {"phone (2)": "phone"})


@pytest.mark.django_db(transaction=True)
def test_an_import_that_was_killed_leaves_no_half_record_and_is_gone_on_with(tmp_path: Path) -> None:
    found_organisation(name_fa="شرکت", at=NOON)
    system = make_system("crm", organisation())
    lines = [f"{number},نام {number},0912{number:07},\n" for number in range(40)]
    path = written(tmp_path, PEOPLE.splitlines(keepends=True)[0] + "".join(lines))
    importer_of(path, system)
    settings = connection.settings_dict
    url = f"postgresql:///{settings['NAME']}?host={settings['HOST']}&port={settings['PORT']}&user={settings['USER']}&password={settings['PASSWORD']}"
    environ = {**os.environ, "HAMSOO_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "hamsoo.identity.tests.import_then_die", str(path), str(system.pk), "25"]
    with subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.send_signal(signal.SIGKILL)
    cut_off = ImportRun.objects.get()
    kept = SourceRecord.objects.count()
    assert (cut_off.state, kept % 7, 0 < kept < 40) == (ImportRun.State.APPLYING, 0, True)
    assert Customer.objects.count() == SourceVersion.objects.count() == kept
    assert set(SourceRecord.objects.values_list("pk", flat=True)) == set(BlockingKey.objects.values_list("record", flat=True))

    report = run_import(importer_of(path, system))

    assert (report.is_resumed, report.run_id, report.applied_count) == (True, cut_off.pk, 40)
    assert (SourceRecord.objects.count(), Customer.objects.count(), SourceVersion.objects.count()) == (40, 40, 40)
    settle()
    assert Line.objects.count() == Entry.objects.count()
    assert not SourceRecord.objects.filter(is_due=True).exists()
