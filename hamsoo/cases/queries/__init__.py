"""Reading cases: `reading` is one case and what hangs on it."""

from hamsoo.cases.queries.reading import Outline, case, links, may_read, notes, outline, phases, watchers

__all__ = ["Outline", "case", "links", "may_read", "notes", "outline", "phases", "watchers"]
