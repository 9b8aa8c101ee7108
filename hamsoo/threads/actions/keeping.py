"""Keeping things for oneself."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads import targets
from hamsoo.threads.models import Bookmark

MOST_BOOKMARKS = 2_000


@transaction.atomic
def bookmark(*, actor: Person, target: Ref, at: datetime) -> Bookmark:
    """Keep a thing that the actor sees; twice is once. Nobody hears of it."""
    targets.get(person=actor, ref=target)
    own = Bookmark.objects.visible_to(actor)
    if own.count() >= MOST_BOOKMARKS:
        raise Conflict(_("You keep very many things. Let some go first."))
    found, _made = own.get_or_create(person=actor, target_type=target.type, target_id=target.id, defaults={"at": at})
    return found


@transaction.atomic
def let_go(*, actor: Person, target: Ref) -> None:
    """Keep a thing no longer; it works for what the actor may not see any more, too."""
    Bookmark.objects.visible_to(actor).filter(target_type=target.type, target_id=target.id).delete()
