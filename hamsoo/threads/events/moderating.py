"""Facts about what was reported, and what was decided."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Notifies, Ref, Told


class ContentReported(Event, Notifies, icon="flag", sentence=_("%(actor)s reported “%(title)s”")):
    """A colleague said that a thing should not stand where it does; those who look after the place are told."""

    report_id: int
    target_type: str
    target_id: int
    moderator_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(person_id, "report") for person_id in self.moderator_ids]

    def notice_subject(self) -> Ref:
        return Ref(self.target_type, self.target_id)


class ReportDecided(Event, Notifies, Indexed, icon="gavel", sentence=_("%(actor)s decided on the report about “%(title)s”")):
    """Somebody who looks after the place decided, with a reason. Who reported is told; the author too, if it was hidden."""

    report_id: int
    target_type: str
    target_id: int
    decision: str
    told_ids: tuple[int, ...] = ()
    reread_comment_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(person_id, "report") for person_id in self.told_ids]

    def rereads(self) -> list[Ref]:
        return [Ref(self.target_type, self.target_id), *(Ref("comment", comment_id) for comment_id in self.reread_comment_ids)]


class ContentRestored(Event, Indexed, icon="undo-2", sentence=_("%(actor)s put “%(title)s” back")):
    """What was hidden stands again where it stood."""

    target_type: str
    target_id: int
    reread_comment_ids: tuple[int, ...] = ()

    def rereads(self) -> list[Ref]:
        return [Ref(self.target_type, self.target_id), *(Ref("comment", comment_id) for comment_id in self.reread_comment_ids)]
