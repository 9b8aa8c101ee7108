"""Pages of the finder."""

from hamsoo.finder.views.finding import complete, expert_list, instant, results
from hamsoo.finder.views.own import clear_past, judge, missed, opened, own, remove_saved, save
from hamsoo.finder.views.suggested import choose, suggested, take_up, turn_down

__all__ = [
    "choose",
    "clear_past",
    "complete",
    "expert_list",
    "instant",
    "judge",
    "missed",
    "opened",
    "own",
    "remove_saved",
    "results",
    "save",
    "suggested",
    "take_up",
    "turn_down",
]
