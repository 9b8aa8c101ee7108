"""Who is in a group: joining, asking to join, being added, leaving."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces import events, queries, rules
from hamsoo.spaces.actions.groups import locked_group
from hamsoo.spaces.actions.rights import grant, revoke
from hamsoo.spaces.models import Grant, JoinRefusal, JoinRequest, Level, Space

_LAST_OWNER = _("The last owner cannot leave. Name another owner first.")


@transaction.atomic
def join(*, actor: Person, space: Space, at: datetime) -> Space:
    """Become a member of an open group; for a member nothing happens."""
    space = locked_group(actor, space)
    if space.policy != Space.Policy.OPEN:
        raise NotAllowed(_("Ask to join: the owners of this group decide."))
    enter(actor, space, actor, at)
    return space


@transaction.atomic
def request_to_join(*, actor: Person, space: Space, note: str = "", at: datetime) -> JoinRequest:
    """Ask the owners of a closed group to be let in; asking twice is asking once."""
    space = locked_group(actor, space)
    if space.policy != Space.Policy.CLOSED:
        raise NotAllowed(_("Nobody has to ask here."))
    if rules.level_of(actor, space):
        raise Conflict(_("You are a member already."))
    rules.require_not_archived(space)
    if queries.invitation(person=actor, space=space):
        raise Conflict(_("You are invited: come in."))
    JoinRefusal.objects.filter(space=space, person=actor).delete()
    asked, is_new = JoinRequest.objects.get_or_create(space=space, person=actor, defaults={"note": note.strip()[:500], "asked_at": at})
    if is_new:
        owners = tuple(queries.owner_ids(space=space))
        fact = events.JoinRequested(space_id=space.pk, person_id=actor.pk, join_request_id=asked.pk, owner_ids=owners)
        record_of_member(fact, actor, space, actor.pk, at)
    return asked


@transaction.atomic
def approve_join(*, actor: Person, asked: JoinRequest, at: datetime) -> Space:
    """Let somebody in who asked."""
    space, asked = _decide(actor, asked)
    grant(space=space, principal=(Grant.Principal.PERSON, asked.person_id), level=Level.WRITE)
    owners = tuple(queries.owner_ids(space=space))
    fact = events.JoinApproved(space_id=space.pk, person_id=asked.person_id, join_request_id=asked.pk, owner_ids=owners)
    record_of_member(fact, actor, space, asked.person_id, at)
    asked.delete()
    return space


@transaction.atomic
def refuse_join(*, actor: Person, asked: JoinRequest, note: str = "", at: datetime) -> Space:
    """Do not let somebody in who asked; they read the words of the answer on the page of the group."""
    space, asked = _decide(actor, asked)
    owners = tuple(queries.owner_ids(space=space))
    if note.strip():
        kept = {"note": " ".join(note.split())[:500], "at": at}
        JoinRefusal.objects.update_or_create(space=space, person_id=asked.person_id, defaults=kept)
    fact = events.JoinRefused(space_id=space.pk, person_id=asked.person_id, join_request_id=asked.pk, owner_ids=owners)
    record_of_member(fact, actor, space, asked.person_id, at)
    asked.delete()
    return space


@transaction.atomic
def add_member(*, actor: Person, space: Space, person: Person, at: datetime) -> Space:
    """Take a colleague into the group; for a member nothing happens."""
    space = locked_group(actor, space)
    rules.require_can_manage(actor, space)
    if not person.is_active:
        raise NotFound
    enter(actor, space, person, at)
    return space


@transaction.atomic
def make_owner(*, actor: Person, space: Space, person: Person, at: datetime) -> Space:
    """Have a member look after the group as well."""
    space = locked_group(actor, space)
    rules.require_can_manage(actor, space)
    level = rules.level_of(person, space)
    if level is None or not person.is_active:
        raise NotFound
    if level < Level.MANAGE:
        grant(space=space, principal=(Grant.Principal.PERSON, person.pk), level=Level.MANAGE)
        record_of_member(events.OwnerNamed(space_id=space.pk, person_id=person.pk), actor, space, person.pk, at)
    return space


@transaction.atomic
def resign(*, actor: Person, space: Space, at: datetime) -> Space:
    """Be a member like the others from now on; the last owner names another one first."""
    space = locked_group(actor, space)
    if rules.level_of(actor, space) != Level.MANAGE:
        raise NotAllowed
    if queries.owner_ids(space=space) == [actor.pk]:
        raise Conflict(_LAST_OWNER)
    grant(space=space, principal=(Grant.Principal.PERSON, actor.pk), level=Level.WRITE)
    record_of_member(events.OwnerResigned(space_id=space.pk, person_id=actor.pk), actor, space, actor.pk, at)
    return space


@transaction.atomic
def remove_member(*, actor: Person, space: Space, person: Person, at: datetime) -> Space:
    """Take somebody out of the group."""
    space = locked_group(actor, space)
    rules.require_can_manage(actor, space)
    _exit(actor, space, person, at)
    return space


@transaction.atomic
def leave(*, actor: Person, space: Space, at: datetime) -> Space:
    """Be a member no longer; the last owner names another one first."""
    space = locked_group(actor, space)
    _exit(actor, space, actor, at)
    return space


def _decide(actor: Person, asked: JoinRequest) -> tuple[Space, JoinRequest]:
    """Return group and request, held; raise `Conflict` when another owner was faster, and for everybody else there is no request."""
    space = locked_group(actor, asked.space)
    if not rules.can_manage(actor, space):
        raise NotFound
    standing = JoinRequest.objects.select_for_update().filter(pk=asked.pk).first()
    if standing is None:
        raise Conflict
    return space, standing


def enter(actor: Person, space: Space, person: Person, at: datetime) -> None:
    """Make somebody a member; who was invited has accepted by that. For a member nothing happens."""
    rules.require_not_archived(space)
    if rules.level_of(person, space):
        return
    grant(space=space, principal=(Grant.Principal.PERSON, person.pk), level=Level.WRITE)
    JoinRequest.objects.filter(space=space, person=person).delete()
    JoinRefusal.objects.filter(space=space, person=person).delete()
    invited = queries.invitation(person=person, space=space)
    if invited is not None and actor.pk == person.pk:
        accepted = events.InvitationAccepted(space_id=space.pk, person_id=person.pk, invitation_id=invited.pk, by_id=invited.by_id)
        record_of_member(accepted, actor, space, person.pk, at)
    else:
        record_of_member(events.MemberJoined(space_id=space.pk, person_id=person.pk), actor, space, person.pk, at)
    if invited is not None:
        invited.delete()


def _exit(actor: Person, space: Space, person: Person, at: datetime) -> None:
    if queries.owner_ids(space=space) == [person.pk]:
        raise Conflict(_LAST_OWNER)
    # Who is only invited is not in it yet.
    if rules.level_of(person, space) is None or not revoke(space=space, principal=(Grant.Principal.PERSON, person.pk)):
        raise NotFound
    record_of_member(events.MemberLeft(space_id=space.pk, person_id=person.pk), actor, space, person.pk, at)


def record_of_member(fact: events.GroupFact, actor: Person, space: Space, person_id: int, at: datetime) -> None:
    """State a fact about somebody in a group, in its own space."""
    record(fact, actor=actor, objects=[Ref("space", space.pk), ("person", person_id, "member")], spaces=[space.pk], at=at)
