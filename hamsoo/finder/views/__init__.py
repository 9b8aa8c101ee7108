"""Pages of the finder."""

from hamsoo.finder.views.finding import complete, expert_list, instant, results
from hamsoo.finder.views.own import clear_past, missed, own, remove_saved, save

__all__ = ["clear_past", "complete", "expert_list", "instant", "missed", "own", "remove_saved", "results", "save"]
