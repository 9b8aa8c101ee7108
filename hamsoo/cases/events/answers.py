"""Facts about answers at hand: what they say stands in their versions."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event


class AnswerKept(Event, icon="message-square-text", sentence=_("%(actor)s changed an answer at hand")):
    """An answer at hand was written, changed, or put away."""

    answer_id: int
    number: int
    is_active: bool


class AnswerUsed(Event, icon="message-square-text", sentence=_("%(actor)s used an answer at hand")):
    """An answer at hand was sent in a case, with what is done along with it or without."""

    answer_id: int
    number: int
    case_id: int
    has_changes: bool
