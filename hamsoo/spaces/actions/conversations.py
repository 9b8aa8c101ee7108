"""The spaces of conversations that some colleagues have among themselves. They stand in no branch, so that no grant above opens them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hamsoo.spaces.actions.founding import create_space
from hamsoo.spaces.actions.rights import raise_versions
from hamsoo.spaces.models import Grant, Level, Space


@transaction.atomic
def open_conversation_space(*, person_ids: Iterable[int], name: str = "", at: datetime) -> Space:
    """Make a secret space in which these people, and nobody else, read and write; whether they may meet was asked before."""
    space = create_space(
        kind=Space.Kind.CONVERSATION, policy=Space.Policy.SECRET, parent=None, name_fa=name[:120], name_en=name[:120], at=at
    )
    ids = sorted(set(person_ids))
    person = Grant.Principal.PERSON.value
    Grant.objects.bulk_create(Grant(space=space, principal_type=person, principal_id=pk, level=Level.WRITE) for pk in ids)
    raise_versions((person, pk) for pk in ids)
    return space
