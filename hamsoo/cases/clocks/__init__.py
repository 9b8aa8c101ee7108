"""The clocks of a case: pure arithmetic on what happened, which knows no database.

`shapes` says what goes in and comes out, `timetable` counts working time with the calendars that were in force, `policies` finds what
was promised, `tracks` counts used time, `computing` puts the clocks of one case together. Nothing here is stored: clocks are computed
when they are read, so that no counter can drift.
"""

from hamsoo.cases.clocks.computing import compute
from hamsoo.cases.clocks.policies import Conditions, Escalation, Policies, PolicyVersion, fits
from hamsoo.cases.clocks.shapes import Clocks, Contact, Facts, Mark, OwnerTime, Parts, Step, TargetClock
from hamsoo.cases.clocks.timetable import Calendars, Timetable

__all__ = [
    "Calendars",
    "Clocks",
    "Conditions",
    "Contact",
    "Escalation",
    "Facts",
    "Mark",
    "OwnerTime",
    "Parts",
    "Policies",
    "PolicyVersion",
    "Step",
    "TargetClock",
    "Timetable",
    "compute",
    "fits",
]
