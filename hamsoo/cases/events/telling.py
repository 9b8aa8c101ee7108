"""What the facts of cases say alike."""

from dataclasses import dataclass

from hamsoo.ledger.traits import Filed, Indexed, Notifies, Ref, Timeline, Told, Tracked


@dataclass(frozen=True, kw_only=True)
class AboutCase(Tracked, Notifies, Indexed, Timeline):
    """Is told to those who are with a case, stands on its story and its customer's, and has it read again by the index.

    `told_ids` are the assignee and the watchers at that time; `sibling_ids` the followed records of the same customer.
    """

    aspects = ("contacts",)

    case_id: int
    unit_id: int
    record_id: int | None = None
    told_ids: tuple[int, ...] = ()
    sibling_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(pk, "case") for pk in self.told_ids]

    def notice_subject(self) -> Ref | None:
        return Ref("case", self.case_id)

    def also_about(self) -> list[Ref]:
        return [Ref("source_record", pk) for pk in self.sibling_ids]

    def rereads(self) -> list[Ref]:
        return [Ref("case", self.case_id)]

    def filed(self) -> Filed:
        return Filed("case", "", self.unit_id)
