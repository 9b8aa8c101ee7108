"""Writing articles: drafts, saved while they are written, published at once or at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Conflict, DomainError, Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.social import events, rules
from hamsoo.social.actions.publishing import Published, objects_of
from hamsoo.social.models import Draft, Post
from hamsoo.spaces.actions import place
from hamsoo.threads import mentions
from hamsoo.threads.actions import attach, hand_on
from hamsoo.threads.queries import topics_in

PUBLICATION = "draft.publication"
MOST_DRAFTS = 200


class ChangedElsewhere(Conflict):
    """Another page has saved the draft since this one was opened."""

    default = _("This draft was changed on another page. Open it anew, so that nothing is lost.")


@dataclass(frozen=True, slots=True)
class Words:
    """What a page sends of a draft. `cover_id` is one of the files; `editor` and `opened_at` say which page it is, and how old."""

    title: str
    body: str
    series: str = ""
    space_id: int | None = None
    attachment_ids: Sequence[int] = ()
    cover_id: int | None = None
    editor: str = ""
    opened_at: datetime | None = None


@transaction.atomic
def begin_draft(*, actor: Person, at: datetime, space_id: int | None = None) -> Draft:
    """Begin an empty draft; `space_id` is where it shall stand, if the actor may write there."""
    require_colleague(actor)
    if Draft.objects.visible_to(actor).count() >= MOST_DRAFTS:
        raise Conflict(_("You have very many drafts. Publish or discard some first."))
    places = rules.require_can_publish(person=actor, in_space_ids=[space_id]) if space_id else ()
    return Draft.objects.create(author=actor, space_id=next(iter(places), None), saved_at=at)


@transaction.atomic
def save_draft(*, actor: Person, draft_id: int, words: Words, at: datetime) -> Draft:
    """Keep what was written so far. Nobody hears of it."""
    draft = _locked(actor, draft_id)
    _save(actor, draft, words, at)
    return draft


@transaction.atomic
def publish_draft(
    *, actor: Person, draft_id: int, at: datetime, words: Words | None = None, publish_at: datetime | None = None
) -> Published | Draft:
    """Publish a draft, as `words` say if given; at `publish_at`, if that is later: then it stays a draft until it is due."""
    draft = _locked(actor, draft_id)
    if words is not None:
        _save(actor, draft, words, at)
    if publish_at is None:
        return _publish(actor, draft, at)
    if publish_at <= at:
        raise Invalid(_("Choose a time that is still to come."), field="publish_at")
    _check(actor, draft)
    draft.publish_at = publish_at
    draft.save(update_fields=["publish_at"])
    deadlines.set_deadline(kind=PUBLICATION, about=("draft", draft.pk), due_at=publish_at)
    return draft


@transaction.atomic
def unschedule_draft(*, actor: Person, draft_id: int) -> Draft:
    """Let a draft be one again that nobody publishes by itself."""
    draft = _locked(actor, draft_id)
    draft.publish_at = None
    draft.save(update_fields=["publish_at"])
    deadlines.clear(kind=PUBLICATION, about=("draft", draft.pk))
    return draft


@transaction.atomic
def publish_due(*, draft_id: int, at: datetime) -> None:
    """Publish a draft whose time has come; one that may not be published any more stays a draft, and its author is told."""
    draft = Draft.objects.select_for_update(of=("self",)).select_related("author__unit").filter(pk=draft_id).first()
    if draft is None or draft.publish_at is None or draft.publish_at > at:
        return
    try:
        with transaction.atomic():
            _publish(draft.author, draft, at)
    except DomainError:
        draft.publish_at = None
        draft.save(update_fields=["publish_at"])
        fact = events.ArticleHeldBack(draft_id=draft.pk, author_id=draft.author_id)
        record(fact, actor=SYSTEM, objects=[("person", draft.author_id, "author")], spaces=[], at=at)


@transaction.atomic
def discard_draft(*, actor: Person, draft_id: int, at: datetime) -> None:
    """Throw a draft away, with its files."""
    draft = _locked(actor, draft_id)
    attach(actor=actor, target=draft.ref, attachment_ids=(), at=at)
    deadlines.clear(kind=PUBLICATION, about=("draft", draft.pk))
    draft.delete()


def _locked(actor: Person, draft_id: int) -> Draft:
    found = Draft.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=draft_id).first()
    if found is None:
        raise NotFound
    return found


def _save(actor: Person, draft: Draft, words: Words, at: datetime) -> None:
    if draft.editor and draft.editor != words.editor and (words.opened_at is None or draft.saved_at > words.opened_at):
        raise ChangedElsewhere
    title, series = (" ".join(text.replace("\x00", "").split()) for text in (words.title, words.series))
    if len(title) > rules.LONGEST_TITLE or len(series) > rules.LONGEST_SERIES or len(words.body) > rules.LONGEST:
        raise Invalid(
            _("This is too long: a title has %(title)s characters at most, a text %(text)s.")
            % {"title": rules.LONGEST_TITLE, "text": rules.LONGEST}
        )
    files = attach(actor=actor, target=draft.ref, attachment_ids=words.attachment_ids, at=at)
    draft.title, draft.series, draft.body = title, series, words.body.replace("\x00", "")
    draft.space_id = next(iter(rules.require_can_publish(person=actor, in_space_ids=[words.space_id])), None) if words.space_id else None
    draft.cover = next((one for one in files if one.pk == words.cover_id and one.is_picture), None)
    draft.editor, draft.saved_at = words.editor[:32], at
    draft.save()


def _check(actor: Person, draft: Draft) -> tuple[str, str, frozenset[int]]:
    title, body = rules.checked_title(draft.title), mentions.settled(actor=actor, text=rules.checked_body(draft.body))
    return title, body, rules.require_can_publish(person=actor, in_space_ids=[draft.space_id] if draft.space_id else [])


def _publish(actor: Person, draft: Draft, at: datetime) -> Published:
    title, body, places = _check(actor, draft)
    reached = mentions.audience(text=body, space_ids_of_thing=places)
    post = Post.objects.create(author=actor, kind=Post.Kind.ARTICLE, title=title, body=body, series=draft.series, cover=draft.cover, at=at)
    place(type="post", object_id=post.pk, space_ids=places, at=at)
    hand_on(source=draft.ref, target=post.ref)
    deadlines.clear(kind=PUBLICATION, about=("draft", draft.pk))
    draft.delete()
    objects: list[tuple[str, int, str] | Ref] = [*objects_of(post, reached.told_ids, ()), *mentions.objects(body), *topics_in(title, body)]
    fact = events.ArticlePublished(post_id=post.pk, mentioned_ids=reached.told_ids)
    entry_id = record(fact, actor=actor, objects=objects, spaces=places, at=at)
    return Published(post, entry_id, reached.unreached)
