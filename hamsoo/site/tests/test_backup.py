"""Backups: a drill from one data folder into another, and everything that must not be restored."""

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection

from hamsoo import __version__
from hamsoo.cases import actions as cases
from hamsoo.cases.tests.contacts import correspondence, mailbox, wrote
from hamsoo.ledger.projections import projections, rebuild
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from hamsoo.questions import actions as questions
from hamsoo.site.backup import archive, database, making, restoring
from hamsoo.site.backup.archive import BrokenArchive, Manifest, Writer, verify
from hamsoo.site.services.errors import InUse, ServiceError
from hamsoo.social import actions as social
from tests.world import NOON, PASSWORD, World

DERIVED = {"ledger_bookmark", "ledger_line", "ledger_pending", "ledger_entry"}
"""Tables that go on while the drill runs; each is compared in its own way."""


def url_of(name: str) -> str:
    given = connection.settings_dict
    host = given["HOST"] or given["OPTIONS"].get("host", "")
    return f"postgresql://{given['USER']}@/{name}?host={quote(host, safe='')}&port={given['PORT']}"


@pytest.fixture
def here(transactional_db: None) -> str:
    """The address of the database that the test writes to."""
    return url_of(connection.settings_dict["NAME"])


@pytest.fixture
def there(here: str) -> Iterator[str]:
    """The address of an empty database beside it."""
    name = f"{connection.settings_dict['NAME']}_there"
    with psycopg.connect(here, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
        yield url_of(name)
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "people").mkdir(parents=True)
    (folder / "people" / "عکس.png").write_bytes(b"\x89PNG" + bytes(range(256)) * 70)
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture
def lived(world: World, sara: Person, reza: Person, nima: Person) -> None:
    """Let the organisation do something, up to the end of all projections; Sara has a password."""
    assert sara.account
    # As a process that is no test hashes it: such a one lets her in afterwards.
    sara.account.password = Argon2PasswordHasher().encode(PASSWORD, "a-grain-of-salt")
    sara.account.save()
    asked = questions.ask(actor=sara, title="Which limit holds?", body="سقف انتقال ۵۰۰ میلیون است؟", at=NOON)
    questions.answer(actor=nima, question=asked, body="The lower one.", at=NOON + timedelta(minutes=1))
    questions.send_request(actor=reza, expert=sara, question=asked, at=NOON + timedelta(minutes=2))
    social.publish(actor=reza, body="We moved.", space_ids=[world.organisation.pk], at=NOON + timedelta(minutes=3))
    settle()


def rows(url: str) -> dict[str, set[str]]:
    """Every row of every table as text; the identities that a rebuilt projection gives anew are left out."""
    found = {}
    with psycopg.connect(url) as reader:
        for (table,) in reader.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall():
            without = " - 'id'" if table in REBUILT else " - 'moved_at'" if table == "ledger_bookmark" else ""
            found[table] = {row for (row,) in reader.execute(f'SELECT (to_jsonb(t){without})::text FROM "{table}" t')}  # type: ignore[arg-type]
    return found


REBUILT = {"cases_answeruse", "cases_casedue", "notices_inboxitem", "social_feeditem", "timeline_facet", "timeline_moment"}


def hamsoo(*arguments: str, url: str, home: Path) -> subprocess.CompletedProcess[str]:
    own = {"HAMSOO_DATABASE_URL": url, "HAMSOO_HOME": str(home), "HAMSOO_LANGUAGE": "en", "HAMSOO_VALKEY_URL": settings.VALKEY_URL}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.alone
