"""What a group or a unit keeps at hand: links to pages of ours and of the web."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.rules import path_of_this_site
from hamsoo.spaces import events, queries, rules
from hamsoo.spaces.models import Level, Resource, Space

TITLE_LONGEST, URL_LONGEST, NOTE_LONGEST = 120, 1000, 300
MOST_RESOURCES = 100

_a_web_address = URLValidator(schemes=["http", "https"])


@transaction.atomic
def add_resource(*, actor: Person, space: Space, title: str, url: str, note: str = "", at: datetime) -> Resource:
    """Put a link at hand: whoever writes there may. An address stands there once."""
    space = _writable(actor, space)
    title, note = " ".join(title.split()), " ".join(note.split())
    if not title or len(title) > TITLE_LONGEST:
        raise Invalid(_("Give it a short name."), field="title")
    if len(note) > NOTE_LONGEST:
        raise Invalid(_("This is too long."), field="note")
    url = _checked(url)
    there = Resource.objects.filter(space=space)
    if there.filter(url=url).exists():
        raise Conflict(_("This address stands there already."), field="url")
    if there.count() >= MOST_RESOURCES:
        raise Conflict(_("So many are not at hand any more. Take one away first."))
    made = Resource.objects.create(space=space, title=title, url=url, note=note, by=actor, at=at)
    _record(events.ResourceAdded(space_id=space.pk, resource_id=made.pk), actor, space, at)
    return made


@transaction.atomic
def remove_resource(*, actor: Person, space: Space, pk: int, at: datetime) -> None:
    """Take a link away: who put it there, and who looks after the place."""
    space = _writable(actor, space)
    found = _held(space, pk)
    if found.by_id != actor.pk and not rules.can_manage(actor, space):
        raise NotAllowed
    found.delete()
    _record(events.ResourceRemoved(space_id=space.pk, resource_id=pk), actor, space, at)


@transaction.atomic
def put_resource_first(*, actor: Person, space: Space, pk: int, is_first: bool) -> Resource:
    """Let a link stand before the rest, or among them again; who looks after the place says so. It is order, so no fact is stated."""
    space = _writable(actor, space)
    if not rules.can_manage(actor, space):
        raise NotAllowed
    found = _held(space, pk)
    found.is_first = is_first
    found.save(update_fields=["is_first"])
    return found


def _writable(actor: Person, space: Space) -> Space:
    """Return the group or unit, held; raise `NotFound` for who may not know of it and `NotAllowed` for who does not write there."""
    space = queries.place(person=actor, pk=space.pk, lock=True)
    if not (space.pk in queries.space_ids(person=actor, level=Level.WRITE) or (rules.can_manage(actor, space) and not space.archived_at)):
        raise NotAllowed
    return space


def _held(space: Space, pk: int) -> Resource:
    found = Resource.objects.select_for_update().filter(space=space, pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _checked(url: str) -> str:
    """Return a path of this site or an address of the web; raise `Invalid` (field `url`) for everything else."""
    url = url.strip()
    if not url or len(url) > URL_LONGEST:
        raise Invalid(_("Write the address of the page."), field="url")
    try:
        if url.startswith("/"):
            return path_of_this_site(url)
        _a_web_address(url)
    except Invalid as error:
        raise Invalid(error.message, field="url") from error
    except ValidationError as error:
        raise Invalid(_("This is no address of a page: it begins with https:// or, for a page of ours, with /."), field="url") from error
    return url


def _record(fact: events.GroupFact, actor: Person, space: Space, at: datetime) -> None:
    record(fact, actor=actor, objects=[Ref("space", space.pk)], spaces=[space.pk], at=at)
