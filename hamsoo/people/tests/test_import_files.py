"""People from files: what is taken over, what is refused with line, column and cure, and that twice changes nothing."""

import csv
import io
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import translation
from openpyxl import Workbook

from hamsoo.kernel.imports import Report, excel, report, run_import, tables
from hamsoo.ledger.models import Entry
from hamsoo.people import actions
from hamsoo.people.importers import fields
from hamsoo.people.importers.people import FileOfPeople
from hamsoo.people.importers.planning import Choices
from hamsoo.people.models import Person, RecordSource, Unit
from tests.world import NOON

TODAY = date(2026, 11, 21)
HEADERS = ["شماره پرسنلی", "نام و نام خانوادگی", "نام لاتین", "واحد", "مدیر", "سمت", "ایمیل", "تلفن", "تاریخ استخدام"]
LEILA = ["1001", "ليلا كاظمي", "Leila Kazemi", "عملیات", "", "مدیر عملیات", "Leila@RayanPayam.example", "۰۲۱-۸۸۱۲ (۱۲۰)", "1398/2/15"]
OMID = ["1002", "امید راد", "Omid Rad", "عملیات / انبار", "1001", "انباردار", "omid@rayanpayam.example", "", "2020-05-01"]


def text_of(*rows: list[str], separator: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([HEADERS, *rows])
    return out.getvalue()


def importer_of(path: Path, choices: Choices | None = None, **given: object) -> FileOfPeople:
    headers = list(tables.first_lines(path, name=path.name, count=0)[0].cells)
    actor = given.pop("actor")
    return FileOfPeople(
        path,
        name=path.name,
        headers=headers,
        columns=given.pop("columns", None) or fields.guess(headers),
        choices=choices or Choices(),
        actor=actor,
        at=given.pop("at", NOON),
        today=TODAY,
    )


def taken(
    tmp_path: Path,
    content: bytes | str,
    *,
    actor: Person,
    dry_run: bool = False,
    choices: Choices | None = None,
    at: datetime = NOON,
) -> tuple[Report, FileOfPeople]:
    path = tmp_path / "p.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    importer = importer_of(path, choices, actor=actor, at=at)
    return run_import(importer, dry_run=dry_run), importer


def said(found: Report) -> list[tuple[int, str, str, str]]:
    return [(problem.line, problem.column, problem.said_reason(), problem.said_fix()) for problem in found.problems]


def test_people_units_and_managers_are_taken_over(tmp_path, admin):
    found, importer = taken(tmp_path, text_of(OMID, LEILA), actor=admin)
    assert (found.succeeded, importer.counts) == (
        True,
        {"joined": 2, "changed": 0, "left": 0, "same": 0, "missing": len(importer.missing), "units": 2, "customers": 0},
    )
    leila, omid = Person.objects.get(code="1001"), Person.objects.get(code="1002")
    assert (leila.name_fa, leila.name_en, leila.mail) == ("لیلا کاظمی", "Leila Kazemi", "leila@rayanpayam.example")
    assert (leila.phone, leila.joined_on, leila.position_fa) == ("021-8812 (120)", date(2019, 5, 5), "مدیر عملیات")
    assert leila.account is not None
    assert (leila.account.email, leila.account.has_usable_password()) == ("leila@rayanpayam.example", False)
    assert (omid.manager, omid.unit.name_fa, omid.unit.parent) == (leila, "انبار", leila.unit)
    assert (omid.assignments.get().from_on, omid.assignments.get().manager) == (date(2020, 5, 1), leila)
    assert RecordSource.objects.get(person=omid, field="unit").source == "file"
    joined = Entry.objects.filter(name="people.PersonJoined", payload__person_id=omid.pk).get()
    assert (joined.channel, joined.actor_id) == ("import", admin.pk)


def test_the_same_file_twice_changes_nothing(tmp_path, admin):
    taken(tmp_path, text_of(LEILA, OMID), actor=admin)
    facts = Entry.objects.count()
    found, importer = taken(tmp_path, text_of(LEILA, OMID), actor=admin)
    assert (found.applied_count, importer.counts["same"], Entry.objects.count()) == (0, 2, facts)


def test_what_was_changed_by_hand_is_put_right_by_the_next_file(tmp_path, admin):
    taken(tmp_path, text_of(LEILA, OMID), actor=admin)
    for day in (1, 2):
        at = NOON + timedelta(days=day)
        actions.change_record(actor=admin, person=Person.objects.get(code="1002"), changes={"position_fa": "راننده"}, at=at)
        _found, importer = taken(tmp_path, text_of(LEILA, OMID), actor=admin, at=at)
        assert (importer.counts["changed"], Person.objects.get(code="1002").position_fa) == (1, "انباردار")


def test_a_dry_run_counts_and_changes_nothing(tmp_path, admin, sara):
    facts = Entry.objects.count()
    found, importer = taken(tmp_path, text_of(LEILA, OMID), actor=admin, dry_run=True)
    assert (found.succeeded, importer.counts["joined"], importer.counts["units"], importer.counts["missing"]) == (True, 2, 2, 2)
    assert importer.missing == ["رضا کریمی (reza)", "سارا محمدی (sara)"]
    assert (Entry.objects.count(), Person.objects.filter(code="1001").exists()) == (facts, False)


def test_a_change_touches_only_what_the_file_says(tmp_path, admin, sara):
    content = "کد پرسنلی;واحد;سمت;تلفن\nsara;Finance;کارشناس ارشد;-\n"
    Person.objects.filter(pk=sara.pk).update(phone="2932")
    _found, importer = taken(tmp_path, content, actor=admin)
    changed = Person.objects.get(pk=sara.pk)
    assert (importer.counts["changed"], changed.position_fa, changed.phone, changed.unit.code) == (1, "کارشناس ارشد", "", "finance")
    assert (changed.name_en, changed.manager_id) == ("Sara Mohammadi", sara.manager_id)
    entry = Entry.objects.filter(name="people.PersonRecordChanged").latest("id")
    assert sorted(entry.payload["fields"]) == ["phone", "position_fa", "unit"]


def test_who_is_missing_leaves_only_if_chosen_and_never_who_imports(tmp_path, admin, sara, reza):
    content = text_of(LEILA, ["reza", *LEILA[1:4], "", "", "reza@rayanpayam.example", "", ""])
    _found, importer = taken(tmp_path, content, actor=admin)
    assert (importer.counts["missing"], importer.counts["left"], Person.objects.get(pk=sara.pk).is_active) == (1, 0, True)
    _found, importer = taken(tmp_path, content, actor=admin, choices=Choices(missing_leave=True))
    assert (importer.counts["left"], Person.objects.get(pk=sara.pk).left_on, Person.objects.get(pk=admin.pk).is_active) == (1, TODAY, True)


def test_a_leaver_comes_back_when_a_file_has_them_again(tmp_path, admin):
    taken(tmp_path, text_of(LEILA), actor=admin)
    gone = text_of(LEILA).replace("تاریخ استخدام", "تاریخ خروج").replace("1398/2/15", "1405/8/1")
    _found, importer = taken(tmp_path, gone, actor=admin)
    assert (importer.counts["left"], Person.objects.get(code="1001").left_on) == (1, date(2026, 10, 23))
    _found, importer = taken(tmp_path, text_of(LEILA), actor=admin)
    back = Person.objects.get(code="1001")
    assert (importer.counts["joined"], back.is_active, back.account.is_active) == (1, True, True)


def test_many_do_not_leave_unless_that_is_said(tmp_path, admin, world):
    everybody = "code,name\n" + "".join(f"p{number},Person {number}\n" for number in range(30))
    taken(tmp_path, everybody, actor=admin)
    few = "code,name\n" + "".join(f"p{number},Person {number}\n" for number in range(12))
    found, _importer = taken(tmp_path, few, actor=admin, choices=Choices(missing_leave=True))
    assert said(found) == [
        (0, "", "18 of 31 people are missing from the source and would leave.", "If the source is whole, say that so many may leave.")
    ]
    assert Person.objects.active().count() == 31
    found, _importer = taken(tmp_path, few, actor=admin, choices=Choices(missing_leave=True, allows_many=True))
    assert (found.succeeded, Person.objects.active().count()) == (True, 13)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-16-le", "\t"), ("utf-16-be", ","), ("cp1256", ";"), ("cp1256", ",")],
)
def test_every_encoding_and_separator_of_the_office(tmp_path, admin, encoding, separator):
    # Windows-1256 has no Persian kaf and yeh of their own: offices type the Arabic ones.
    content = text_of(LEILA, separator=separator).replace("ی", "ي").replace("۰۲۱-۸۸۱۲ (۱۲۰)", "8812").encode(encoding)
    found, _importer = taken(tmp_path, content, actor=admin)
    assert found.succeeded, said(found)
    assert Person.objects.get(code="1001").name_fa == "لیلا کاظمی"


