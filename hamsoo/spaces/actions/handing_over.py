"""Groups whose owner has left get another one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import rules as people_rules
from hamsoo.people.handover import Kind, Owned
from hamsoo.people.models import Person
from hamsoo.spaces import events, queries, rules
from hamsoo.spaces.actions.rights import grant, revoke
from hamsoo.spaces.models import Grant, Level, Space


@transaction.atomic
def hand_over_group(*, actor: Person, leaver: Person, space_id: int, to: Person, at: datetime) -> Space:
    """Let `to` look after a group in the place of an owner who has left, who is no member any more.

    A group that not every colleague reads goes to one of its members; only administrators name somebody else. Whether `actor` may was
    asked before; of a secret group they hear nothing but that it is one.
    """
    space = Space.objects.select_for_update().filter(pk=space_id, kind=Space.Kind.GROUP).first()
    if space is None or not _owned_by([leaver.pk]).filter(space=space).exists():
        raise NotFound
    if not to.is_active:
        raise Invalid(_("%(name)s does not work here any more.") % {"name": to.name}, field="to")
    _require_opens_nothing(actor, space, to)
    grant(space=space, principal=(Grant.Principal.PERSON, to.pk), level=Level.MANAGE)
    revoke(space=space, principal=(Grant.Principal.PERSON, leaver.pk))
    for fact, person in (
        (events.OwnerNamed(space_id=space.pk, person_id=to.pk), to),
        (events.MemberLeft(space_id=space.pk, person_id=leaver.pk), leaver),
    ):
        record(fact, actor=actor, objects=[Ref("space", space.pk), ("person", person.pk, "member")], spaces=[space.pk], at=at)
    return space


def _require_opens_nothing(actor: Person, space: Space, to: Person) -> None:
    """Refuse who does not read the group yet: whoever enters that its owner has left could let themselves in, and the owner come back."""
    if not (queries.is_open(space=space) or rules.level_of(to, space) or people_rules.can_administer(actor)):
        words = _("%(name)s is no member of this group. Choose a member, or ask an administrator.")
        raise Invalid(words % {"name": to.name}, field="to")


def _owned_by(ids: Sequence[int]) -> QuerySet[Grant]:
    """Return the grants by which these people own groups that are in use."""
    mine = Grant.objects.filter(principal_type=Grant.Principal.PERSON, principal_id__in=ids, level=Level.MANAGE)
    return mine.filter(space__kind=Space.Kind.GROUP, space__archived_at=None)


def _count(ids: Sequence[int]) -> Mapping[int, int]:
    return dict(_owned_by(ids).values_list("principal_id").annotate(Count("pk")).order_by())


def _ids(leaver: Person) -> list[int]:
    return list(_owned_by([leaver.pk]).order_by("space").values_list("space", flat=True))


def _load(reader: Person, leaver: Person, ids: Sequence[int]) -> list[Owned]:
    spaces = list(Space.objects.filter(pk__in=ids).order_by("pk"))
    known = set(queries.groups(person=reader).filter(pk__in=[space.pk for space in spaces]).values_list("pk", flat=True))
    return [_owned(space, leaver, is_known=space.pk in known) for space in spaces]


def _owned(space: Space, leaver: Person, *, is_known: bool) -> Owned:
    alone = gettext("Nobody else looks after it") if queries.owner_ids(space=space) == [leaver.pk] else ""
    if is_known:
        return Owned(space.pk, space.name, space.get_absolute_url(), alone)
    return Owned(space.pk, gettext("A secret group"), "", alone)


def _hand_over(actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    hand_over_group(actor=actor, leaver=leaver, space_id=object_id, to=to, at=at)


GROUPS = Kind("groups", _("Groups that they looked after"), _count, _ids, _load, _hand_over, says_itself=True)
"""What people own among spaces."""
