"""Rights that roles have in spaces: the same grants, with a role as the principal. Administrators alone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Role
from hamsoo.people.rules import require_administrator
from hamsoo.spaces import events, queries
from hamsoo.spaces.actions.rights import grant, revoke
from hamsoo.spaces.models import Grant, Level, Space


@transaction.atomic
def grant_to_role(*, actor: Person, role: Role, space: Space, level: int, at: datetime) -> Grant:
    """Let the holders of a role do `level` in a space and below; what belongs to few, secret groups and persons, is refused."""
    require_administrator(actor)
    if level not in Level.values:
        raise Invalid(_("Choose what they may do there."), field="level")
    # Held, so that a group does not become secret meanwhile.
    if not queries.spaces_for_roles().select_for_update(of=("self",)).filter(pk=space.pk).first():
        raise Invalid(_("This space is for those alone whom it belongs to."), field="space")
    principal = (Grant.Principal.ROLE.value, role.pk)
    grant(space=space, principal=principal, level=Level(level))
    fact = events.RoleGranted(space_id=space.pk, role_id=role.pk, level=int(level))
    record(fact, actor=actor, objects=[Ref("role", role.pk), Ref("space", space.pk)], spaces=[], at=at)
    return Grant.objects.get(space=space, principal_type=principal[0], principal_id=role.pk)


@transaction.atomic
def revoke_from_role(*, actor: Person, role: Role, space: Space, at: datetime) -> None:
    """Take a role's right in a space away."""
    require_administrator(actor)
    if not revoke(space=space, principal=(Grant.Principal.ROLE.value, role.pk)):
        raise Conflict
    fact = events.RoleGrantRevoked(space_id=space.pk, role_id=role.pk)
    record(fact, actor=actor, objects=[Ref("role", role.pk), Ref("space", space.pk)], spaces=[], at=at)


def let_no_role(*, actor: Person, space: Space, at: datetime) -> None:
    """Take the rights of all roles in a space away: of a group that becomes secret. Who changes the group was asked for before."""
    for role_id in queries.role_ids_in(space=space):
        revoke(space=space, principal=(Grant.Principal.ROLE.value, role_id))
        fact = events.RoleGrantRevoked(space_id=space.pk, role_id=role_id)
        record(fact, actor=actor, objects=[Ref("role", role_id), Ref("space", space.pk)], spaces=[], at=at)