BAD_ROWS = [
    (["", *LEILA[1:]], 2, "شماره پرسنلی", "The personnel number is missing.", "Give every person their number."),
    (
        ["12/3", *LEILA[1:]],
        2,
        "شماره پرسنلی",
        "“12/3” is no personnel number.",
        "Use up to 60 Latin letters, digits, hyphens and underscores.",
    ),
    ([*LEILA[:1], "", "", *LEILA[3:]], 2, "نام و نام خانوادگی", "The name is missing.", "Everybody who is new needs a name."),
    (
        [*LEILA[:4], "9999", *LEILA[5:]],
        2,
        "مدیر",
        "The manager “9999” is neither in the file nor on record.",
        "Add this person to the file, or correct the manager.",
    ),
    ([*LEILA[:4], "1001", *LEILA[5:]], 2, "مدیر", "Nobody reports to themselves.", "Name another manager, or write a dash for none."),
    (
        [*LEILA[:6], "leila at home", *LEILA[7:]],
        2,
        "ایمیل",
        "“leila at home” is no e-mail address.",
        "Write it like sara@example.ir, or leave the cell empty.",
    ),
    (
        [*LEILA[:6], "sara@rayanpayam.example", *LEILA[7:]],
        2,
        "ایمیل",
        "The address sara@rayanpayam.example is that of سارا محمدی (sara).",
        "Correct the address, or the personnel number.",
    ),
    (
        [*LEILA[:6], "mina@customer.example", *LEILA[7:]],
        2,
        "ایمیل",
        "Somebody who is no colleague signs in with mina@customer.example.",
        "Use the address that the company gave.",
    ),
    (
        [*LEILA[:8], "1404/13/1"],
        2,
        "تاریخ استخدام",
        "“1404/13/1” is no day, or not a clear one.",
        "Write it like 1405/8/30 or 2026-11-21.",
    ),
    (
        [LEILA[0], '=HYPERLINK("http://bad.example")', *LEILA[2:]],
        2,
        "نام و نام خانوادگی",
        '“=HYPERLINK("http://bad.example")” is a formula or its error, not a value.',
        "Copy the column, paste it as values and export again.",
    ),
    ([LEILA[0], "ل" * 121, *LEILA[2:]], 2, "نام و نام خانوادگی", "This is longer than 120 characters.", "Shorten it."),
]


