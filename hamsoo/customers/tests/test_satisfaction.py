"""How satisfied customers say that they are: taken over once, with what it rests on, part of health, as far as one sees."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from hamsoo.customers import actions, queries
from hamsoo.customers.actions import Answered
from hamsoo.customers.importers.satisfaction import FileOfAnswers
from hamsoo.customers.models import SatisfactionAnswer, State
from hamsoo.customers.queries import Satisfaction, net_promoters, wilson
from hamsoo.customers.tests.cast import let, sepehr
from hamsoo.customers.tests.test_single import facts, page
from hamsoo.identity.models import System
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.imports import run_import
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person
from tests.world import NOON, World

DAY = timedelta(days=1)


def told(code: str, customer: str, measure: str, *scores: int, days: int = 10) -> actions.Taken:
    rows = [Answered(customer, f"{measure}{place}", measure, score, NOON - days * DAY) for place, score in enumerate(scores)]
    return actions.take_answers(actor=SYSTEM, system=System.objects.get(code=code), rows=rows, at=NOON)


def said(person: Person, number: int) -> list[Satisfaction]:
    return list(queries.single(person=person, number=number, asked=queries.Asked(), at=NOON).satisfaction)


def test_intervals_are_those_of_the_books() -> None:
    """Wilson's for 9 of 10 and 0 of 5 as tables give them; NPS of 10 promoters, 5 passives and 5 detractors."""
    shares = [wilson(9, 10), wilson(0, 5), net_promoters(10, 5, 20), net_promoters(3, 0, 3)]
    assert [(one.n, round(one.value, 4), round(one.low, 4), round(one.high, 4)) for one in shares] == [
        (10, 0.9, 0.5958, 0.9821),
        (5, 0.0, 0.0, 0.4345),
        (20, 0.25, -0.1276, 0.5821),
        (3, 1.0, -0.1012, 1.0),
    ]


def test_answers_are_taken_once_and_shown_with_what_they_rest_on_as_far_as_one_sees(
    world: World, admin: Person, sara: Person, nima: Person, browse
) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    rows = ("crm", "SPH-1", "csat", 5, 4, 2)
    assert [(one.new_count, one.changed_count) for one in (told(*rows), told(*rows))] == [(3, 0), (0, 0)]
    assert (told("crm", "SPH-1", "csat", 5, 4, 3).changed_count, len(facts("SatisfactionTold"))) == (1, 3)
    told("billing", "1093", "csat", 1, 1, days=200)
    told("billing", "1093", "nps", 10)

    [seen] = said(sara, customer.number)
    assert (seen.measure, seen.whole, seen.lately, seen.before) == ("csat", wilson(2, 3), wilson(2, 3), None)
    csat, nps = said(nima, customer.number)
    assert (csat.whole, csat.before, nps.whole.points, nps.whole.n) == (wilson(2, 5), wilson(0, 2), 100, 1)
    shown = browse(sara).get(page(customer.number)).content.decode()
    assert ("CSAT" in shown, "NPS" in shown) == (True, False)
    keeper = let(admin, nima, "customers.keep")
    assert len(actions.export(actor=keeper, customer=customer, at=NOON)["satisfaction"]) == 6


def test_health_says_it_where_it_is_no_chance(world: World, sara: Person) -> None:
    customer = sepehr(world)
    told("crm", "SPH-1", "csat", 1, 2)
    assert not said(sara, customer.number)[0].is_unhappy
    told("crm", "SPH-1", "csat", 1, 2, 1, 3, 2, 1, 2)
    assert said(sara, customer.number)[0].is_unhappy
    without, with_them = (
        queries.weighed(last_at=NOON, lately=1, earlier=0, state=State.WELL, has_team=True, unhappy_count=count, at=NOON)
        for count in (0, 7)
    )
    assert (without.figure, with_them.figure, [(part.points, part.figure) for part in with_them.parts]) == (100, 80, [(20, 7)])


