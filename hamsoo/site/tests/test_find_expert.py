"""`hamsoo find-expert`: what everybody may see, what one colleague may see, exit codes, both languages."""

import json
from pathlib import Path

import pytest

from hamsoo.kernel import clock
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people import actions as people
from hamsoo.questions import actions as questions
from hamsoo.questions.tests import dumps
from hamsoo.site.tests.terminal import Run
from hamsoo.spaces import actions as spaces


@pytest.mark.django_db(transaction=True)
def test_right_after_an_import_everybodys_evidence_is_shown(hamsoo: Run, process: Run, tmp_path: Path) -> None:
    """Nobody has an account and nobody is an administrator."""
    posts = [dumps.question(1, 7, Title="Surface code threshold"), dumps.answer(2, 1, 8)]
    folder = dumps.write(tmp_path / "dump", posts=posts, users=[dumps.user(7), dumps.user(8)])
    assert hamsoo("import", "stackexchange", folder).returncode == 0

    english, persian = process("find-expert", "surface codes"), hamsoo("find-expert", "surface codes", language="fa")
    plain = hamsoo("find-expert", "surface codes", "--json", "--limit", "1")

    assert (english.returncode, persian.returncode, plain.returncode) == (0, 0, 0), english.stderr
    (found,) = json.loads(plain.stdout)
    assert (found["person"], found["evidence"], found["answers_in_seconds"]) == ("se-8", 1, None)
    assert [reason["kind"] for reason in found["reasons"]] == ["answer"]
    assert english.stdout.startswith(f"1. {found['name']}")
    assert "Answer" in english.stdout
    assert "پاسخ" in persian.stdout


@pytest.mark.django_db(transaction=True)
def test_evidence_in_a_closed_space_is_for_those_who_read_there(hamsoo: Run) -> None:
    at = clock.now()
    spaces.found_organisation(name_fa="آزمون", name_en="Test", at=at)
    finance = people.create_unit(actor=SYSTEM, code="finance", name_fa="مالی", name_en="Finance", at=at)
    room = spaces.ensure_unit_space(unit=finance, at=at)
    nima, parisa = (
        people.add_person(actor=SYSTEM, code=code, name_fa=code, name_en=code, unit=finance, mail=f"{code}@example.com", at=at)
        for code in ("nima", "parisa")
    )
    asked = questions.ask(actor=parisa, title="Custody limit", places=[room.pk], at=at)
    questions.answer(actor=nima, question=asked, body="The custody limit is ten.", at=at)
    assert hamsoo("rebuild", "finder.index").returncode == 0

    anybody, colleague = hamsoo("find-expert", "custody"), hamsoo("find-expert", "custody", "--as", "Parisa@example.com", "--json")

    assert (anybody.returncode, anybody.stdout) == (0, "Nobody has written about this yet.\n")
    assert [expert["person"] for expert in json.loads(colleague.stdout)] == ["nima"]


@pytest.mark.django_db(transaction=True)
def test_nobody_with_the_address_and_nobody_who_knows(hamsoo: Run) -> None:
    english, persian = (hamsoo("find-expert", "custody", "--as", "who@example.com", language=language) for language in ("en", "fa"))
    nothing = hamsoo("find-expert", "custody", language="fa")

    assert (english.returncode, persian.returncode) == (1, 1)
    assert "Nobody works here with the address who@example.com." in english.stderr
    assert "کسی با نشانی who@example.com اینجا کار نمی‌کند." in persian.stderr
    assert (nothing.returncode, nothing.stdout) == (0, "هنوز کسی در این باره چیزی ننوشته است.\n")


@pytest.mark.parametrize("arguments", [(), ("a", "b"), ("a", "--limit", "0"), ("a", "--limit", "51"), ("a", "--limit", "x")])
def test_wrong_use_is_refused(hamsoo: Run, arguments: tuple[str, ...]) -> None:
    assert hamsoo("find-expert", *arguments).returncode == 2
