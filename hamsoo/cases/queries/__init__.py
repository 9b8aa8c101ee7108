"""Reading cases: `reading` is one case and what hangs on it."""

from hamsoo.cases.queries.clocks import calendars, clocks_of, policies
from hamsoo.cases.queries.reading import Outline, case, links, may_read, notes, outline, phases, watchers

__all__ = ["Outline", "calendars", "case", "clocks_of", "links", "may_read", "notes", "outline", "phases", "policies", "watchers"]