@pytest.mark.parametrize(("row", "line", "column", "reason", "fix"), BAD_ROWS)
def test_a_bad_row_is_named_with_column_and_cure(tmp_path, admin, sara, mina, row, line, column, reason, fix):
    facts = Entry.objects.count()
    found, _importer = taken(tmp_path, text_of(row, [*OMID[:4], "", *OMID[5:]]), actor=admin)
    assert said(found) == [(line, column, reason, fix)]
    assert (Entry.objects.count(), Person.objects.filter(code__in=["1001", "1002"]).exists()) == (facts, False)


def test_rows_contradict_one_another(tmp_path, admin):
    rows = [
        LEILA,
        [*LEILA[:6], "other@rayanpayam.example", *LEILA[7:]],
        ["1003", "الف", "", "", "1004", "", "omid@rayanpayam.example", "", ""],
        ["1004", "ب", "", "", "1005", "", "OMID@rayanpayam.example", "", ""],
        ["1005", "پ", "", "", "۱۰۰۳", "", "", "", ""],
    ]
    found, importer = taken(tmp_path, text_of(*rows), actor=admin)
    chain = "The managers go round in a circle: 1003 → 1004 → 1005 → 1003."
    one, fix = "Keep one of the two lines, or correct the number.", "Correct the manager of one of them."
    assert said(found) == [
        (3, "شماره پرسنلی", "Line 2 has the personnel number 1001 too.", one),
        (4, "مدیر", chain, fix),
        (5, "ایمیل", "Line 4 has the address omid@rayanpayam.example too.", "Give each person an address of their own, or leave it empty."),
        (5, "مدیر", chain, fix),
        (6, "مدیر", chain, fix),
    ]
    assert importer.counts["joined"] == 1
    assert not Person.objects.filter(code="1001").exists()


