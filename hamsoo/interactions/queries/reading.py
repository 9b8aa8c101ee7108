"""Correspondence as its reader sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.interactions import rules
from hamsoo.interactions.models import Correspondence, Interaction, Mailbox, Source
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads.models import Attachment
from hamsoo.threads.queries import attachments_of

SHOWN = 50
_BIGGEST = 2**63 - 1
Cursor = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with its files."""

    interaction: Interaction
    files: Sequence[Attachment]

    @property
    def is_ours(self) -> bool:
        """Return whether it came from us."""
        return self.interaction.direction == Interaction.Direction.OUT


@dataclass(frozen=True, slots=True)
class Page:
    """Contacts in their order, and whether there are more before and after them."""

    contacts: Sequence[Contact]
    has_earlier: bool = False
    has_later: bool = False

    @property
    def before(self) -> Cursor | None:
        """Return where earlier ones end."""
        return _place(self.contacts[0].interaction) if self.has_earlier and self.contacts else None

    @property
    def after(self) -> Cursor | None:
        """Return where later ones begin."""
        return _place(self.contacts[-1].interaction) if self.has_later and self.contacts else None


def correspondence(*, person: Person, pk: int) -> Correspondence:
    """Return a correspondence that `person` reads; raise `NotFound` otherwise."""
    rows = Correspondence.objects.visible_to(person).select_related("record__system", "record__customer", "unit", "mailbox")
    found = rows.filter(pk=pk).first() if pk <= _BIGGEST else None
    if found is None:
        raise NotFound
    return found


def interaction(*, person: Person, pk: int) -> Interaction:
    """Return a contact that `person` reads; raise `NotFound` otherwise."""
    rows = Interaction.objects.visible_to(person).select_related(
        "correspondence__unit", "correspondence__record", "correspondence__mailbox"
    )
    found = rows.filter(pk=pk).first() if pk <= _BIGGEST else None
    if found is None:
        raise NotFound
    return found


def of(
    *, person: Person, correspondence: Correspondence, after: Cursor | None = None, before: Cursor | None = None, limit: int = SHOWN
) -> Page:
    """Return contacts in a correspondence with their files: the newest, or those next to a place (when, id). Three queries."""
    rows = Interaction.objects.visible_to(person).filter(correspondence=correspondence.pk).select_related("person__unit", "person__account")
    if after is not None:
        found = list(rows.filter(Q(at__gt=after[0]) | Q(at=after[0], pk__gt=after[1])).order_by("at", "pk")[: limit + 1])
        return Page(_with_files(found[:limit]), has_earlier=True, has_later=len(found) > limit)
    if before is not None:
        rows = rows.filter(Q(at__lt=before[0]) | Q(at=before[0], pk__lt=before[1]))
    found = list(rows.order_by("-at", "-pk")[: limit + 1])
    return Page(_with_files(found[:limit][::-1]), has_earlier=len(found) > limit, has_later=before is not None)


def of_customer(*, person: Person, customer: Customer, limit: int = SHOWN) -> list[Correspondence]:
    """Return the newest correspondence with a customer, of all its records that `person` reads."""
    records = SourceRecord.objects.visible_to(person).filter(customer=customer)
    rows = Correspondence.objects.visible_to(person).filter(record__in=records).select_related("unit", "mailbox")
    return list(rows.order_by("-last_at", "-pk")[:limit])


def trouble(*, person: Person, limit: int = SHOWN) -> list[Interaction]:
    """Return what `person` reads of what did not arrive, or of which nobody knows, the newest first."""
    wanted = [Interaction.Delivery.DOUBTFUL, Interaction.Delivery.REFUSED, Interaction.Delivery.BOUNCED]
    rows = Interaction.objects.visible_to(person).filter(delivery__in=wanted).select_related("correspondence__unit", "person")
    return list(rows.order_by("-at", "-pk")[:limit])


def laid_aside(*, person: Person, limit: int = SHOWN) -> list[Correspondence]:
    """Return what `person` reads of what machines and lists began, and nobody wanted yet; the newest first."""
    kinds = [Correspondence.Sifted.LIST, Correspondence.Sifted.MACHINE, Correspondence.Sifted.ANSWER]
    rows = Correspondence.objects.visible_to(person).filter(sifted__in=kinds).select_related("unit")
    return list(rows.order_by("-last_at", "-pk")[:limit])


def mailboxes(*, person: Person) -> list[Mailbox]:
    """Return all addresses by which the organisation is reached, for who keeps them."""
    return list(Mailbox.objects.select_related("unit").order_by("-is_active", "address")) if rules.can_keep_mailboxes(person) else []


def mailbox(*, person: Person, pk: int) -> Mailbox:
    """Return one of them; raise `NotFound` for who does not keep them."""
    found = Mailbox.objects.select_related("unit").filter(pk=pk).first() if pk <= _BIGGEST and rules.can_keep_mailboxes(person) else None
    if found is None:
        raise NotFound
    return found


def mailbox_with_form(*, token: str) -> Mailbox | None:
    """Return the mailbox whose form on the web this names."""
    rows = Mailbox.objects.filter(form_token=token, is_active=True).select_related("unit") if token and "\x00" not in token else ()
    return next(iter(rows), None)


def sources(*, person: Person) -> list[Source]:
    """Return the systems that hand contacts over, for who keeps mailboxes."""
    return list(Source.objects.select_related("mailbox").order_by("-is_active", "code")) if rules.can_keep_mailboxes(person) else []


def source_called(*, code: str) -> Source | None:
    """Return the system of this name that may hand contacts over, to a mailbox that is in use."""
    return Source.objects.select_related("mailbox__unit").filter(code=code, is_active=True, mailbox__is_active=True).first()


def _with_files(found: Sequence[Interaction]) -> list[Contact]:
    files = attachments_of(Ref("interaction", one.pk) for one in found)
    return [Contact(one, files.get(Ref("interaction", one.pk), ())) for one in found]


def _place(one: Interaction) -> Cursor:
    return one.at, one.pk
