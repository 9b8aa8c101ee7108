"""Facts about contacts with customers. What was said stands in the interaction; a customer stands in them as the source record."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Filed, Notifies, Ref, Timeline, Told, Tracked


class Contact(Tracked, Timeline):
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


class InteractionReceived(Contact, Event, icon="mail", sentence=_("%(contact)s wrote to %(unit)s: “%(subject)s”")):
    """A customer wrote, called or came; `begins` when it belongs to no earlier correspondence."""

    correspondence_id: int
    interaction_id: int
    unit_id: int
    channel: str
    record_id: int | None = None
    sibling_ids: tuple[int, ...] = ()
    begins: bool = False
    is_automatic: bool = False


class InteractionSent(Contact, Event, icon="send", sentence=_("%(actor)s wrote to %(contact)s: “%(subject)s”")):
    """A colleague wrote to a customer, or noted a call or visit of ours."""

    correspondence_id: int
    interaction_id: int
    unit_id: int
    channel: str
    record_id: int | None = None
    sibling_ids: tuple[int, ...] = ()


class DeliveryFailed(Event, Notifies, Timeline, icon="mail-x", sentence=_("What was written to %(contact)s did not arrive: “%(subject)s”")):
    """Something that we sent was refused, or came back; its author is told."""

    correspondence_id: int
    interaction_id: int
    unit_id: int
    record_id: int | None = None
    author_id: int | None = None

    def told(self) -> list[Told]:
        return [Told(self.author_id, "delivery")] if self.author_id else []

    def notice_subject(self) -> Ref:
        return Ref("correspondence", self.correspondence_id)

    def filed(self) -> Filed:
        return Filed("mail", "mail", self.unit_id)


class CorrespondenceJoined(Event, Tracked, Timeline, icon="link", sentence=_("%(actor)s found out that %(contact)s is %(customer)s")):
    """A colleague said which customer a correspondence is with."""

    aspects = ("contacts",)
    correspondence_id: int
    record_id: int
    unit_id: int
    sibling_ids: tuple[int, ...] = ()

    def filed(self) -> Filed:
        return Filed("note", "mail", self.unit_id)

    def also_about(self) -> list[Ref]:
        return [Ref("source_record", pk) for pk in self.sibling_ids]


class CorrespondenceWanted(Event, Timeline, icon="inbox", sentence=_("%(actor)s wanted what %(contact)s wrote: “%(subject)s”")):
    """A colleague said that something was wanted which a machine or a list had written, and which had been laid aside."""

    correspondence_id: int
    interaction_id: int | None = None
    unit_id: int
    record_id: int | None = None

    def filed(self) -> Filed:
        return Filed("mail", "mail", self.unit_id)


class MailboxChanged(Event, icon="inbox", sentence=_("%(actor)s changed a mailbox")):
    """An address by which a unit is reached was added, changed or closed."""

    mailbox_id: int
    is_new: bool = False
    is_active: bool = True


class SourceChanged(Event, icon="webhook", sentence=_("%(actor)s changed which systems hand contacts over")):
    """Another system may hand contacts over, has a new secret, or may no more."""

    source_id: int
    is_active: bool = True
