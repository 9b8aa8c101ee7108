"""Replay a real log of incidents through the clocks: hand-offs, waiting, and whether a stated policy explains the log's own verdict.

    python bench/replay_cases.py LOG.csv

The log is the public event log of an incident process (ServiceNow; UCI "Incident management process enriched event log"), one row an
update. Its rule for `made_sla` is not published: for each priority the calendar, the pause and the target that agree best with the older
half of the incidents are taken, and judged on the newer half, which they have never seen.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scipy.stats import binomtest

from hamsoo.cases.clocks import Calendars, Policies, PolicyVersion, Step, Timetable, compute
from hamsoo.kernel.calendars import Span, Week, WorkingCalendar

STATES = {
    "New": "new",
    "Active": "working",
    "Awaiting User Info": "customer",
    "Awaiting Problem": "other",
    "Awaiting Vendor": "other",
    "Awaiting Evidence": "other",
    "Resolved": "resolved",
    "Closed": "closed",
}
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
ZONE = ZoneInfo("UTC")


def calendar(days: Sequence[int], start: int, end: int) -> Timetable:
    """Return a timetable of whole hours on these days of the week."""
    week = Week(date.min, dict.fromkeys(days, (Span(time(start), time(end % 24)),)))
    return Timetable([(LONG_AGO, WorkingCalendar(ZONE, (week,)))])


CALENDARS = {
    "every hour": calendar(range(7), 0, 24),
    "Monday to Friday, all day": calendar(range(5), 0, 24),
    "Monday to Friday 08-18": calendar(range(5), 8, 18),
    "Monday to Friday 09-17": calendar(range(5), 9, 17),
    "Monday to Saturday 07-19": calendar(range(6), 7, 19),
}
ENDS = ("resolved", "closed")


class Incident(NamedTuple):
    """One incident: its steps, its priority at the end, the log's own verdict, how often the log says that it changed hands."""

    number: str
    steps: list[Step]
    priority: int
    made_sla: bool
    reassignments: int


def incidents(path: Path) -> Iterator[Incident]:
    """Yield the incidents of a log."""
    groups: dict[str, int] = {}
    rows = defaultdict(list)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows[row["number"]].append(row)
    for number, found in rows.items():
        found.sort(key=lambda row: (moment(row["sys_updated_at"]), int(row["sys_mod_count"])))
        steps: list[Step] = []
        for place, row in enumerate(found):
            group = groups.setdefault(row["assignment_group"], len(groups) + 1)
            at = moment(row["opened_at"]) if place == 0 else moment(row["sys_updated_at"])
            state = STATES.get(row["incident_state"], "working")
            steps.append(Step(at, state, group, None, None, int(row["priority"][0])))
        last = found[-1]
        yield Incident(number, steps, steps[-1].priority, last["made_sla"] in ("TRUE", "true"), int(last["reassignment_count"]))


def moment(text: str) -> datetime:
    """Read a moment of the log."""
    return datetime.strptime(text, "%d-%m-%Y %H:%M").replace(tzinfo=UTC)


def used(incident: Incident, line: Timetable, *, pauses: bool, end: str) -> int:
    """Return the working seconds that the resolution of an incident used."""
    steps = incident.steps
    if end == "closed":
        steps = [step._replace(state="working") if step.state == "resolved" else step for step in steps]
    policy = PolicyVersion(1, LONG_AGO, "", "organisation", 1, (("resolution", 10**9),), pauses_for_customer=pauses)
    clocks = compute(
        steps=steps, contacts=(), policies=Policies([policy]), calendars=Calendars(line, {}, {}), at=steps[-1].at + timedelta(seconds=1)
    )
    return clocks.targets[0].used


class Rule(NamedTuple):
    """A policy that could be the log's: kept is what used at most `target` seconds."""

    calendar: str
    pauses: bool
    end: str
    target: int


