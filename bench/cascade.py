"""How soon a request is taken on, with and without the cascade: a simulated organisation (SimPy), every policy on the same requests.

    python -m bench.cascade [--seeds 12] [--days 10] [--people 240]
    python -m bench.cascade --measure ../shared/data/eventlogs/helpdesk.xes.gz

Policies: the best colleague is asked and nobody else; the same, and by hand the next one after each working day in vain; everybody in the
asker's unit at once; and the cascade, by the product's own rules (`hamsoo.questions.rules`: the waits, how many at once and in all, the
order, the limit of open requests) and working calendars. Who was too late in the cascade can still answer the question itself: nobody knows
how many would, so it is printed for none and for all.

From data: how long it takes to take on what somebody else assigned, in working time, as quantiles of 2,183 tickets of an Italian software
company's help desk (4TU, CC BY 4.0; `--measure` prints them from the file). No ticket rang a bell or reminded anybody, so being asked by
name is hardly as slow; how fast it is nobody has measured. The same is therefore printed for an assumed median of 20 minutes. All else is
assumed, in `Setting`. What somebody would do with a request is drawn once, so policies differ only in whom they ask, and when.

Times are in the working time of who asks, as the product measures its promise. Means over seeds, with 95 % bootstrap intervals.
"""

import argparse
import gzip
import math
import os
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import django
from lxml import etree

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamsoo.site.settings")
django.setup()

from bench.cascade_model import AS_HELP_DESK, WITH_A_BELL, Outcome, Reaction, Setting  # noqa: E402
from bench.cascade_policies import POLICIES, simulate  # noqa: E402
from bench.measures import interval  # noqa: E402
from hamsoo.kernel.calendars import default_international  # noqa: E402

NEVER = (0.0, 0.1, 0.25, 0.5)
"""The shares of people who never react, for which the table is printed."""
REACTIONS: Mapping[str, Reaction] = {
    "reaction times of the help desk (from data)": AS_HELP_DESK,
    "reaction times with a median of 20 minutes (assumed)": WITH_A_BELL,
}


def main() -> None:
    """Simulate and print, or measure the reaction times of a log."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--people", type=int, default=240)
    parser.add_argument("--measure", type=Path)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
        return
    begun = time.perf_counter()
    for words, reaction in REACTIONS.items():
        for never in NEVER:
            setting = replace(Setting(), people=options.people, days=options.days, never=never, reaction=reaction)
            runs = {name: [simulate(setting, name, seed) for seed in range(options.seeds)] for name in POLICIES}
            count = sum(len(run.waits) for run in next(iter(runs.values())))
            print(f"\n{words}; {never:.0%} never react; {count} requests, {options.seeds} seeds")
            _print(runs)
    print(f"\n{time.perf_counter() - begun:.0f} s")


COLUMNS: Mapping[str, tuple[Callable[[Outcome], float], str]] = {
    "taken on": (lambda run: run.share(math.inf), "{:.0%}"),
    "in 10 min": (lambda run: run.share_found, "{:.0%}"),
    "in 2 h": (lambda run: run.share_accepted, "{:.0%}"),
    "half within": (lambda run: run.median_minutes, "{:.0f} min"),
    "asked per request": (lambda run: run.interruptions, "{:.1f}"),
    "Gini answered": (lambda run: run.gini_answered, "{:.2f}"),
    "Gini asked": (lambda run: run.gini_asked, "{:.2f}"),
}
"""What is printed of each run: how it is read, and how it is written."""


def _print(runs: Mapping[str, Sequence[Outcome]]) -> None:
    random.seed(1)
    print(f"{'':28}" + "".join(f"{name:>22}" for name in COLUMNS))
    for policy, several in runs.items():
        cells = [_cell([read(run) for run in several], form) for read, form in COLUMNS.values()]
        print(f"{policy:28}" + "".join(f"{cell:>22}" for cell in cells))


def _cell(values: Sequence[float], form: str) -> str:
    """Return the mean with its interval; where it is infinite in a run (half of all never come), a dash."""
    if any(math.isinf(value) for value in values):
        return "–"
    low, high = interval(values)
    return f"{form.format(fmean(values))} ({form.format(low).split()[0]}…{form.format(high).split()[0]})"


def measure(path: Path) -> None:
    """Print how long tickets of a help desk's log waited from being assigned until somebody else took them on, in working seconds."""
    calendar, waits = default_international(), list[int]()
    space = "{http://www.xes-standard.org/}"
    with gzip.open(path) as file:
        for _event, trace in etree.iterparse(file, tag=f"{space}trace"):
            rows = [{item.get("key"): item.get("value") for item in event} for event in trace.iterfind(f"{space}event")]
            for before, after in pairwise(rows):
                names = before["concept:name"], after["concept:name"]
                if names == ("Assign seriousness", "Take in charge ticket") and before["org:resource"] != after["org:resource"]:
                    start, end = (datetime.fromisoformat(row["time:timestamp"]) for row in (before, after))
                    waits.append(calendar.working_between(start, end))
            trace.clear()
    waits.sort()
    print(f"{len(waits)} tickets; working seconds at every twentieth of them:")
    print(tuple(waits[min(len(waits) - 1, len(waits) * place // 20)] for place in range(21)))


if __name__ == "__main__":
    main()
