"""Pages of people: the directory, profiles, and what is one's own."""

from hamsoo.people.views.access import accept_invitation, api_tokens, end_other_sessions, end_session, revoke_api_token, sessions
from hamsoo.people.views.access_administration import invitations, invite, revoke_invitation, sign_in_policy
from hamsoo.people.views.access_roles import delete_role, describe_role, role, role_holders, role_rights, roles, take_role
from hamsoo.people.views.directory import celebrations, directory, personal_days
from hamsoo.people.views.expertise import skill_page, unit_skills
from hamsoo.people.views.profile import me, presence, profile
from hamsoo.people.views.profile_card import card, vcard
from hamsoo.people.views.profile_parts import about, audience, hint, hours, item, item_place, languages, leave, leaves, new_item, part
from hamsoo.people.views.profile_photo import my_photo, photo
from hamsoo.people.views.settings import address, settings
from hamsoo.people.views.skills import endorsement, skill, skill_names, skills
from hamsoo.people.views.taxonomy import kept_skill, skill_hiding, skill_merge, skill_name, skill_split, skill_undo, taxonomy

__all__ = [
    "about",
    "accept_invitation",
    "address",
    "api_tokens",
    "audience",
    "card",
    "celebrations",
    "delete_role",
    "describe_role",
    "directory",
    "end_other_sessions",
    "end_session",
    "endorsement",
    "hint",
    "hours",
    "invitations",
    "invite",
    "item",
    "item_place",
    "kept_skill",
    "languages",
    "leave",
    "leaves",
    "me",
    "my_photo",
    "new_item",
    "part",
    "personal_days",
    "photo",
    "presence",
    "profile",
    "revoke_api_token",
    "revoke_invitation",
    "role",
    "role_holders",
    "role_rights",
    "roles",
    "sessions",
    "settings",
    "sign_in_policy",
    "skill",
    "skill_hiding",
    "skill_merge",
    "skill_name",
    "skill_names",
    "skill_page",
    "skill_split",
    "skill_undo",
    "skills",
    "take_role",
    "taxonomy",
    "unit_skills",
    "vcard",
]
