"""Who may publish, change and remove posts, and what of a vote may be known."""

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.kernel.markdown import undirected
from hamsoo.people.models import Person
from hamsoo.people.rules import leads_a_unit
from hamsoo.social.models import Poll, Post
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import space_ids

LONGEST = 40_000
"""Characters of a post."""
LONGEST_TITLE = 140
LONGEST_SERIES = 80


def require_can_publish(*, person: Person, in_space_ids: Iterable[int]) -> frozenset[int]:
    """Return the spaces, or raise: `Invalid` for none, `NotAllowed` unless `person` writes in all of them."""
    wanted = frozenset(in_space_ids)
    if not wanted:
        raise Invalid(_("Choose where to publish."), field="space")
    if not wanted <= space_ids(person=person, level=Level.WRITE):
        raise NotAllowed(_("You may not write there."), field="space")
    return wanted


def can_announce(*, person: Person, in_space_ids: Iterable[int]) -> bool:
    """Return whether `person` may speak for everyone there: administrators, heads of units, and who manages all these spaces."""
    if person.is_administrator or leads_a_unit(person):
        return True
    return frozenset(in_space_ids) <= space_ids(person=person, level=Level.MANAGE)


def can_edit(*, person: Person, post: Post) -> bool:
    """Return whether `person` may change the text: only its author may."""
    return post.author_id == person.pk and post.removed_at is None


def can_remove(*, person: Person, post: Post, in_space_ids: Iterable[int]) -> bool:
    """Return whether `person` may take the post away: its author, an administrator, and who manages a space it stands in."""
    if post.author_id == person.pk or person.is_administrator:
        return post.removed_at is None
    return not space_ids(person=person, level=Level.MANAGE).isdisjoint(in_space_ids)


def can_pin(*, person: Person, space_id: int) -> bool:
    """Return whether `person` looks after a space, and so says what stands on top of it."""
    return person.is_administrator or space_id in space_ids(person=person, level=Level.MANAGE)


def can_see_receipts(*, person: Person, post: Post, in_space_ids: Iterable[int]) -> bool:
    """Return whether `person` may know who has read an announcement: who may take it away may."""
    return post.kind == Post.Kind.ANNOUNCEMENT and can_remove(person=person, post=post, in_space_ids=in_space_ids)


def mark_of(*, poll: Poll, person: Person) -> str:
    """Return what stands for `person` in an anonymous poll: nobody makes it, or tells from it who it is, without the secret key."""
    words = f"vote {poll.pk} {person.pk}"
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def sign_in_of(person: Person) -> str:
    """Return what changes when the password of `person` does, or all their sessions are ended; empty without an account."""
    return hashlib.sha256(person.account.get_session_auth_hash().encode()).hexdigest() if person.account else ""


def checked_body(body: str) -> str:
    """Return the text without blank edges, or raise `Invalid` when it is empty or too long."""
    body = body.replace("\x00", "").strip()
    if not body:
        raise Invalid(_("Write something first."), field="body")
    if len(body) > LONGEST:
        raise Invalid(_("This is too long for a post: %(limit)s characters at most.") % {"limit": LONGEST}, field="body")
    return body


def checked_title(title: str) -> str:
    """Return the title of an article on one line, or raise `Invalid` when it is empty or too long."""
    title = " ".join(undirected(title.replace("\x00", "")).split())
    if not title:
        raise Invalid(_("Give it a title."), field="title")
    if len(title) > LONGEST_TITLE:
        raise Invalid(_("A title has %(limit)s characters at most.") % {"limit": LONGEST_TITLE}, field="title")
    return title


def checked_kind(kind: str) -> Post.Kind:
    """Return the kind of post, or raise `Invalid` for one that is not published at once: articles come from drafts."""
    if kind == Post.Kind.ARTICLE or kind not in Post.Kind.values:
        raise Invalid(_("There is no such kind of post."), field="kind")
    return Post.Kind(kind)