@pytest.mark.servers
def test_the_drill(lived: None, here: str, there: str, files: Path, tmp_path: Path) -> None:
    home, new_home, target = tmp_path, tmp_path / "new", tmp_path / "kept.tar.gz"
    before = rows(here)

    made = hamsoo("hamsoo", "backup", str(target), url=here, home=home)
    assert (made.returncode, made.stderr) == (0, "")
    assert target.stat().st_mode & 0o777 == 0o600
    again = hamsoo("hamsoo", "backup", str(target), url=here, home=home)
    assert (again.returncode, "exists already" in again.stderr) == (1, True)

    restored = hamsoo("hamsoo", "restore", str(target), url=there, home=new_home)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert "2 files" in restored.stdout
    after = rows(there)
    assert {table: found for table, found in after.items() if table not in DERIVED} == {
        table: found for table, found in before.items() if table not in DERIVED
    }
    new = {json.loads(row)["name"] for row in after["ledger_entry"] - before["ledger_entry"]}
    assert (before["ledger_entry"] - after["ledger_entry"], new) == (set(), {"site.BackupRestored"})
    assert after["ledger_line"] == before["ledger_line"]
    assert digests(new_home / "files") == digests(files)

    once_more = hamsoo("hamsoo", "restore", str(target), url=there, home=new_home)
    assert (once_more.returncode, "not empty: 3 accounts" in once_more.stderr) == (1, True)

    seen = hamsoo("hamsoo.site.tests.afterwards", url=there, home=new_home)
    assert seen.returncode == 0, seen.stderr
    end = len(before["ledger_line"])
    new = [[end + 1, "site.BackupRestored"], [end + 2, "people.SignedIn"], [end + 3, "questions.QuestionAsked"]]
    assert json.loads(seen.stdout) == {"entered": 302, "home": 200, "new": new, "found": True}


def digests(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def make(here: str, files: Path, target: Path) -> Manifest:
    return making.make(database_url=here, files=files, target=target, at=NOON, progress=lambda _count: None)


def test_a_backup_holds_one_instant(sara: Person, here: str, files: Path, tmp_path: Path) -> None:
    with database.instant(here) as now:
        questions.ask(actor=sara, title="Too late?", at=NOON)
        dump = b"".join(now.dump())
    assert now.counts["questions_question"] == 0
    assert b"Too late?" not in dump
    assert b"Sara Mohammadi" in dump


def test_the_manifest_tells_what_is_in_it(sara: Person, here: str, files: Path, tmp_path: Path) -> None:
    (files / "link").symlink_to("/etc/passwd")
    make(here, files, tmp_path / "a.tar.gz")
    with (tmp_path / "a.tar.gz").open("rb") as stream:
        manifest = verify(stream)
    assert (manifest.version, manifest.made_at, manifest.counts["people_person"]) == (__version__, NOON.isoformat(), 2)
    assert ["people", "0001_initial"] in manifest.migrations
    assert sorted(manifest.members) == ["database/00000", "files/empty.txt", "files/people/عکس.png", "hamsoo.json"]


def test_nothing_is_left_of_a_backup_that_failed(here: str, files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(ServiceError, match="cannot be written"):
        make(here, files, tmp_path / "missing" / "a.tar.gz")
    with pytest.raises(psycopg.OperationalError):
        make(f"{here}&dbname=nowhere", files, folder / "a.tar.gz")
    assert list(folder.iterdir()) == []


def tar_of(**contents: bytes) -> io.BytesIO:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for name, data in contents.items():
            entry = tarfile.TarInfo(name.replace("__", "/").replace("_dot_", "."))
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return stream


def small(*, end: bool = True) -> io.BytesIO:
    stream = io.BytesIO()
    with Writer(stream) as writer:
        writer.add_dump([b"PGDMP" * 4000])
        writer.add_file("a.txt", io.BytesIO(b"kept"), 4)
        if end:
            writer.finish(Manifest(__version__, NOON.isoformat(), 180006, [], {}))
    return stream


SIGN = b'{"hamsoo backup": 1}'


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        (io.BytesIO(b"no archive at all"), "no backup of Hamsoo"),
        (io.BytesIO(b""), "no backup of Hamsoo"),
        (io.BytesIO(gzip.compress(b"a text")), "no backup of Hamsoo"),
        (tar_of(files__a=b"1"), "no backup of Hamsoo"),
        (tar_of(hamsoo_dot_json=b"{}"), "no backup of Hamsoo"),
        (tar_of(hamsoo_dot_json=b'{"hamsoo backup": 2}'), "newer Hamsoo"),
        (tar_of(hamsoo_dot_json=SIGN, files__etc=b"1", manifest_dot_json=b"[]"), "damaged"),
        (tar_of(hamsoo_dot_json=SIGN, **{"files__..__..__etc": b"1"}), "which no backup holds"),
        (tar_of(hamsoo_dot_json=SIGN, __etc__passwd=b"1"), "which no backup holds"),
        (small(end=False), "its end is missing"),
        (io.BytesIO(small().getvalue()[:-20]), "not whole"),
        (io.BytesIO(small().getvalue()[:100]), "not whole"),
    ],
)
def test_what_is_no_whole_backup_is_refused(stream: io.BytesIO, message: str) -> None:
    with pytest.raises(BrokenArchive, match=message):
        verify(stream)


