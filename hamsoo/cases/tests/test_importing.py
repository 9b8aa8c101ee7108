"""Histories from elsewhere: phases that sum, the same file twice, and rows that are named when they are wrong."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hamsoo.cases import queries
from hamsoo.cases.actions import promises
from hamsoo.cases.importers.histories import FileOfHistories
from hamsoo.cases.models import Case, CaseDue, Phase, SlaTold
from hamsoo.identity.models import System
from hamsoo.kernel.imports import Report, run_import
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.notices.models import InboxItem
from hamsoo.people.models import Person
from tests.world import NOON, World

TEHRAN = ZoneInfo("Asia/Tehran")
FILE = """number,state,assignment_group,at,priority,assigned to,title
INC-1,New,Service,2026-11-16 09:00,1 - Critical,,Does not ring
INC-1,Active,Service,2026-11-16 10:00,1 - Critical,sara,Does not ring
INC-1,Active,Service,2026-11-16 10:30,1 - Critical,sara,Does not ring
INC-2,جدید,Group 7,1405-08-25 11:00,3,,Rings twice
INC-1,Awaiting User Info,Group 7,2026-11-16 12:00,2 - High,nobody@here,Does not ring
INC-1,Resolved,Group 7,2026-11-17 09:00,2 - High,,Does not ring
INC-1,Closed,Group 7,2026-11-19 09:00,2 - High,,Does not ring
"""


def taken(folder: Path, text: str = FILE, *, system: System | None = None) -> Report:
    (folder / "cases.csv").write_text(text, encoding="utf-8")
    groups = {"Group 7": "finance"}
    return run_import(FileOfHistories(folder / "cases.csv", name="cases.csv", origin="old", at=NOON, groups=groups, system=system))


def test_a_history_becomes_phases_and_the_same_file_again_nothing(world: World, sara: Person, admin: Person, tmp_path: Path) -> None:
    since = NOON - timedelta(days=90)
    promises.set_policy(actor=admin, at=since, scope="organisation", name_fa="پ", resolution_minutes=60, escalations=[[100, "assignee"]])
    for _time in range(2):
        assert (taken(tmp_path).succeeded, Case.objects.count(), Phase.objects.count()) == (True, 2, 6)
    one, two = Case.objects.order_by("opened_at")
    assert [(phase.number, phase.state, phase.unit, phase.assignee, phase.priority) for phase in queries.phases(case=one)] == [
        (1, "new", world.service, None, 1),
        (2, "working", world.service, sara, 1),
        (3, "customer", world.finance, None, 2),
        (4, "resolved", world.finance, None, 2),
        (5, "closed", world.finance, None, 2),
    ]
    assert (one.subject, one.state, one.unit, one.resolved_at) == (
        "Does not ring",
        "closed",
        world.finance,
        datetime(2026, 11, 17, 9, tzinfo=TEHRAN),
    )
    clocks = queries.clocks_of([one.pk], NOON)[one.pk]
    assert (clocks.elapsed, sum(owner.elapsed.customer for owner in clocks.owners)) == (24 * 3600, 21 * 3600)
    # What is late already is late, and nobody is told of it now.
    assert (CaseDue.objects.get().case, SlaTold.objects.get().case) == (two, two)
    settle()
    assert (Entry.objects.filter(name="cases.CaseOpened").count(), InboxItem.objects.count()) == (2, 0)


def test_a_longer_file_goes_on_where_the_last_ended(world: World, sara: Person, tmp_path: Path) -> None:
    taken(tmp_path)
    taken(tmp_path, FILE + "INC-2,Active,Service,2026-11-18 09:00,3,sara,\n")
    assert [(phase.state, phase.unit) for phase in queries.phases(case=Case.objects.get(subject="Rings twice"))] == [
        ("new", world.finance),
        ("working", world.service),
    ]
    assert (Case.objects.count(), Phase.objects.count()) == (2, 7)


def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_taken(world: World, tmp_path: Path) -> None:
    wrong = "\n".join(
        [
            "number,state,group,at,priority",
            "1,Lost,Service,2026-11-16 09:00,1",
            "1,New,Nowhere,2026-11-16 09:00,9",
            ",New,Service,soon,1",
            "2,New,Service,2027-01-01,1",
        ]
    )
    report = taken(tmp_path, wrong)
    found = {(problem.line, problem.column) for problem in report.problems}
    assert found == {(2, "state"), (3, "group"), (3, "priority"), (4, "case"), (4, "at"), (5, "at")}
    assert Case.objects.count() == 0
