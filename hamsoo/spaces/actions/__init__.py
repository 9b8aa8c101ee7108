"""Doing things: `founding` makes the spaces of the organisation, `rights` grants and places, `roles` and the rest are for people."""

from hamsoo.spaces.actions.conversations import open_conversation_space
from hamsoo.spaces.actions.covering import set_cover
from hamsoo.spaces.actions.founding import branch, ensure_personal_spaces, ensure_unit_space, follow_unit, found_organisation
from hamsoo.spaces.actions.groups import archive_group, change_policy, create_group, describe_group, describe_unit, reopen_group
from hamsoo.spaces.actions.inviting import accept_invitation, decline_invitation, invite, withdraw_invitation
from hamsoo.spaces.actions.membership import (
    add_member,
    approve_join,
    join,
    leave,
    make_owner,
    refuse_join,
    remove_member,
    request_to_join,
    resign,
)
from hamsoo.spaces.actions.resources import add_resource, put_resource_first, remove_resource
from hamsoo.spaces.actions.rights import grant, let_everybody, place, place_new, reread_placed, revoke
from hamsoo.spaces.actions.roles import grant_to_role, revoke_from_role

__all__ = [
    "accept_invitation",
    "add_member",
    "add_resource",
    "approve_join",
    "archive_group",
    "branch",
    "change_policy",
    "create_group",
    "decline_invitation",
    "describe_group",
    "describe_unit",
    "ensure_personal_spaces",
    "ensure_unit_space",
    "follow_unit",
    "found_organisation",
    "grant",
    "grant_to_role",
    "invite",
    "join",
    "leave",
    "let_everybody",
    "make_owner",
    "open_conversation_space",
    "place",
    "place_new",
    "put_resource_first",
    "refuse_join",
    "remove_member",
    "remove_resource",
    "reopen_group",
    "request_to_join",
    "reread_placed",
    "resign",
    "revoke",
    "revoke_from_role",
    "set_cover",
    "withdraw_invitation",
]
