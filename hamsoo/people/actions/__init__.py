"""Changing people: `record` is the company's part, `profile` and `skills` are their own, `access` is how they came in."""

from hamsoo.people.actions.access import (
    note_access_change,
    note_failed_sign_in,
    note_session_seen,
    note_sign_in,
    note_sign_in_slowed,
    note_sign_out,
)
from hamsoo.people.actions.access_company import open_account
from hamsoo.people.actions.access_invitations import (
    InvitationNotValid,
    accept_invitation,
    invite,
    note_invitation_mailed,
    revoke_invitation,
)
from hamsoo.people.actions.access_policy import change_sign_in_policy
from hamsoo.people.actions.access_roles import create_role, delete_role, describe_role, give_role, set_rights, take_role
from hamsoo.people.actions.access_sessions import (
    end_access,
    end_api_tokens,
    end_other_sessions,
    end_session,
    end_sessions,
    end_sessions_of_passwords,
)
from hamsoo.people.actions.access_tokens import create_api_token, note_token_use, revoke_api_token
from hamsoo.people.actions.celebrating import set_personal_days
from hamsoo.people.actions.customers import record_customers
from hamsoo.people.actions.integrations import create_integration, end_integration, renew_token
from hamsoo.people.actions.leaving import hand_over, hand_over_all, note_handover
from hamsoo.people.actions.lines import draw_dotted_line, end_dotted_line
from hamsoo.people.actions.naming import ensure_skill
from hamsoo.people.actions.needs import set_unit_need, set_unit_need_by_name
from hamsoo.people.actions.profile import change_settings, dismiss_hint, edit_profile, set_presence, show_part, tell_hours
from hamsoo.people.actions.profile_items import add_item, change_item, move_item, remove_item
from hamsoo.people.actions.profile_leave import cancel_leave, enter_leave
from hamsoo.people.actions.profile_photo import remove_photo, set_photo
from hamsoo.people.actions.record import add_person, begin_planned, change_record, change_records, come_back, leave, withdraw_planned
from hamsoo.people.actions.seats import fill_vacancy, give_up_vacancy, name_position, open_vacancy
from hamsoo.people.actions.skills import (
    Work,
    declare_skill,
    endorse_skill,
    forget_skill_evidence,
    note_skill_evidence,
    reread_holders,
    withdraw_endorsement,
    withdraw_skill,
)
from hamsoo.people.actions.standing import LastAdministrator, set_administrator
from hamsoo.people.actions.taxonomy import (
    add_skill_name,
    hide_skill,
    merge_skills,
    put_skill_under,
    rename_skill,
    split_skill,
    undo_decision,
)
from hamsoo.people.actions.units import appoint, change_unit, close_unit, create_unit, move_unit, rename_unit, reopen_unit

__all__ = [
    "InvitationNotValid",
    "LastAdministrator",
    "Work",
    "accept_invitation",
    "add_item",
    "add_person",
    "add_skill_name",
    "appoint",
    "begin_planned",
    "cancel_leave",
    "change_item",
    "change_record",
    "change_records",
    "change_settings",
    "change_sign_in_policy",
    "change_unit",
    "close_unit",
    "come_back",
    "create_api_token",
    "create_integration",
    "create_role",
    "create_unit",
    "declare_skill",
    "delete_role",
    "describe_role",
    "dismiss_hint",
    "draw_dotted_line",
    "edit_profile",
    "end_access",
    "end_api_tokens",
    "end_dotted_line",
    "end_integration",
    "end_other_sessions",
    "end_session",
    "end_sessions",
    "end_sessions_of_passwords",
    "endorse_skill",
    "ensure_skill",
    "enter_leave",
    "fill_vacancy",
    "forget_skill_evidence",
    "give_role",
    "give_up_vacancy",
    "hand_over",
    "hand_over_all",
    "hide_skill",
    "invite",
    "leave",
    "merge_skills",
    "move_item",
    "move_unit",
    "name_position",
    "note_access_change",
    "note_failed_sign_in",
    "note_handover",
    "note_invitation_mailed",
    "note_session_seen",
    "note_sign_in",
    "note_sign_in_slowed",
    "note_sign_out",
    "note_skill_evidence",
    "note_token_use",
    "open_account",
    "open_vacancy",
    "put_skill_under",
    "record_customers",
    "remove_item",
    "remove_photo",
    "rename_skill",
    "rename_unit",
    "renew_token",
    "reopen_unit",
    "reread_holders",
    "revoke_api_token",
    "revoke_invitation",
    "set_administrator",
    "set_personal_days",
    "set_photo",
    "set_presence",
    "set_rights",
    "set_unit_need",
    "set_unit_need_by_name",
    "show_part",
    "split_skill",
    "take_role",
    "tell_hours",
    "undo_decision",
    "withdraw_endorsement",
    "withdraw_planned",
    "withdraw_skill",
]
