"""Doing things.

`adding` makes customers by hand, `linking` takes records out and back in, `team`, `standing` (stages, segments), `ruling`, `contacts`,
`consenting`, `relating`, `looking` (who looked, and files of everything), `forgetting`.
"""

from hamsoo.customers.actions.adding import add, change
from hamsoo.customers.actions.consenting import keep_consent
from hamsoo.customers.actions.contacts import MOST_ROWS, Noted, Taken, note, take
from hamsoo.customers.actions.forgetting import RETENTION, forget, forget_quiet, set_retention
from hamsoo.customers.actions.linking import join, take_out
from hamsoo.customers.actions.looking import export, note_look
from hamsoo.customers.actions.relating import part, relate
from hamsoo.customers.actions.ruling import apply_rules, set_rules
from hamsoo.customers.actions.standing import move, name_stages, put_into_segments
from hamsoo.customers.actions.team import add_member, change_role, leave

__all__ = [
    "MOST_ROWS",
    "RETENTION",
    "Noted",
    "Taken",
    "add",
    "add_member",
    "apply_rules",
    "change",
    "change_role",
    "export",
    "forget",
    "forget_quiet",
    "join",
    "keep_consent",
    "leave",
    "move",
    "name_stages",
    "note",
    "note_look",
    "part",
    "put_into_segments",
    "relate",
    "set_retention",
    "set_rules",
    "take",
    "take_out",
]