def best(some: Sequence[Incident]) -> tuple[Rule, int]:
    """Return the rule that agrees most often with the verdicts of `some`, and how often."""
    chosen = (Rule("every hour", True, "resolved", 0), -1)
    for name, line in CALENDARS.items():
        for pauses in (True, False):
            for end in ENDS:
                lengths = sorted((used(one, line, pauses=pauses, end=end), one.made_sla) for one in some)
                agreed = best_here = sum(not made for _length, made in lengths)
                target = 0
                for place, (length, made) in enumerate(lengths):
                    agreed += 1 if made else -1
                    whole = place + 1 == len(lengths) or lengths[place + 1][0] != length
                    if whole and agreed > best_here:
                        best_here, target = agreed, length
                if best_here > chosen[1]:
                    # A target is a round number of minutes, between the last that was kept and the next.
                    chosen = (Rule(name, pauses, end, -(-target // 60) * 60), best_here)
    return chosen


def main(path: Path) -> None:
    """Print what the replay finds."""
    found = sorted(incidents(path), key=lambda one: one.steps[0].at)
    print(f"{len(found)} incidents, {sum(len(one.steps) for one in found)} updates")
    hand_offs(found)
    waiting(found)
    half = len(found) // 2
    table: Counter[tuple[bool, bool]] = Counter()
    plain: Counter[bool] = Counter()
    spared = missed = 0
    for priority in sorted({one.priority for one in found}):
        older = [one for one in found[:half] if one.priority == priority]
        newer = [one for one in found[half:] if one.priority == priority]
        if not older:
            print(f"priority {priority}: none in the older half, {len(newer)} in the newer are left out")
            continue
        rule, agreed = best(older)
        verdicts = [(used(one, CALENDARS[rule.calendar], pauses=rule.pauses, end=rule.end) <= rule.target, one.made_sla) for one in newer]
        table.update(verdicts)
        usual = sum(one.made_sla for one in older) * 2 >= len(older)
        plain.update(one.made_sla == usual for one in newer)
        same = sum(ours == theirs for ours, theirs in verdicts)
        late = [one for one in found if one.priority == priority and not one.made_sla]
        spared += sum(used(one, CALENDARS[rule.calendar], pauses=True, end="resolved") <= rule.target for one in late)
        missed += len(late)
        pause = "pauses" if rule.pauses else "never pauses"
        print(
            f"priority {priority}: {rule.calendar}, {pause}, until {rule.end}, {rule.target / 3600:.1f} h; "
            f"older half {share(agreed, len(older))}, newer half {share(same, len(newer))}"
        )
    same = table[True, True] + table[False, False]
    print(f"newer half in all: {share(same, table.total())}; saying always what was usual: {share(plain[True], plain.total())}")
    print(f"missed in all: {missed}; kept by the same targets, if the clock stood still for the customer and ended when resolved: {spared}")
    print("            log kept  log missed")
    print(f"we: kept    {table[True, True]:8}  {table[True, False]:10}")
    print(f"we: missed  {table[False, True]:8}  {table[False, False]:10}")


def share(part: int, whole: int) -> str:
    """Write a share with its 95 % interval (Wilson)."""
    if not whole:
        return "none"
    low, high = binomtest(part, whole).proportion_ci(method="wilson")
    return f"{part}/{whole} = {100 * part / whole:.1f} % [{100 * low:.1f}, {100 * high:.1f}]"


def hand_offs(found: Sequence[Incident]) -> None:
    """Print how often incidents changed hands, as we see it and as the log counts."""
    ours = {one.number: sum(a.unit_id != b.unit_id for a, b in zip(one.steps, one.steps[1:], strict=False)) for one in found}
    equal = sum(ours[one.number] == one.reassignments for one in found)
    print(f"hand-offs seen: {sum(ours.values())} in {sum(map(bool, ours.values()))} incidents; the log's own counter: ", end="")
    print(f"{sum(one.reassignments for one in found)}, equal for {share(equal, len(found))}")
    stays = Counter(len({step.unit_id for step in one.steps}) for one in found)
    print("groups that had an incident:", ", ".join(f"{groups}: {count}" for groups, count in sorted(stays.items())))


def waiting(found: Sequence[Incident]) -> None:
    """Print where the time went, in elapsed hours, and that the parts sum to the whole."""
    parts, whole = Counter[str](), 0
    for one in found:
        line = CALENDARS["every hour"]
        clocks = compute(steps=one.steps, contacts=(), policies=Policies([]), calendars=Calendars(line, {}, {}), at=one.steps[-1].at)
        for owner in clocks.owners:
            for part in ("working", "customer", "other", "resting"):
                parts[part] += getattr(owner.elapsed, part)
        ended = clocks.ended_at or one.steps[-1].at
        whole += int((ended - one.steps[0].at).total_seconds())
    assert parts.total() == whole
    words = ", ".join(f"{part} {100 * seconds / whole:.1f} %" for part, seconds in parts.most_common())
    print(f"{whole / 3600:.0f} elapsed hours: {words}; the parts sum to the whole to the second")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
