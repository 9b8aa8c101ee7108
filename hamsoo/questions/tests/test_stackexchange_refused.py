"""Dumps that are damaged, hostile or inconsistent: the place and the reason are said, and nothing is applied."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import translation

from hamsoo.kernel.imports import Problem, Report, run_import, xml
from hamsoo.kernel.models import ImportedThing, ImportRow, ImportRun
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person
from hamsoo.questions.importers.stackexchange import StackExchange
from hamsoo.questions.models import Question
from hamsoo.questions.tests import dumps
from hamsoo.questions.tests.dumps import answer, question, user
from tests.world import NOON, World

POSTS, USERS = "Posts.xml", "Users.xml"
BOMB = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE posts [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Have problems said in English."""
    with translation.override("en"):
        yield


def place(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.column


@pytest.fixture
def refused(world: World, tmp_path: Path) -> Callable[[], Report]:
    """Import the dump in `tmp_path / "dump"`, and see that it is refused and nothing has changed."""

    def run() -> Report:
        facts, people = Entry.objects.count(), Person.objects.count()
        report = run_import(StackExchange(tmp_path / "dump", at=NOON))
        assert not report.succeeded
        assert (Entry.objects.count(), Person.objects.count(), Question.objects.count()) == (facts, people, 0)
        assert not ImportRow.objects.exists()
        assert not ImportedThing.objects.exists()
        kept = ImportRun.objects.get(pk=report.run_id)
        assert (kept.state, kept.problem_count) == (ImportRun.State.FAILED, report.problem_count)
        return report

    return run


def changed(path: Path, old: str, new: str) -> None:
    """Replace bytes of a file; what `new` holds beyond ASCII is written as Latin-1."""
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode("latin-1"), 1))


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        pytest.param("</posts>", "", 9, "The file ends too early", id="cut at a row"),
        pytest.param('Id="4" ', 'Id="4 ', 6, "attributes construct error", id="a quotation mark is missing"),
        pytest.param("</posts>", "</post>", 9, "This is not well-formed XML", id="another end"),
        pytest.param("Can it", "Caf\xe9", 3, "This is not well-formed XML: Invalid bytes in character encoding", id="Latin-1 in UTF-8"),
        pytest.param("<posts>", f"{BOMB}<posts>", 2, "A document type (<!DOCTYPE …>) is not allowed here.", id="billion laughs"),
        pytest.param("<posts>", f"{OUTSIDE}<posts>", 2, "A document type (<!DOCTYPE …>) is not allowed here.", id="a file from outside"),
        pytest.param("<posts>", "<users>", 2, "it begins with <users>, not with <posts>", id="another kind of file"),
        pytest.param('PostTypeId="1" ', "", 3, "“PostTypeId” is missing.", id="no type"),
        pytest.param("Can it", "x" * (xml.ROW_BYTES + 100_000), 3, "longer than 1000000 bytes", id="a huge row"),
    ],
)
def test_unreadable(refused: Callable[[], Report], tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    changed(dumps.small(tmp_path / "dump") / POSTS, old, new)
    report = refused()
    (problem,) = report.problems
    assert (problem.file, problem.line, report.problem_count) == (POSTS, line, 1)
    assert said in problem.said_reason()


def test_cut_in_the_middle_of_a_row(refused: Callable[[], Report], tmp_path: Path) -> None:
    path = dumps.small(tmp_path / "dump") / POSTS
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"error correction")])
    (problem,) = refused().problems
    assert place(problem) == (POSTS, 5, "")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no XML at all\n", "\ufeff".encode()])
def test_no_xml_at_all(refused: Callable[[], Report], tmp_path: Path, content: bytes) -> None:
    (dumps.small(tmp_path / "dump") / POSTS).write_bytes(content)
    (problem,) = refused().problems
    assert place(problem) == (POSTS, 1, "")


def test_a_missing_file(refused: Callable[[], Report], tmp_path: Path) -> None:
    (dumps.small(tmp_path / "dump") / USERS).unlink()
    (problem,) = refused().problems
    assert (place(problem), problem.said_reason()) == ((USERS, 0, ""), "The file is not there.")


@pytest.mark.parametrize(
    ("posts", "expected", "said"),
    [
        ([question(1, 7), answer(2, 99, 7)], (POSTS, 4, "ParentId"), "“ParentId” names 99, which is not there."),
        ([question(1, 77)], (POSTS, 3, "OwnerUserId"), "“OwnerUserId” names 77, which is not there."),
        ([question(1, 7, AcceptedAnswerId=5)], (POSTS, 3, "AcceptedAnswerId"), "“AcceptedAnswerId” names 5, which is not there."),
        (
            [question(1, 7, AcceptedAnswerId=3), question(2, 7), answer(3, 2, 7)],
            (POSTS, 3, "AcceptedAnswerId"),
            "“AcceptedAnswerId” names 3, which belongs elsewhere.",
        ),
        ([question(1, 7), question(2, 7), question(1, 7, Title="Again")], (POSTS, 5, ""), "The key 1 was there before, in line 3."),
        ([question(1, 7, CreationDate="yesterday")], (POSTS, 3, "CreationDate"), "“yesterday” is not a time."),
        ([question(1, 7), dumps.without(question(2, 7), "Id")], (POSTS, 4, "Id"), "“Id” is missing."),
        ([question(1, 7), answer(2, 1, 7, Body="<p> </p>")], (POSTS, 4, "Body"), "“Body” is missing."),
        ([question(1, 7, Title="x" * 301)], (POSTS, 3, "Title"), "This is longer than 300 characters."),
    ],
)
def test_inconsistent(
    refused: Callable[[], Report], tmp_path: Path, posts: list[dumps.Fields], expected: tuple[str, int, str], said: str
) -> None:
    dumps.write(tmp_path / "dump", posts=posts, users=[user(7)])
    report = refused()
    (problem,) = report.problems
    assert (place(problem), problem.said_reason()) == (expected, said)


def test_a_column_that_is_missing_everywhere_is_said_once(refused: Callable[[], Report], tmp_path: Path) -> None:
    posts = [dumps.without(question(number, 7), "Title") for number in range(1, 151)]
    dumps.write(tmp_path / "dump", posts=posts, users=[user(7)])
    report = refused()
    (problem,) = report.problems
    assert (problem.said_reason(), report.problem_count) == ("The column “Title” is missing from the whole file.", 1)


def test_a_hundred_problems_are_kept_and_all_are_counted(refused: Callable[[], Report], tmp_path: Path) -> None:
    posts = [question(1, 7), *(answer(number, 1000 + number, 7) for number in range(2, 252))]
    dumps.write(tmp_path / "dump", posts=posts, users=[user(7)])
    report = refused()
    assert (len(report.problems), report.problem_count) == (100, 250)


def test_problems_are_said_in_the_language_of_the_reader(refused: Callable[[], Report], tmp_path: Path) -> None:
    (dumps.small(tmp_path / "dump") / USERS).unlink()
    (problem,) = refused().problems
    with translation.override("fa"):
        assert problem.said_reason() == "این فایل اینجا نیست."
