"""Asking colleagues into a group. Who is asked may know of it until they have answered, of a secret one too; they read nothing there."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, NotAllowed, NotFound
from hamsoo.people.models import Person
from hamsoo.spaces import events, rules
from hamsoo.spaces.actions.groups import locked_group
from hamsoo.spaces.actions.membership import enter, record_of_member
from hamsoo.spaces.actions.rights import grant, revoke
from hamsoo.spaces.models import Grant, GroupInvitation, JoinRequest, Level, Space

NOTE_LONGEST = 500


@transaction.atomic
def invite(*, actor: Person, space: Space, person: Person, note: str = "", at: datetime) -> GroupInvitation:
    """Ask a colleague into a group; asking twice is asking once."""
    space = locked_group(actor, space)
    rules.require_not_archived(space)
    if not rules.can_invite(actor, space):
        raise NotAllowed
    if not person.is_active:
        raise NotFound
    if rules.level_of(person, space):
        raise Conflict(_("%(name)s is a member already.") % {"name": person.name}, field="who")
    if JoinRequest.objects.filter(space=space, person=person).exists():
        raise Conflict(_("%(name)s has asked to join and waits to be let in.") % {"name": person.name}, field="who")
    defaults = {"by": actor, "note": note.strip()[:NOTE_LONGEST], "at": at}
    invited, is_new = GroupInvitation.objects.get_or_create(space=space, person=person, defaults=defaults)
    if is_new:
        grant(space=space, principal=(Grant.Principal.PERSON, person.pk), level=Level.OUTLINE)
        fact = events.GroupInvited(space_id=space.pk, person_id=person.pk, invitation_id=invited.pk)
        record_of_member(fact, actor, space, person.pk, at)
    return invited


@transaction.atomic
def accept_invitation(*, actor: Person, space: Space, at: datetime) -> Space:
    """Come into a group that one was asked into."""
    space = locked_group(actor, space)
    _held(space, actor)
    enter(actor, space, actor, at)
    return space


@transaction.atomic
def decline_invitation(*, actor: Person, space: Space, at: datetime) -> Space:
    """Do not come into a group that one was asked into; a secret one is not there any more for who declined."""
    space = locked_group(actor, space)
    invited = _held(space, actor)
    fact = events.InvitationDeclined(space_id=space.pk, person_id=actor.pk, invitation_id=invited.pk, by_id=invited.by_id)
    _end(invited, fact, actor, space, at)
    return space


@transaction.atomic
def withdraw_invitation(*, actor: Person, space: Space, person: Person, at: datetime) -> Space:
    """Take an invitation back: who looks after the group, and who has sent it."""
    space = locked_group(actor, space)
    invited = _held(space, person)
    if not (rules.can_manage(actor, space) or invited.by_id == actor.pk):
        raise NotFound
    fact = events.InvitationWithdrawn(space_id=space.pk, person_id=person.pk, invitation_id=invited.pk)
    _end(invited, fact, actor, space, at)
    return space


def _held(space: Space, person: Person) -> GroupInvitation:
    invited = GroupInvitation.objects.select_for_update().filter(space=space, person=person).first()
    if invited is None:
        raise NotFound
    return invited


def _end(invited: GroupInvitation, fact: events.GroupFact, actor: Person, space: Space, at: datetime) -> None:
    record_of_member(fact, actor, space, invited.person_id, at)
    revoke(space=space, principal=(Grant.Principal.PERSON, invited.person_id))
    invited.delete()
