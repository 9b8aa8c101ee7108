"""Importing a dump of a Stack Exchange site: what it becomes, twice, changed, and cut off."""

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from hamsoo.kernel.imports import Report, run_import
from hamsoo.kernel.models import ImportRow, ImportRun
from hamsoo.ledger.models import Entry, Line
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person, Unit
from hamsoo.questions import actions
from hamsoo.questions.importers.stackexchange import StackExchange
from hamsoo.questions.models import Acceptance, Answer, Question
from hamsoo.questions.tests import dumps
from hamsoo.spaces.queries import placed_in
from tests.world import NOON, World

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "questions"
ROOT = Path(__file__).resolve().parents[3]


def imported(folder: Path, *, dry_run: bool = False, **choices: str) -> Report:
    return run_import(StackExchange(folder, at=NOON, **choices), dry_run=dry_run)


def totals(report: Report) -> dict[str, tuple[int, ...]]:
    return {sheet: tuple(counts.values()) for sheet, counts in report.counts.items()}


def objects() -> dict[str, object]:
    """Return all that an import makes, without the ids that differ from run to run."""
    named = {
        "person": dict(Person.objects.values_list("pk", "code")),
        "question": dict(Question.objects.values_list("pk", "source_key")),
        "answer": dict(Answer.objects.values_list("pk", "source_key")),
    }
    facts = Counter(
        (
            entry.name,
            entry.channel,
            entry.happened_at,
            named["person"].get(entry.actor_id or 0),
            tuple((row.type, named.get(row.type, {}).get(row.object_id), row.qualifier) for row in entry.objects_rows.order_by("id")),
        )
        for entry in Entry.objects.prefetch_related("objects_rows")
    )
    return {
        "facts": facts,
        "people": sorted(Person.objects.values_list("code", "name_fa", "name_en", "unit__code")),
        "questions": sorted(Question.objects.values_list("source", "source_key", "title", "body", "asked_at", "author__code")),
        "answers": sorted(Answer.objects.values_list("source", "source_key", "body", "at", "author__code", "question__source_key")),
        "acceptances": sorted(Acceptance.objects.values_list("question__source_key", "answer__source_key", "by__code", "at")),
    }


def test_import(world: World, tmp_path: Path) -> None:
    report = imported(dumps.small(tmp_path / "dump"))

    assert report.succeeded
    assert totals(report) == {"people": (4, 0, 0), "questions": (2, 0, 0), "answers": (3, 0, 0), "acceptances": (1, 0, 0)}
    question = Question.objects.get(source_key="1")
    assert (question.title, question.body) == ("Can it be simulated?", "What is *it*?\n\n#gates #q#")
    assert (question.author.code, question.author.name_fa, question.author.unit.code) == ("se-7", "Ada", "stackexchange-se")
    assert question.asked_at == datetime(2018, 3, 12, 17, 0, 45, 567000, tzinfo=UTC)
    assert question.acceptance.answer.body == "Yes, with **error correction**."
    assert question.acceptance.at == datetime(2018, 3, 13, 8, 30, tzinfo=UTC)
    assert placed_in(type="answer", object_id=question.acceptance.answer_id) == {world.organisation.pk}
    assert Answer.objects.get(source_key="6").author.code == "se-former"
    assert not Person.objects.filter(code="se-10").exists()
    assert not Person.objects.filter(code__startswith="se-").exclude(account=None, is_administrator=False).exists()


def test_the_facts_have_their_own_times_authors_and_channel(world: World, tmp_path: Path) -> None:
    imported(dumps.small(tmp_path / "dump"))

    facts = Entry.objects.filter(channel="import")
    assert Counter(facts.values_list("name", flat=True)) == {
        "people.UnitCreated": 1,
        "people.PersonJoined": 4,
        "questions.QuestionAsked": 2,
        "questions.AnswerGiven": 3,
        "questions.AnswerAccepted": 1,
    }
    accepted = facts.get(name="questions.AnswerAccepted")
    ada = Person.objects.get(code="se-7")
    assert (accepted.actor_id, accepted.unit_id, accepted.happened_at.year) == (ada.pk, ada.unit_id, 2018)
    settle()
    assert Line.objects.count() == Entry.objects.count()


def test_twice_changes_nothing(world: World, tmp_path: Path) -> None:
    folder = dumps.small(tmp_path / "dump")
    imported(folder)
    before = objects()

    report = imported(folder)

    assert totals(report) == {"people": (0, 0, 4), "questions": (0, 0, 2), "answers": (0, 0, 3), "acceptances": (0, 0, 1)}
    assert (report.applied_count, objects()) == (0, before)
    assert not ImportRow.objects.exists()


