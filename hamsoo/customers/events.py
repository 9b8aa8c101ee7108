"""Facts about customers. A customer stands in them as the source record that each hangs on, and so moves with it.

Who follows any record of a customer hears of what hangs on the others: `sibling_ids` are those that were one customer with it then.
"""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Filed, Notifies, Ref, Timeline, Told, Tracked


class _AboutCustomer(Tracked, Timeline):
    """Is heard by who follows any record of the customer."""

    sibling_ids: tuple[int, ...]

    def also_about(self) -> list[Ref]:
        return [Ref("source_record", pk) for pk in self.sibling_ids]


class CustomerAdded(Event, Timeline, icon="building-2", sentence=_("%(actor)s added the customer “%(customer)s”")):
    """Somebody added a customer by hand."""

    record_id: int


class RecordTakenOut(Event, Timeline, icon="unlink", sentence=_("%(actor)s took the record “%(customer)s” out of a customer")):
    """Somebody took back every decision that made a record one customer with others; the decisions stay on record."""

    record_id: int
    decision_ids: tuple[int, ...]


class TeamMemberAdded(
    Event, _AboutCustomer, Notifies, icon="user-plus", sentence=_("%(person)s joined the team of “%(customer)s”: %(role)s")
):
    """A colleague looks after a customer from now on."""

    aspects = ("team",)

    member_id: int
    record_id: int
    person_id: int
    role: str
    sibling_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(self.person_id, "team")]

    def notice_subject(self) -> Ref:
        return Ref("source_record", self.record_id)


class TeamRoleChanged(
    Event, _AboutCustomer, icon="user-cog", sentence=_("%(person)s has another role in the team of “%(customer)s”: %(role)s")
):
    """A colleague looks after a customer in another role."""

    aspects = ("team",)

    member_id: int
    record_id: int
    person_id: int
    role: str
    sibling_ids: tuple[int, ...] = ()


class TeamMemberLeft(Event, _AboutCustomer, icon="user-minus", sentence=_("%(person)s left the team of “%(customer)s”")):
    """A colleague looks after a customer no more."""

    aspects = ("team",)

    member_id: int
    record_id: int
    person_id: int
    sibling_ids: tuple[int, ...] = ()


class StageChanged(Event, _AboutCustomer, icon="milestone", sentence=_("%(actor)s: “%(customer)s” is now at “%(stage)s”")):
    """A customer came to another stage or state of its way."""

    aspects = ("standing",)

    change_id: int
    record_id: int
    stage: str
    state: str = ""
    sibling_ids: tuple[int, ...] = ()


class SegmentChanged(Event, _AboutCustomer, icon="layers", sentence=_("%(dimension)s of “%(customer)s”: %(segment)s")):
    """A customer belongs to another segment, chosen by somebody or found by a rule; what it needs stands in the change alone."""

    aspects = ("standing",)

    change_id: int
    record_id: int
    dimension: str
    segment: str
    sibling_ids: tuple[int, ...] = ()


class CustomersRelated(Event, Timeline, icon="network", sentence=_("%(actor)s noted: “%(customer)s” is %(kind)s “%(company)s”")):
    """Somebody said what a customer is to a company; `company_id` is a record of that company."""

    tie_id: int
    record_id: int
    company_id: int
    kind: str


class RelationEnded(Event, Timeline, icon="network", sentence=_("%(actor)s noted: “%(customer)s” is no more %(kind)s “%(company)s”")):
    """Somebody said that a customer is no more to a company what somebody had said."""

    tie_id: int
    record_id: int
    company_id: int
    kind: str


class StagesNamed(Event, icon="milestone", sentence=_("%(actor)s named the stages of customers")):
    """The stages of a customer's way have other names, or others became stages."""

    codes: tuple[str, ...]


class ConsentChanged(Event, Timeline, icon="handshake", sentence=_("%(actor)s noted about “%(customer)s”: %(purpose)s – %(answer)s")):
    """A customer agreed to be addressed for a purpose, or took that back."""

    change_id: int
    record_id: int
    purpose: str
    is_given: bool


class CustomerForgotten(Event, icon="eraser", sentence=_("%(actor)s had a customer forgotten")):
    """All that was known of a customer was erased; why, and how much, stands in the erasure. `person_ids` looked after it."""

    erasure_id: int
    record_ids: tuple[int, ...]
    person_ids: tuple[int, ...] = ()


class RetentionSet(Event, icon="timer", sentence=_("%(actor)s set after how long customers are forgotten")):
    """Customers with whom nothing happens are forgotten after so many days, or (None) are not."""

    days: int | None = None


class RulesSet(Event, icon="layers", sentence=_("%(actor)s set the rules by which customers are put into segments")):
    """Customers are put into segments by other rules."""

    count: int


class SatisfactionTold(Event, Timeline, icon="star", sentence=_("“%(customer)s” answered – %(measure)s: %(score)s")):
    """A customer said how satisfied it is, and a system that asked handed that over."""

    answer_id: int
    record_id: int
    measure: str
    score: int
    channel: str

    def filed(self) -> Filed:
        return Filed("", self.channel, None)


class ActivityNoted(Event, _AboutCustomer, icon="message-square", sentence=_("%(actor)s noted about “%(customer)s”: %(kind)s")):
    """Something happened with a customer; what was said stands in the activity."""

    aspects = ("contacts",)

    activity_id: int
    record_id: int
    kind: str
    channel: str
    unit_id: int | None = None
    sibling_ids: tuple[int, ...] = ()

    def filed(self) -> Filed:
        return Filed(self.kind, self.channel, self.unit_id)
