"""The key by which a program of a colleague reads blogs."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.social import rules
from hamsoo.social.models import FeedToken


@transaction.atomic
def renew_feed_token(*, actor: Person, at: datetime) -> str:
    """Make a new key and return it, this once; the one before opens nothing any more."""
    require_colleague(actor)
    secret = secrets.token_urlsafe(32)
    made = {"digest": sha256(secret.encode()).hexdigest(), "sign_in": rules.sign_in_of(actor), "made_at": at}
    FeedToken.objects.update_or_create(person=actor, defaults=made)
    return f"{actor.pk}.{secret}"


@transaction.atomic
def revoke_feed_token(*, actor: Person) -> None:
    """Let the key open nothing any more; without one there is nothing to do."""
    FeedToken.objects.filter(person=actor).delete()
