"""`hamsoo import`: exit codes, and what is said where."""

from pathlib import Path

import pytest

from hamsoo.ledger.models import Entry, Pending
from hamsoo.questions.tests import dumps
from hamsoo.site.tests.terminal import Run


@pytest.mark.django_db(transaction=True)
def test_import_says_what_was_new_and_brings_the_readers_up_to_date(process: Run, tmp_path: Path) -> None:
    done = process("import", "stackexchange", dumps.small(tmp_path / "dump"))

    assert done.returncode == 0, done.stderr
    rows = [line.replace("│", " ").split() for line in done.stdout.splitlines()]
    assert ["answers", "3", "0", "0"] in rows
    assert ["accepted", "answers", "1", "0", "0"] in rows
    assert (Entry.objects.count(), Pending.objects.count()) == (11, 0)


@pytest.mark.django_db(transaction=True)
def test_import_of_a_broken_dump_says_where_and_why(hamsoo: Run, tmp_path: Path) -> None:
    folder = dumps.write(tmp_path / "dump", posts=[dumps.answer(2, 99, 7)], users=[dumps.user(7)])

    english, persian = hamsoo("import", "stackexchange", folder), hamsoo("import", "stackexchange", folder, "--language", "fa")

    assert (english.returncode, persian.returncode) == (1, 1)
    (said,) = [line for line in english.stdout.splitlines() if "Posts.xml" in line]
    assert [part.strip() for part in said.split("│")[1:4]] == ["Posts.xml", "3", "ParentId"]
    assert "“ParentId” names 99, which is not there." in said
    assert "Nothing was changed." in english.stdout
    assert "وجود ندارد" in persian.stdout
    assert not Entry.objects.exists()


@pytest.mark.parametrize("arguments", [("/nowhere",), (".", "--site", "Not Short!"), (".", "--language", "de"), ()])
def test_wrong_use_is_refused(hamsoo: Run, arguments: tuple[str, ...]) -> None:
    assert hamsoo("import", "stackexchange", *arguments).returncode == 2
