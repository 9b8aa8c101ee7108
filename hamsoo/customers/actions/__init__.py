"""Doing things.

`adding` makes customers by hand, `linking` takes records out and back in, `team`, `standing` (stages, segments), `ruling`, `contacts`,
`satisfaction`, `consenting`, `relating`, `talking` (channels), `saving` (lists), `working` (many at once), `looking` (who looked, and files
of everything), `forgetting`.
"""

from hamsoo.customers.actions.adding import add, change
from hamsoo.customers.actions.consenting import keep_consent
from hamsoo.customers.actions.contacts import MOST_ROWS, Noted, Taken, note, take
from hamsoo.customers.actions.forgetting import RETENTION, forget, forget_quiet, set_retention
from hamsoo.customers.actions.linking import join, take_out
from hamsoo.customers.actions.looking import export, note_look
from hamsoo.customers.actions.relating import part, relate
from hamsoo.customers.actions.ruling import apply_rules, set_rules
from hamsoo.customers.actions.satisfaction import Answered, take_answers
from hamsoo.customers.actions.saving import drop_list, save_list
from hamsoo.customers.actions.standing import move, name_stages, put_into_segments
from hamsoo.customers.actions.talking import erase_talk, talk_about
from hamsoo.customers.actions.team import add_member, change_role, leave
from hamsoo.customers.actions.working import IN_ONE_GO, MOST_AT_ONCE, begin_work, export_list, go_on_with

__all__ = [
    "IN_ONE_GO",
    "MOST_AT_ONCE",
    "MOST_ROWS",
    "RETENTION",
    "Answered",
    "Noted",
    "Taken",
    "add",
    "add_member",
    "apply_rules",
    "begin_work",
    "change",
    "change_role",
    "drop_list",
    "erase_talk",
    "export",
    "export_list",
    "forget",
    "forget_quiet",
    "go_on_with",
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
    "save_list",
    "set_retention",
    "set_rules",
    "take",
    "take_answers",
    "take_out",
    "talk_about",
]
