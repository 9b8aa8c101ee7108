"""The link that stops mails: it says whose, and which. Signed, so that nobody can stop another's."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing

from hamsoo.notices.kinds import KINDS
from hamsoo.people.models import Person

_SALT = "notices.unsubscribe"


@dataclass(frozen=True, slots=True)
class Stop:
    """Which mails a link stops: the digests of a person, or (with either of both) mails at once because of kinds and places."""

    person_id: int
    kinds: tuple[str, ...] = ()
    space_ids: tuple[int, ...] = ()

    @property
    def is_of_digests(self) -> bool:
        """Return whether the link stops the digests."""
        return not (self.kinds or self.space_ids)


def key_of(person: Person, *, kinds: Iterable[str] = (), space_ids: Iterable[int] = ()) -> str:
    """Return what stands in the link; without kinds and places it is the one of the digests."""
    kinds, space_ids = sorted(kinds), sorted(space_ids)
    return signing.dumps([person.pk, kinds, space_ids] if kinds or space_ids else person.pk, salt=_SALT)


def stop_in(key: str) -> Stop | None:
    """Return what the link with `key` stops; None when we have not written it."""
    try:
        found = signing.loads(key, salt=_SALT)
    except signing.BadSignature:
        return None
    if isinstance(found, int):
        return Stop(found)
    person_id, kinds, space_ids = found
    return Stop(person_id, tuple(name for name in kinds if name in KINDS), tuple(space_ids))
