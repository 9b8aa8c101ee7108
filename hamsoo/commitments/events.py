"""Facts about promises. What was said stands in the commitment; a customer stands in them as the source record that it hangs on."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Filed, Notifies, Ref, Timeline, Told, Tracked


class _Promise(Tracked, Timeline, Notifies):
    """Is heard by who follows any record of the customer, and told to `told_ids`: who promised, and who looks after the customer."""

    aspects = ("commitments",)
    commitment_id: int
    record_id: int
    unit_id: int
    told_ids: tuple[int, ...] = ()
    sibling_ids: tuple[int, ...] = ()

    def filed(self) -> Filed:
        return Filed("commitment", "", self.unit_id)

    def also_about(self) -> list[Ref]:
        return [Ref("source_record", pk) for pk in self.sibling_ids]

    def told(self) -> list[Told]:
        return [Told(pk, "commitment") for pk in self.told_ids]

    def notice_subject(self) -> Ref | None:
        return Ref("commitment", self.commitment_id)


class CommitmentMade(Event, _Promise, icon="handshake", sentence=_("%(unit)s promised “%(customer)s”: %(promise)s")):
    """Something was promised to a customer."""

    commitment_id: int
    record_id: int
    unit_id: int
    told_ids: tuple[int, ...] = ()
    sibling_ids: tuple[int, ...] = ()


class CommitmentKept(Event, _Promise, icon="circle-check", sentence=_("%(unit)s kept what it promised “%(customer)s”: %(promise)s")):
    """A promise was kept."""

    commitment_id: int
    record_id: int
    unit_id: int
    told_ids: tuple[int, ...] = ()
    sibling_ids: tuple[int, ...] = ()


class CommitmentBroken(Event, _Promise, icon="circle-x", sentence=_("What %(unit)s promised “%(customer)s” was not kept: %(promise)s")):
    """A promise was not kept; why stands in the commitment."""

    commitment_id: int
    record_id: int
    unit_id: int
    told_ids: tuple[int, ...] = ()
    sibling_ids: tuple[int, ...] = ()


class CommitmentWithdrawn(Event, _Promise, icon="undo-2", sentence=_("%(unit)s does not promise “%(customer)s” any more: %(promise)s")):
    """A promise was taken back; why stands in the commitment."""

    commitment_id: int
    record_id: int
    unit_id: int
    told_ids: tuple[int, ...] = ()
    sibling_ids: tuple[int, ...] = ()


class CommitmentReplaced(
    Event, _Promise, icon="refresh-cw", sentence=_("%(unit)s promised “%(customer)s” otherwise than before: %(promise)s")
):
    """A unit said anew what it had promised: `by_id` holds from now on."""

    commitment_id: int
    record_id: int
    unit_id: int
    by_id: int
    told_ids: tuple[int, ...] = ()
    sibling_ids: tuple[int, ...] = ()


class CommitmentDue(Event, Notifies, icon="bell-ring", sentence=_("Promised to “%(customer)s”, and soon due: %(promise)s")):
    """A promise comes due and is not kept yet."""

    commitment_id: int
    record_id: int
    person_id: int

    def told(self) -> list[Told]:
        return [Told(self.person_id, "reminder")]

    def notice_subject(self) -> Ref | None:
        return Ref("commitment", self.commitment_id)


class CommitmentProposed(
    Event, Notifies, icon="handshake", sentence=_("You promised “%(customer)s”: %(promise)s. Keep it as a commitment?")
):
    """A promise was found in what somebody wrote to a customer."""

    proposal_id: int
    record_id: int
    person_id: int

    def told(self) -> list[Told]:
        return [Told(self.person_id, "commitment")]


class ConflictFound(
    Event, Timeline, Tracked, Notifies, icon="unlink", sentence=_("%(first)s and %(second)s promised “%(customer)s” different things")
):
    """Two promises to a customer contradict one another."""

    aspects = ("commitments",)

    conflict_id: int
    commitment_ids: tuple[int, ...]
    record_ids: tuple[int, ...]
    told_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(pk, "conflict") for pk in self.told_ids]

    def notice_subject(self) -> Ref | None:
        return Ref("commitment_conflict", self.conflict_id)


class ConflictDecided(
    Event, Timeline, Tracked, Notifies, icon="circle-check", sentence=_("%(actor)s decided what holds for “%(customer)s”: %(promise)s")
):
    """It was decided which of two promises holds; why stands in the resolution."""

    aspects = ("commitments",)

    conflict_id: int
    commitment_ids: tuple[int, ...]
    record_ids: tuple[int, ...]
    winner_id: int
    told_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(pk, "conflict") for pk in self.told_ids]

    def settles(self) -> list[tuple[Told, Ref]]:
        return [(Told(pk, "conflict"), Ref("commitment_conflict", self.conflict_id)) for pk in self.told_ids]

    def notice_subject(self) -> Ref | None:
        return Ref("commitment_conflict", self.conflict_id)


class SentDespiteConflict(
    Event,
    Timeline,
    Notifies,
    icon="triangle-alert",
    sentence=_("%(actor)s wrote to “%(customer)s” otherwise than was promised, and says why"),
):
    """Somebody wrote to a customer against what others had promised; the reason stands in the row."""

    sent_id: int
    record_id: int
    commitment_ids: tuple[int, ...]
    told_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(pk, "conflict") for pk in self.told_ids]


class MatrixChanged(Event, icon="grid-3x3", sentence=_("%(actor)s changed which claims exclude one another")):
    """Claims or pairs were added to the matrix, or taken out."""

    pair_count: int
    claim_count: int
