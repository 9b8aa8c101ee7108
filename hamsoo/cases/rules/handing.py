"""Who answers a hand-off, and the link by which a partner does."""

from datetime import datetime

from django.core import signing
from django.utils.crypto import constant_time_compare

from hamsoo.cases.models import HandOff
from hamsoo.cases.rules.working import unit_spaces
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level, Space
from hamsoo.spaces.queries import space_ids

_SIGNER = signing.Signer(salt="cases.hand_off")


def can_answer(person: Person, asked: HandOff) -> bool:
    """Return whether `person` accepts or refuses: the people of the unit that was asked."""
    if asked.to_unit_id is None:
        return False
    return unit_spaces([asked.to_unit_id]).get(asked.to_unit_id) in space_ids(person=person, level=Level.WRITE, kinds=(Space.Kind.UNIT,))


def require_can_answer(person: Person, asked: HandOff) -> None:
    """Raise `NotAllowed` for who may not."""
    if not can_answer(person, asked):
        raise NotAllowed


def token_of(asked: HandOff) -> str:
    """Return what the link of a partner ends with: which hand-off, a random part, and our signature over both."""
    return _SIGNER.sign(f"{asked.pk}.{asked.link_nonce}")


def is_theirs(asked: HandOff) -> bool:
    """Return whether a partner has to know of a case: it is asked to take it, or has it. `case` is loaded."""
    case = asked.case
    if asked.answer == HandOff.Answer.NONE:
        return case.is_open
    is_taken = asked.answer == HandOff.Answer.ACCEPTED and asked.returned_at is None
    return is_taken and case.partner_id == asked.to_partner_id and case.is_open and case.merged_into_id is None


def read_token(token: str, *, at: datetime) -> HandOff:
    """Return the hand-off that a link of ours speaks of; raise `NotFound` for any other, and when its time is over."""
    try:
        number, _dot, nonce = _SIGNER.unsign(token).partition(".")
    except signing.BadSignature as error:
        raise NotFound from error
    rows = HandOff.objects.select_related("case", "from_unit", "to_partner", "asked_by")
    found = rows.filter(pk=int(number), to_partner__isnull=False).first()
    if found is None or not found.link_nonce or not constant_time_compare(found.link_nonce, nonce):
        raise NotFound
    if found.link_until is None or found.link_until < at:
        raise NotFound
    return found
