"""What the bell says: asked with every page, so it is kept until there is news."""

from datetime import datetime

from django.core.cache import cache

from hamsoo.kernel import live
from hamsoo.notices.queries.choices import is_quiet
from hamsoo.notices.queries.inbox import unread_count
from hamsoo.people.models import Person
from hamsoo.spaces.queries import permission_version

_SECONDS = 60
"""What was taken away without any news for its reader (a post, say) is counted so long at most."""


def bell_count(*, person: Person, at: datetime) -> int:
    """Return how many lines are unread, nothing in the reader's quiet hours. New notices and changed rights count at once."""
    news, version = live.news_of(f"inbox:{person.pk}"), permission_version(person=person)
    key = f"notices.bell.{person.pk}.{version}.{news}"
    count: int | None = cache.get(key) if news is not None else None
    if count is None:
        count = unread_count(person=person)
        if news is not None:
            cache.set(key, count, timeout=_SECONDS)
    return 0 if count and is_quiet(person=person, at=at) else count
