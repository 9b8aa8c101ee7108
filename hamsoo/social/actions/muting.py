"""Leaving something out of one's feed, and having it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.social.models import Mute
from hamsoo.spaces.models import Space
from hamsoo.spaces.queries import space_ids
from hamsoo.threads import targets
from hamsoo.threads.actions import topic_called

MOST_MUTED = 500


@transaction.atomic
def mute(*, actor: Person, target: Ref, at: datetime) -> Mute:
    """Leave a colleague, a space or one thing out of the actor's feed; twice is once. What they may not see is `NotFound`."""
    require_colleague(actor)
    if target == Ref("person", actor.pk):
        raise Invalid(_("What you do yourself is not muted."))
    if target.type == "space":
        if target.id not in space_ids(person=actor, kinds=(Space.Kind.UNIT, Space.Kind.GROUP)):
            raise NotFound
    elif target.type == "topic":
        raise NotFound
    else:
        targets.get(person=actor, ref=target)
    return _keep(actor, target, "", at)


@transaction.atomic
def mute_words(*, actor: Person, words: str, at: datetime) -> Mute:
    """Leave out what is written from now on and holds all these words."""
    topic = topic_called(actor=actor, words=words, at=at)
    return _keep(actor, Ref("topic", topic.pk), topic.words, at)


def _keep(actor: Person, target: Ref, words: str, at: datetime) -> Mute:
    mine = Mute.objects.filter(person=actor)
    found = mine.filter(target_type=target.type, target_id=target.id).first()
    if found is not None:
        return found
    if mine.count() >= MOST_MUTED:
        raise Conflict(_("So much is muted already. Have something back first."))
    return Mute.objects.create(person=actor, target_type=target.type, target_id=target.id, words=words, at=at)


@transaction.atomic
def unmute(*, actor: Person, target: Ref) -> None:
    """Have something in the feed again, also what the actor may not see any more; nothing happens when it was not muted."""
    Mute.objects.filter(person=actor, target_type=target.type, target_id=target.id).delete()