def test_what_is_no_answer_is_refused_with_its_row_and_nothing_is_kept(world: World) -> None:
    sepehr(world)
    for measure, score, customer, key, days in (
        ("csat", 0, "SPH-1", "k", 1),
        ("csat", 6, "SPH-1", "k", 1),
        ("nps", 11, "SPH-1", "k", 1),
        ("ces", 8, "SPH-1", "k", 1),
        ("stars", 3, "SPH-1", "k", 1),
        ("csat", 3, "nobody", "k", 1),
        ("csat", 3, "SPH-1", " ", 1),
        ("csat", 3, "SPH-1", "k", -1),
    ):
        rows = [Answered("SPH-1", "good", "csat", 5, NOON), Answered(customer, key, measure, score, NOON - days * DAY)]
        with pytest.raises(Invalid, match="2"):
            actions.take_answers(actor=SYSTEM, system=System.objects.get(code="crm"), rows=rows, at=NOON)
    assert not SatisfactionAnswer.objects.exists()
    record = System.objects.get(code="crm").records.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        SatisfactionAnswer.objects.create(record=record, measure="csat", score=9, at=NOON, channel="web", key="k")


def test_programs_hand_them_over(world: World, admin: Person, sara: Person, browse) -> None:  # type: ignore[no-untyped-def]
    sepehr(world)
    body = {"answers": [{"customer": "SPH-1", "key": "1", "measure": "ces", "score": 6, "at": NOON.isoformat()}]}
    address, keeper = "/api/v1/systems/crm/satisfaction", browse(let(admin, sara, "identity.keep_systems"))
    answers = [keeper.post(address, body, content_type="application/json") for _again in range(2)]
    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (202, {"new": 1, "changed": 0, "forgotten": 0, "unchanged": 0}),
        (202, {"new": 0, "changed": 0, "forgotten": 0, "unchanged": 1}),
    ]
    assert browse(admin).post("/api/v1/systems/nowhere/satisfaction", body, content_type="application/json").status_code == 404


FILE = "کد مشتری,شماره,سنجه,امتیاز,تاریخ\nSPH-1,1,CSAT,۵,1405/08/20\nSPH-1,2,nps,9,2026-11-19 12:00\n"


def importer(tmp_path: Path, text: str) -> FileOfAnswers:
    path = tmp_path / "answers.csv"
    path.write_text(text)
    return FileOfAnswers(path, name="answers.csv", system=System.objects.get(code="crm"), actor=SYSTEM, at=NOON)


def test_a_file_is_taken_over_once(world: World, tmp_path: Path) -> None:
    sepehr(world)
    first, again = run_import(importer(tmp_path, FILE)), run_import(importer(tmp_path, FILE))
    assert (first.applied_count, again.applied_count, len(facts("SatisfactionTold"))) == (2, 0, 2)
    assert list(SatisfactionAnswer.objects.order_by("key").values_list("measure", "score")) == [("csat", 5), ("nps", 9)]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("SPH-1,3,mood,4,2026-11-19", "measure"),
        ("SPH-1,3,csat,4.5,2026-11-19", "score"),
        ("SPH-1,3,csat,much,2026-11-19", "score"),
        ("SPH-1,3,csat,9,2026-11-19", "score"),
        ("SPH-1,3,csat,,2026-11-19", "score"),
        ("SPH-1,3,csat,4,some day", "at"),
        ("nobody,3,csat,4,2026-11-19", "customer"),
    ],
)
def test_a_bad_line_of_a_file_is_named_and_nothing_is_kept(world: World, tmp_path: Path, line: str, column: str) -> None:
    sepehr(world)
    report = run_import(importer(tmp_path, f"{FILE}{line}\n"))
    assert [(problem.line, problem.column) for problem in report.problems] == [(4, column)]
    assert (SatisfactionAnswer.objects.count(), facts("SatisfactionTold")) == (0, [])