def test_a_circle_through_the_record_is_seen(tmp_path, admin, sara, reza):
    found, _importer = taken(tmp_path, "code,manager\nreza,sara\n", actor=admin)
    assert said(found)[0][:3] == (2, "manager", "The managers go round in a circle: reza → sara → reza.")


def test_lines_are_turned_round_without_a_circle(tmp_path, admin, sara, reza):
    found, _importer = taken(tmp_path, "code,manager\nreza,sara\nsara,-\n", actor=admin)
    assert found.succeeded, said(found)
    assert (Person.objects.get(pk=reza.pk).manager, Person.objects.get(pk=sara.pk).manager) == (sara, None)


def test_managers_are_named_by_number_address_or_name(tmp_path, admin, sara, reza):
    rows = "code,name,manager\n7,Omid Rad,Sara Mohammadi\n8,Leila Kazemi,SARA@rayanpayam.example\n9,Ali Omidi,omid rad\n"
    found, _importer = taken(tmp_path, rows, actor=admin)
    assert found.succeeded, said(found)
    assert [person.manager.code for person in Person.objects.filter(code__in=["7", "8", "9"]).order_by("code")] == ["sara", "sara", "7"]


def test_unknown_units_are_refused_by_choice(tmp_path, admin):
    found, _importer = taken(tmp_path, text_of([*OMID[:4], "", *OMID[5:]]), actor=admin, choices=Choices(creates_units=False))
    assert said(found) == [
        (2, "واحد", "There is no unit “عملیات / انبار”.", "Correct its name, create it, or let unknown units be created.")
    ]
    assert not Unit.objects.filter(name_fa="انبار").exists()


def test_an_unclear_unit_is_refused(tmp_path, admin):
    taken(tmp_path, "code,name,unit\n1,A,North / Sales\n2,B,South / Sales\n", actor=admin)
    found, _importer = taken(tmp_path, "code,name,unit\n3,C,sales\n", actor=admin)
    assert said(found) == [(2, "unit", "Several units are called “sales”.", "Write the way from the top, as “Sales / North”.")]


BAD_FILES = [
    (b"", 0, "The table is empty."),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", 0, "This is no table: the file holds something else than text."),
    ("code,name\n1,Zoë\n".encode("latin-1"), 0, "The encoding of this file is not known."),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "This is a workbook of an Excel before 2007 (.xls)."),
    (b'code,name\n1,"Sara\n2,Reza\n', 2, "This row cannot be read: unexpected end of data"),
    (b'code,name\n1,Sara\n2,"Re"za"\n', 3, "This row cannot be read: ',' expected after '\"'"),
    (b"PK\x03\x04" + b"\x00" * 100, 0, "The workbook is damaged or incomplete."),
]


@pytest.mark.parametrize(("content", "line", "reason"), BAD_FILES)
def test_what_is_no_table_is_refused(tmp_path, content, line, reason):
    path = tmp_path / "people"
    path.write_bytes(content)
    with pytest.raises(tables.Unreadable) as refusal:
        list(tables.lines_of(path, name="people", meter=lambda _bytes: None))
    assert (refusal.value.problem.line, refusal.value.problem.said_reason()) == (line, reason)


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "people.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024**2)
    with pytest.raises(tables.Unreadable) as refusal:
        tables.first_lines(path, name="people.csv", count=0)
    assert refusal.value.problem.said_reason() == "The file is larger than 100 MB."