def test_a_newer_dump_brings_what_is_new_and_changed(world: World, tmp_path: Path) -> None:
    users = [dumps.user(7, "Ada"), dumps.user(8)]
    first = [dumps.question(1, 7, AcceptedAnswerId=2), dumps.answer(2, 1, 8), dumps.answer(3, 1, 8)]
    imported(dumps.write(tmp_path / "first", posts=first, users=users))
    edited = {"Body": "<p>It is that.</p>", "LastEditDate": "2019-01-01T00:00:00.000"}
    second = [dumps.question(1, 7, AcceptedAnswerId=3, Title="Better said"), dumps.answer(2, 1, 8), dumps.answer(3, 1, 8, **edited)]

    report = imported(dumps.write(tmp_path / "second", posts=[*second, dumps.answer(4, 1, 7)], users=[dumps.user(7, "Ada L."), users[1]]))

    assert totals(report) == {"people": (0, 1, 1), "questions": (0, 1, 0), "answers": (1, 1, 1), "acceptances": (0, 1, 0)}
    question = Question.objects.get()
    assert (question.title, question.author.name_en, question.acceptance.answer.source_key) == ("Better said", "Ada L.", "3")
    assert Answer.objects.get(source_key="3").edited_at == datetime(2019, 1, 1, tzinfo=UTC)
    assert Answer.objects.count() == 3


def test_a_chosen_unit_and_two_sites(world: World, tmp_path: Path) -> None:
    folder = dumps.small(tmp_path / "dump")
    imported(folder, unit="finance")
    imported(folder, unit="Advisers", site="dba")

    assert Person.objects.get(code="se-7").unit == world.finance
    assert Person.objects.get(code="dba-7").unit == Unit.objects.get(name_en="Advisers")
    assert sorted(Question.objects.values_list("source", flat=True).distinct()) == ["stackexchange:dba", "stackexchange:se"]


def test_a_dry_run_counts_and_changes_nothing(world: World, tmp_path: Path) -> None:
    before = objects()
    report = imported(dumps.small(tmp_path / "dump"), dry_run=True)
    assert (report.is_dry_run, totals(report)["answers"], report.applied_count) == (True, (3, 0, 0), 0)
    assert objects() == before
    assert not ImportRow.objects.exists()


def test_an_answer_to_an_open_request_ends_it(world: World, sara: Person, tmp_path: Path) -> None:
    first = [dumps.question(1, 7), dumps.answer(2, 1, 8)]
    users = [dumps.user(7), dumps.user(8)]
    imported(dumps.write(tmp_path / "first", posts=first, users=users))
    expert = Person.objects.get(code="se-8")
    request = actions.send_request(actor=sara, question=Question.objects.get(), expert=expert, at=NOON)

    imported(dumps.write(tmp_path / "second", posts=[*first, dumps.answer(3, 1, 8)], users=users))

    ask = request.asks.get()
    assert ask.answer.source_key == "3"
    assert Entry.objects.filter(name="questions.RequestAnswered", channel="import").count() == 1


@pytest.mark.parametrize("rows", [3, 20, 50])
@pytest.mark.django_db(transaction=True)
def test_a_killed_import_is_gone_on_with(rows: int, tmp_path: Path) -> None:
    folder = dumps.many(tmp_path / "dump", questions=20)
    with transaction.atomic():
        imported(folder)
        uninterrupted = objects()
        transaction.set_rollback(True)
    settings = connection.settings_dict
    url = f"postgresql:///{settings['NAME']}?host={settings['HOST']}&port={settings['PORT']}&user={settings['USER']}&password={settings['PASSWORD']}"
    environ = {**os.environ, "HAMSOO_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "hamsoo.questions.tests.import_then_die", str(folder), str(rows)]
    with subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.send_signal(signal.SIGKILL)
    cut_off = ImportRun.objects.get()
    assert (cut_off.state, cut_off.applied_count < 65) == (ImportRun.State.APPLYING, True)

    report = imported(folder)

    assert (report.is_resumed, report.run_id, report.applied_count) == (True, cut_off.pk, 65)
    assert objects() == uninterrupted
    settle()
    assert Line.objects.count() == Entry.objects.count() == 66


@pytest.mark.skipif(not REAL.is_dir(), reason="../shared/data/questions is not here: the real dump is not imported")
def test_the_real_dump(world: World) -> None:
    report = imported(REAL)

    assert report.problems == ()
    assert totals(report) == {"people": (333, 0, 0), "questions": (612, 0, 0), "answers": (1060, 0, 0), "acceptances": (389, 0, 0)}
    assert Acceptance.objects.count() == 389
    assert totals(imported(REAL))["questions"] == (0, 0, 612)
