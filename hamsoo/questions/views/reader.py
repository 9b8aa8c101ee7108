"""Who asks, about what, and what they wrote of it before."""

import re
from uuid import UUID, uuid4

from django.http import HttpRequest

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.threads import targets
from hamsoo.threads.targets import Target

_NAMED = re.compile(r"([a-z_]{1,40}):([0-9]{1,18})")


def reader(request: HttpRequest) -> Person:
    """Return the colleague who is signed in; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


def about(request: HttpRequest, person: Person) -> Target | None:
    """Return the thing that `about` names as `type:id`, in a form or in the address; raise `NotFound` where `person` sees none."""
    text = request.POST.get("about") or request.GET.get("about", "")
    if not text:
        return None
    named = _NAMED.fullmatch(text)
    if named is None:
        raise NotFound
    return targets.get(person=person, ref=Ref(named[1], int(named[2])))


def number(text: str) -> int | None:
    """Return the id that `text` is, None for none; raise `NotFound` for anything else."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotFound
    return int(text)


def draft_key(request: HttpRequest) -> UUID:
    """Return the key of the draft that a form, or the address, goes on with; a new one for none. Raise `NotFound` for what is no key."""
    text = request.POST.get("draft") or request.GET.get("draft", "")
    try:
        return UUID(text) if text else uuid4()
    except ValueError:
        raise NotFound from None
