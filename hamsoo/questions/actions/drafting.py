"""Requests that are not sent yet: kept while they are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.rules import require_active
from hamsoo.questions import rules
from hamsoo.questions.actions.asking import writable_places
from hamsoo.questions.models import RequestDraft
from hamsoo.questions.models.asking import TITLE_LENGTH
from hamsoo.threads import targets
from hamsoo.threads.actions import attach

MOST_DRAFTS = 100


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a page sends of a request that is being written; nothing of it has to be there yet."""

    title: str = ""
    body: str = ""
    urgency: str = ""
    place: int | None = None
    about: Ref | None = None
    attachment_ids: Sequence[int] = ()


@transaction.atomic
def save_request_draft(*, actor: Person, expert: Person, key: UUID, words: Drafted, at: datetime) -> RequestDraft:
    """Keep what the actor writes to `expert` so far, in the place of what they wrote before under this key."""
    require_active(actor)
    draft = locked_draft(actor, key) or RequestDraft(author=actor, key=key, expert=expert)
    if draft.pk is None and RequestDraft.objects.visible_to(actor).count() >= MOST_DRAFTS:
        raise Conflict(_("You have very many drafts. Send or discard some first."))
    if words.about is not None:
        targets.get(person=actor, ref=words.about)
    draft.title = rules.optional(words.title, "title", longest=TITLE_LENGTH)
    draft.body = rules.optional(words.body, "body")
    draft.urgency = rules.known_urgency(words.urgency) if words.urgency else draft.urgency
    draft.space_id = next(iter(writable_places(actor, [words.place]))) if words.place is not None else None
    draft.about_type, draft.about_id = words.about or ("", None)
    draft.saved_at = at
    draft.save()
    attach(actor=actor, target=draft.ref, attachment_ids=words.attachment_ids, at=at)
    return draft


@transaction.atomic
def discard_request_draft(*, actor: Person, draft_id: int, at: datetime) -> None:
    """Throw a draft away, with its files."""
    draft = RequestDraft.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=draft_id).first()
    if draft is None:
        raise NotFound
    attach(actor=actor, target=draft.ref, attachment_ids=(), at=at)
    draft.delete()


def locked_draft(actor: Person, key: UUID) -> RequestDraft | None:
    """Return the actor's draft with this key, locked; None while nothing of it is kept."""
    return RequestDraft.objects.visible_to(actor).select_for_update(of=("self",)).filter(key=key).first()
