"""Who may keep what about customers, and the named refusals."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from hamsoo.customers import verbs
from hamsoo.customers.models import TeamMember, Tie
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.identity.rules import can_forget as forgets
from hamsoo.identity.rules import can_review
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.people.models import Person
from hamsoo.people.rights import allows
from hamsoo.spaces.models import Level


class NotLinked(Conflict):
    """Nothing that this reader sees makes the record one customer with others."""

    default = _("No decision that you may see ties this record to others.")


class AlreadyInTeam(Conflict):
    """They look after this customer already."""

    default = _("They are in this team already.")


class CannotSee(Invalid):
    """They may not see the customer that they would look after."""

    default = _("They may not see this customer. Give them the right to read it first.")


class AlreadyRelated(Conflict):
    """Somebody or a system said so already."""

    default = _("This is known already.")


class Circle(Conflict):
    """A company would stand below itself."""

    default = _("That company stands below this one already: none can stand below itself.")


def can_forget(person: Person) -> bool:
    """Return whether `person` may have customers forgotten. Where they write is asked of each record."""
    return forgets(person)


def can_keep(person: Person) -> bool:
    """Return whether `person` may add customers, and keep any that they see."""
    return allows(person, verbs.KEEP)


def require_can_keep(person: Person) -> None:
    """Raise `NotAllowed` for who may not add customers."""
    if not can_keep(person):
        raise NotAllowed


def can_decide(person: Person) -> bool:
    """Return whether `person` may say which records are one customer."""
    return can_review(person)


def can_see_looks(person: Person) -> bool:
    """Return whether `person` may see who looked at a customer that they see."""
    return allows(person, verbs.SEE_LOOKS)


def record_to_write(person: Person, customer: Customer) -> SourceRecord | None:
    """Return the record on which hangs what `person` writes about a customer: the first where they may write. None: nowhere."""
    rows = SourceRecord.objects.visible_to(person, Level.WRITE).filter(customer=customer)
    return rows.select_related("system").order_by("pk").first()


def require_record_to_write(person: Person, customer: Customer) -> SourceRecord:
    """Return that record; raise `NotAllowed` where there is none."""
    record = record_to_write(person, customer)
    if record is None:
        raise NotAllowed
    return record


def can_serve(person: Person, customer: Customer) -> bool:
    """Return whether `person` may keep the team, stage and segments of a customer: who keeps customers, and who is in its team.

    Where they write it is asked as well: `record_to_write`.
    """
    team = TeamMember.objects.visible_to(person).serving().filter(person=person, record__customer=customer)
    return can_keep(person) or team.exists()


def kept_among(person: Person, customer: Customer, members: Sequence[TeamMember]) -> set[int]:
    """Return whom of the team of a customer, by the ids of members, `person` may take out or give another role.

    One customer is more to see and no more to do: they must write where the member stands.
    """
    if not members or not can_serve(person, customer):
        return set()
    written = SourceRecord.objects.visible_to(person, Level.WRITE).filter(pk__in={member.record_id for member in members})
    ids = set(written.values_list("pk", flat=True))
    return {member.pk for member in members if member.record_id in ids}


def require_keeps_member(person: Person, member: TeamMember) -> None:
    """Raise `NotAllowed` for who may not take a member out of a team or give them another role."""
    if not kept_among(person, member.record.customer, [member]):
        raise NotAllowed


def require_serves(person: Person, customer: Customer) -> SourceRecord:
    """Return the record on which hangs what they write; raise `NotAllowed` for who may not keep this customer."""
    record = require_record_to_write(person, customer)
    if not can_serve(person, customer):
        raise NotAllowed
    return record


def require_keeps_tie(person: Person, tie: Tie) -> None:
    """Raise `NotFound` for who does not see both ends of a tie, `NotAllowed` for who serves neither or does not write where it hangs."""
    ends = {tie.record_id, tie.company_id}
    if SourceRecord.objects.visible_to(person).filter(pk__in=ends).count() < len(ends):
        raise NotFound
    written = SourceRecord.objects.visible_to(person, Level.WRITE).filter(pk=tie.record_id).exists()
    if not written or not (can_serve(person, tie.record.customer) or can_serve(person, tie.company.customer)):
        raise NotAllowed
