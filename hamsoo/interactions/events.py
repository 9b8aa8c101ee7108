"""Facts about contacts with customers. What was said stands in the interaction; a customer stands in them as the source record."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Filed, Ref, Timeline, Tracked


class _Contact(Tracked, Timeline):
    """Stands on the timelines of its customer and its correspondence, and is heard by who follows any record of the customer."""

    aspects = ("contacts",)
    correspondence_id: int
    interaction_id: int
    unit_id: int
    channel: str
    record_id: int | None = None
    sibling_ids: tuple[int, ...] = ()

    def filed(self) -> Filed:
        return Filed("mail" if self.channel == "mail" else "call" if self.channel == "phone" else "note", self.channel, self.unit_id)

    def also_about(self) -> list[Ref]:
        return [Ref("source_record", pk) for pk in self.sibling_ids]


class InteractionReceived(_Contact, Event, icon="mail", sentence=_("%(contact)s wrote to %(unit)s: “%(subject)s”")):
    """A customer wrote, called or came; `begins` when it belongs to no earlier correspondence."""

    correspondence_id: int
    interaction_id: int
    unit_id: int
    channel: str
    record_id: int | None = None
    sibling_ids: tuple[int, ...] = ()
    begins: bool = False
    is_automatic: bool = False


class InteractionSent(_Contact, Event, icon="send", sentence=_("%(actor)s wrote to %(contact)s: “%(subject)s”")):
    """A colleague wrote to a customer, or noted a call or visit of ours."""

    correspondence_id: int
    interaction_id: int
    unit_id: int
    channel: str
    record_id: int | None = None
    sibling_ids: tuple[int, ...] = ()


class DeliveryFailed(Event, Timeline, icon="mail-x", sentence=_("What was written to %(contact)s did not arrive: “%(subject)s”")):
    """Something that we sent was refused, or came back."""

    correspondence_id: int
    interaction_id: int
    unit_id: int
    record_id: int | None = None
