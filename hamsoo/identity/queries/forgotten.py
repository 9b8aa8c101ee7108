"""What was forgotten and stays out: asked of every row that comes."""

import hashlib
import hmac
from collections.abc import Collection, Iterable

from django.db.models import Count

from hamsoo.identity.models import Forgotten, System
from hamsoo.people.models import Person


def digest_of(system: System, key: str) -> str:
    """Return what is kept of a forgotten key."""
    return hmac.new(system.salt.encode(), key.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def forgotten_among(system: System, entity: str, keys: Iterable[str]) -> set[str]:
    """Return which of these keys name records of the system that were forgotten; a system without a salt has forgotten none."""
    if not system.salt:
        return set()
    digests = {digest_of(system, key): key for key in keys}
    rows = Forgotten.objects.filter(system=system, entity=entity, digest__in=digests)
    return {digests[digest] for digest in rows.values_list("digest", flat=True)}


def systems_that_forgot(*, person: Person | None) -> list[System]:
    """Return the systems that `person` sees of which records were forgotten, each with `forgotten_count`."""
    rows = System.objects.visible_to(person).annotate(forgotten_count=Count("forgotten"))
    return list(rows.filter(forgotten_count__gt=0))


class StaysOut:
    """Says of the rows of a file whether they name what was forgotten: the digests are read once."""

    def __init__(self, system: System, entities: Collection[str]) -> None:
        # As it is now: the salt may be younger than what the caller has read.
        self._system = System.objects.filter(pk=system.pk).first() or system
        rows = Forgotten.objects.filter(system=system.pk, entity__in=entities)
        self._digests = frozenset(rows.values_list("entity", "digest"))
        self._entities = tuple(entities)

    def names(self, key: str, entity: str = "") -> bool:
        """Return whether `key` names what was forgotten, of one kind or of any."""
        if not self._digests:
            return False
        digest = digest_of(self._system, key)
        return any((kind, digest) in self._digests for kind in ([entity] if entity else self._entities))