def test_one_changed_bit_is_found() -> None:
    whole = gzip.decompress(small().getvalue())
    position = whole.index(b"kept")
    changed = whole[:position] + b"kepT" + whole[position + 4 :]
    with pytest.raises(BrokenArchive, match=r"damaged: files/a\.txt"):
        verify(io.BytesIO(gzip.compress(changed)))


def test_a_backup_of_a_newer_hamsoo_is_refused() -> None:
    manifest = Manifest("9.0", NOON.isoformat(), 180006, [["people", "0001_initial"], ["people", "0099_wings"]], {})
    with pytest.raises(ServiceError, match=r"Hamsoo 9\.0.*people\.0099_wings"):
        restoring.ensure_known(manifest, migrations={("people", "0001_initial")})


def restore(stream: io.BufferedReader, manifest: Manifest, url: str, files: Path) -> None:
    restoring.replace_all(stream, manifest, database_url=url, files=files, progress=lambda _count: None)


def test_a_restore_that_fails_changes_nothing(
    sara: Person, here: str, there: str, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(here, files, tmp_path / "a.tar.gz")
    with psycopg.connect(there) as other:
        other.execute("CREATE TABLE precious AS SELECT 7 AS number")
    old = tmp_path / "old"
    old.mkdir()
    (old / "note.txt").write_text("old")
    with (tmp_path / "a.tar.gz").open("rb") as stream:
        manifest = verify(stream)
        whole = restoring._blocks
        monkeypatch.setattr(restoring, "_blocks", lambda *given: (block[: len(block) // 2] for block in whole(*given)))
        with pytest.raises(ServiceError, match=r"(pg_restore|psql) failed"):
            restore(stream, manifest, there, old)
    with psycopg.connect(there) as other:
        assert other.execute("SELECT number FROM precious").fetchone() == (7,)
        assert other.execute("SELECT to_regclass('people_person')").fetchone() == (None,)
    assert digests(old) == {"note.txt": hashlib.sha256(b"old").hexdigest()}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("old.")] == []


def test_a_database_in_use_is_not_replaced(here: str, there: str, files: Path, tmp_path: Path) -> None:
    make(here, files, tmp_path / "a.tar.gz")
    with psycopg.connect(there), (tmp_path / "a.tar.gz").open("rb") as stream, pytest.raises(InUse, match="1 connections"):
        restore(stream, verify(stream), there, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_rebuilding_gives_what_was_there(lived: None, world: World, sara: Person, admin: Person, here: str) -> None:
    cases.set_policy(actor=admin, scope="organisation", name_fa="همه", rank=1, first_minutes=60, at=NOON)
    mailbox(world.service)
    ready = cases.keep_answer(actor=sara, answer=None, title="Soon", text_en="Soon.", at=NOON)
    about = correspondence(world.service)
    case, contact = cases.open(actor=sara, unit=world.service, subject="Cancelled", correspondence=about, at=NOON), wrote(about)
    sent_at = NOON + timedelta(minutes=4)
    cases.reply_with(actor=sara, case=case, answer=ready, number=1, text="Soon.", answers_to=contact.pk, at=sent_at)
    cases.open(actor=sara, unit=world.service, subject="Renewed", at=NOON)
    settle()
    before = {table: found for table, found in rows(here).items() if table in REBUILT}
    assert sum(map(len, before.values())) > 4
    assert (len(before["cases_casedue"]), len(before["cases_answeruse"])) == (1, 1)
    for item in projections():
        rebuild(item)
    assert {table: found for table, found in rows(here).items() if table in REBUILT} == before


def test_an_unknown_projection_is_named(here: str, tmp_path: Path) -> None:
    asked = hamsoo("hamsoo", "rebuild", "finder.nothing", url=here, home=tmp_path)
    assert (asked.returncode, "no projection “finder.nothing”" in asked.stderr) == (1, True)


def test_archives_are_told_apart_by_their_first_member() -> None:
    assert [name for name, _content in archive.members(small())] == ["hamsoo.json", "database/00000", "files/a.txt", "manifest.json"]
