"""Changing people: `record` is the company's part, `profile` and `skills` are their own, `access` is how they came in."""

from hamsoo.people.actions.access import note_access_change, note_failed_sign_in, note_sign_in, note_sign_out
from hamsoo.people.actions.profile import change_settings, edit_profile, set_presence
from hamsoo.people.actions.record import add_person, change_record, change_unit, come_back, create_unit, leave
from hamsoo.people.actions.skills import declare_skill, endorse_skill, ensure_skill, withdraw_endorsement, withdraw_skill

__all__ = [
    "add_person",
    "change_record",
    "change_settings",
    "change_unit",
    "come_back",
    "create_unit",
    "declare_skill",
    "edit_profile",
    "endorse_skill",
    "ensure_skill",
    "leave",
    "note_access_change",
    "note_failed_sign_in",
    "note_sign_in",
    "note_sign_out",
    "set_presence",
    "withdraw_endorsement",
    "withdraw_skill",
]
