"""Doing things.

`adding` makes customers by hand, `linking` takes records out and back in, `team`, `standing` (stages, segments), `contacts`.
"""

from hamsoo.customers.actions.adding import add, change
from hamsoo.customers.actions.contacts import MOST_ROWS, Noted, Taken, note, take
from hamsoo.customers.actions.linking import join, take_out
from hamsoo.customers.actions.standing import move, name_stages, put_into_segments
from hamsoo.customers.actions.team import add_member, change_role, leave

__all__ = [
    "MOST_ROWS",
    "Noted",
    "Taken",
    "add",
    "add_member",
    "change",
    "change_role",
    "join",
    "leave",
    "move",
    "name_stages",
    "note",
    "put_into_segments",
    "take",
    "take_out",
]