def workbook(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    hidden = book.create_sheet("notes", 0)
    hidden.append(["nothing"])
    hidden.sheet_state = "hidden"
    for row in rows:
        book.worksheets[1].append(row)
    book.save(path)
    return path


def test_a_workbook_is_read_by_its_values(tmp_path, admin):
    rows = [["کد", "نام کامل", "تاریخ استخدام", "سطح"], [1001.0, "ليلا كاظمي", date(2019, 5, 5), 3], [None, None, None, None]]
    path = workbook(tmp_path / "p.xlsx", *rows)
    found = run_import(importer_of(path, actor=admin))
    assert found.succeeded, said(found)
    leila = Person.objects.get(code="1001")
    assert (leila.name_fa, leila.joined_on, leila.level) == ("لیلا کاظمی", date(2019, 5, 5), 3)


def test_a_truncated_workbook_is_refused(tmp_path):
    path = workbook(tmp_path / "p.xlsx", ["code", "name"], *[[number, f"Person {number}"] for number in range(500)])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(tables.Unreadable) as refusal:
        list(tables.lines_of(path, name="p.xlsx", meter=lambda _bytes: None))
    assert refusal.value.problem.said_reason() == "The workbook is damaged or incomplete."


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = workbook(tmp_path / "p.xlsx", ["code"], [1])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet9.xml", "w") as part:
        for _block in range(excel.MOST_UNPACKED // 2**20 + 1):
            part.write(b" " * 2**20)
    assert path.stat().st_size < 2**20
    with pytest.raises(tables.Unreadable) as refusal:
        tables.first_lines(path, name="p.xlsx", count=0)
    assert refusal.value.problem.said_reason() == "The workbook unpacks to more than 200 MB."


def test_entities_of_a_workbook_are_never_expanded(tmp_path):
    whole, path = workbook(tmp_path / "w.xlsx", ["code"], [1]), tmp_path / "p.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("workbook.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + content
            target.writestr(name, content)
    with pytest.raises(tables.Unreadable) as refusal:
        tables.first_lines(path, name="p.xlsx", count=0)
    assert refusal.value.problem.said_reason() == "A document type (<!DOCTYPE …>) is not allowed here."


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (HEADERS, ["code", "name", "name_en", "unit", "manager", "position", "mail", "phone", "joined_on"]),
        (["Employee ID", "First Name", "Last Name", "Department", "Reports To", "Job Title", "E-mail"],
         ["code", "first_name", "last_name", "unit", "manager", "position", "mail"]),
        (["كد پرسنلي", "نام", "نام خانوادگی", "پست سازمانی"], ["code", "first_name", "last_name", "position"]),
        (["کد", "نام", "شعر"], ["code", "name", None]),
    ],
)  # fmt: skip
def test_columns_are_guessed_from_their_headers(headers, expected):
    found = fields.guess(headers)
    assert [found.get(column) for column in range(len(headers))] == expected


def test_the_report_is_never_a_formula(tmp_path, admin):
    _found, importer = taken(tmp_path, "code,name,mail\n1,A,=1+1\n2,B,no\n", actor=admin)
    lines = list(csv.reader(io.StringIO(report.as_csv(importer.flaws).removeprefix("\ufeff"))))
    assert lines[1][:4] == ["p.csv", "2", "mail", "“=1+1” is a formula or its error, not a value."]
    assert report.harmless("=1+1") == "'=1+1"
    assert len(lines) == 3


def test_a_unit_is_also_known_by_its_code(tmp_path, admin, world):
    actions.create_unit(actor=admin, code="hr", name_fa="منابع انسانی", name_en="People", at=NOON)
    row = [*LEILA[:3], "HR", *LEILA[4:]]
    found, importer = taken(tmp_path, text_of(row), actor=admin)
    assert (found.succeeded, importer.counts["units"], Person.objects.get(code="1001").unit.code) == (True, 0, "hr")
    # A name wins over another unit's code, and a way from the top is made of names.
    named = actions.create_unit(actor=admin, code="people-2", name_fa="hr", at=NOON)
    found, importer = taken(tmp_path, text_of(row), actor=admin)
    assert (found.succeeded, Person.objects.get(code="1001").unit_id) == (True, named.pk)
