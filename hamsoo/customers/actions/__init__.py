"""Doing things: `adding` makes customers by hand, `linking` takes records out and back in, `team`, `standing` (stages, segments)."""

from hamsoo.customers.actions.adding import add, change
from hamsoo.customers.actions.linking import join, take_out
from hamsoo.customers.actions.standing import move, name_stages, put_into_segments
from hamsoo.customers.actions.team import add_member, change_role, leave

__all__ = ["add", "add_member", "change", "change_role", "join", "leave", "move", "name_stages", "put_into_segments", "take_out"]
