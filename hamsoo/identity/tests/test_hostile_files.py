"""Files that were made to do harm, or by a program that went wrong: refused with what is wrong in them, or read as they are."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hamsoo.identity.importers import files
from hamsoo.identity.models import RecordFile, SourceRecord, System
from hamsoo.identity.tests.records import make_system
from hamsoo.kernel.imports import Unreadable
from hamsoo.people.models import Person
from tests.world import NOON, World

Browse = Callable[[Person | None], Client]


@pytest.fixture
def crm(world: World) -> System:
    return make_system("crm", world.organisation)


def upload(admin: Person, crm: System, name: str, content: bytes) -> RecordFile:
    return files.upload(actor=admin, system=crm, entity="person", name=name, content=SimpleUploadedFile(name, content), at=NOON)


def carried_out(admin: Person, file: RecordFile, **columns: str) -> RecordFile:
    """Have a file checked, and taken over where nothing is wrong with it."""
    files.choose(actor=admin, file=file, key_column="key", columns={"full_name": "full_name", **columns}, at=NOON)
    for apply in (False, True):
        file = files.begin(actor=admin, file=RecordFile.objects.get(), apply=apply)
        files.carry_out(file=file, at=NOON)
        if file.state != RecordFile.State.CHECKED:
            break
    return file


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("half.jsonl", b'{"key": "1", "full_name": "\\ud800"}'),
        ("half-a-column.jsonl", b'{"key": "1", "full_name\\ud800": "x"}'),
        ("no-number.jsonl", b'{"key": "1", "full_name": NaN}'),
        ("endless.jsonl", b'{"key": "1", "full_name": 1e999}'),
        ("columns.jsonl", json.dumps({f"c{number}": 1 for number in range(201)}).encode()),
        ("column.jsonl", json.dumps({"k" * 201: 1}).encode()),
        ("column.csv", f"{'k' * 201},full_name\n1,x".encode()),
    ],
)
def test_what_cannot_be_kept_is_refused_at_once(admin: Person, crm: System, name: str, content: bytes) -> None:
    with pytest.raises(Unreadable):
        upload(admin, crm, name, content)
    assert RecordFile.objects.count() == 0


def test_nul_is_left_out_wherever_it_stands(browse: Browse, admin: Person, crm: System) -> None:
    file = upload(admin, crm, "nul.jsonl", b'{"key": "1\\u0000", "full\\u0000_name": "a\\u0000b", "city": "\\\\u0000"}')

    assert (sorted(file.headers), carried_out(admin, file, city="city").state) == (["city", "full_name", "key"], RecordFile.State.DONE)
    record = SourceRecord.objects.get()
    assert (record.key, record.name, record.values["city"]) == ("1", "ab", "\\u0000")
    assert browse(admin).get(record.get_absolute_url()).status_code == 200


def test_nul_in_the_key_of_a_table_is_left_out(admin: Person, crm: System) -> None:
    """What is looked at to tell the encoding is the beginning of a file."""
    padding = b"".join(b"%d,%s\n" % (number, b"x" * 90) for number in range(800))

    file = carried_out(admin, upload(admin, crm, "nul.csv", b"key,full_name\n" + padding + b"9\x00999,Nul\n"))

    assert (file.state, list(SourceRecord.objects.filter(name="Nul").values_list("key", flat=True))) == (RecordFile.State.DONE, ["9999"])


@pytest.mark.parametrize("further", [{"blob": "y" * 100_000}, {"blob": ["y" * 50_000, "z" * 50_000]}])
def test_a_row_that_is_too_long_is_named_before_anything_is_kept(admin: Person, crm: System, further: dict[str, Any]) -> None:
    rows = [{"key": "1", "full_name": "x"}, {"key": "2", "full_name": "y", **further}]

    file = carried_out(admin, upload(admin, crm, "long.jsonl", "\n".join(map(json.dumps, rows)).encode()))

    assert (file.state, [(problem["line"], problem["values"]["count"]) for problem in file.problems]) == ("failed", [(2, 100_000)])
    assert SourceRecord.objects.count() == 0
