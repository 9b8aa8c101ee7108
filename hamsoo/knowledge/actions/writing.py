"""Writing articles: every change is a new version, and none is lost."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.kernel.text import detect_language
from hamsoo.knowledge import events, rules
from hamsoo.knowledge.models import Article, ArticleVersion
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.events import Event
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import organisation, placed_in, space_ids
from hamsoo.threads.queries import topics_in

REVIEW = "knowledge.review"
REVIEWED_FOR = timedelta(days=180)
"""So long after somebody looked an article is looked at again."""
MORNING = time(5, 30, tzinfo=UTC)


@transaction.atomic
def write(
    *,
    actor: Person,
    title: str,
    body: str,
    at: datetime,
    places: Iterable[int] | None = None,
    review_on: date | None = None,
    is_published: bool = False,
) -> Article:
    """Begin an article in `places` (ids of spaces that the actor writes in; None: the whole organisation), as a draft unless published."""
    wanted = frozenset([organisation().pk] if places is None else places)
    if not wanted:
        raise Invalid(field="places")
    if not wanted <= space_ids(person=require_colleague(actor)):
        raise NotFound
    if not wanted <= space_ids(person=actor, level=Level.WRITE):
        raise NotAllowed
    title, body = _checked(title, body)
    made = Article.objects.create(
        title=title,
        body=body,
        language=detect_language(body),
        owner=actor,
        state=Article.State.PUBLISHED if is_published else Article.State.DRAFT,
        review_on=review_on,
        created_at=at,
        changed_at=at,
    )
    ArticleVersion.objects.create(article=made, number=1, title=title, body=body, by=actor, at=at)
    spaces.place_new(type="article", places=[(made.pk, at, wanted)])
    _set_review(made)
    fact = events.ArticlePublished(article_id=made.pk) if is_published else events.ArticleWritten(article_id=made.pk)
    _record(fact, actor, made, at)
    return made


@transaction.atomic
def edit(
    *,
    actor: Person,
    article: Article,
    title: str,
    body: str,
    at: datetime,
    note: str = "",
    seen: int | None = None,
    review_on: date | None = None,
) -> Article:
    """Change the words of an article; the version before is kept. The same again changes nothing.

    `seen` is the version that the writer began with: who was overtaken is refused (`Conflict`), and loses no words of others.
    """
    found = _locked(actor, article)
    title, body = _checked(title, body)
    if review_on != found.review_on:
        found.review_on = review_on
        found.save(update_fields=["review_on"])
        _set_review(found)
    if (title, body) == (found.title, found.body):
        return found
    if seen is not None and seen != found.version_count:
        raise Conflict(_("Somebody has changed this article since you opened it. Look at their version first."))
    found.title, found.body, found.language, found.changed_at = title, body, detect_language(body), at
    found.version_count += 1
    found.save()
    said = " ".join(note.replace("\x00", "").split())[: rules.NOTE_LENGTH]
    ArticleVersion.objects.create(article=found, number=found.version_count, title=title, body=body, note=said, by=actor, at=at)
    _record(events.ArticleChanged(article_id=found.pk, number=found.version_count), actor, found, at)
    return found


@transaction.atomic
def publish(*, actor: Person, article: Article, at: datetime) -> Article:
    """Let everybody who reads its place read an article."""
    return _move(actor, article, Article.State.PUBLISHED, events.ArticlePublished(article_id=article.pk), at)


@transaction.atomic
def hide(*, actor: Person, article: Article, at: datetime) -> Article:
    """Make an article its owner's draft again."""
    return _move(actor, article, Article.State.DRAFT, events.ArticleHidden(article_id=article.pk), at)


@transaction.atomic
def review(*, actor: Person, article: Article, at: datetime) -> Article:
    """Say that an article is still true; it is looked at again after `REVIEWED_FOR`."""
    found = _locked(actor, article)
    found.review_on = at.date() + REVIEWED_FOR
    found.save(update_fields=["review_on"])
    _set_review(found)
    _record(events.ArticleReviewed(article_id=found.pk), actor, found, at)
    return found


@transaction.atomic
def tell_review_due(*, article_id: int, at: datetime) -> None:
    """Ask the owner whether an article is still true."""
    found = Article.objects.filter(pk=article_id).first()
    if found is not None:
        _record(events.ReviewDue(article_id=found.pk, owner_id=found.owner_id), SYSTEM, found, at)


def _move(actor: Person, article: Article, to: str, fact: Event, at: datetime) -> Article:
    found = _locked(actor, article)
    if found.state == to:
        return found
    found.state, found.changed_at = to, at
    found.save(update_fields=["state", "changed_at"])
    _record(fact, actor, found, at)
    return found


def _locked(actor: Person, article: Article) -> Article:
    visible = Article.objects.visible_to(actor).filter(pk=article.pk).values("pk")
    found = Article.objects.select_for_update(of=("self",)).select_related("owner__unit").filter(pk__in=visible).first()
    if found is None:
        raise NotFound
    if not rules.can_edit(actor, found):
        raise NotAllowed
    return found


def _checked(title: str, body: str) -> tuple[str, str]:
    title, body = " ".join(title.replace("\x00", "").split()), body.replace("\x00", "").strip()
    if not title or len(title) > rules.TITLE_LENGTH:
        raise Invalid(_("Give it a title of up to %(count)s signs.") % {"count": rules.TITLE_LENGTH}, field="title")
    if not body or len(body) > rules.LONGEST_BODY:
        raise Invalid(_("Write something, up to %(count)s signs.") % {"count": rules.LONGEST_BODY}, field="body")
    return title, body


def _set_review(article: Article) -> None:
    if article.review_on is None:
        deadlines.clear(kind=REVIEW, about=("article", article.pk))
    else:
        deadlines.set_deadline(kind=REVIEW, about=("article", article.pk), due_at=datetime.combine(article.review_on, MORNING))


def _record(fact: Event, actor: object, article: Article, at: datetime) -> None:
    places = placed_in(type="article", object_id=article.pk)
    topics = topics_in(article.title, article.body) if isinstance(fact, events.ArticlePublished) else []
    record(fact, actor=actor, objects=[article.ref, *topics], spaces=places if article.is_published else [], at=at)  # type: ignore[arg-type]
