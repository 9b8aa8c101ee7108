"""Articles, what changed from one version to the next, and which of them matter for a text."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q

from hamsoo.finder.queries import Hit, search
from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.knowledge.models import Article, ArticleVersion
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level, Space
from hamsoo.spaces.queries import space_ids

PAGE = 20
LARGEST = 2**63 - 1
MOST_STEPS = 60_000_000
"""What would take more is compared without the blanks, then line by line, or not at all: the same is looked for wherever it stands."""
IsJunk = Callable[[str], bool] | None
_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of articles, those that changed last first; `next` is what the next page is asked for with."""

    rows: Sequence[Article]
    next: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of two versions: the same in both, or only in the newer (`added`) or the older (`removed`) one."""

    kind: str
    words: str


def articles(*, person: Person, state: str = "published", before: str = "", limit: int = PAGE) -> Page:
    """Return articles that `person` reads: published ones, `draft`s, or `mine`."""
    rows = Article.objects.visible_to(person)
    rows = rows.filter(owner=person) if state == "mine" else rows.filter(state=state)
    if before:
        try:
            moment, pk = read_cursor(before)
        except ValueError as error:
            raise Invalid from error
        rows = rows.filter(Q(changed_at__lt=moment) | Q(changed_at=moment, pk__lt=pk))
    found = list(rows.select_related("owner__unit").order_by("-changed_at", "-pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], f"{last.changed_at.isoformat()}_{last.pk}" if last else "")


def article(*, person: Person, pk: int) -> Article:
    """Return an article that `person` reads, or raise `NotFound`."""
    rows = Article.objects.visible_to(person).select_related("owner__unit")
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise NotFound
    return found


def versions(*, article: Article) -> Sequence[ArticleVersion]:
    """Return the versions of an article that was read, the newest first."""
    return list(article.versions.select_related("by__unit")[:100])


def version(*, article: Article, number: int) -> ArticleVersion:
    """Return one version of an article that was read, or raise `NotFound`."""
    found = article.versions.select_related("by__unit").filter(number=number).first() if number <= 2**31 - 1 else None
    if found is None:
        raise NotFound
    return found


def compared(old: str, new: str) -> list[Piece]:
    """Return what two texts have in common and what they have not, word by word, in order."""
    words, lines = (_cut(old), _cut(new)), (old.splitlines(keepends=True), new.splitlines(keepends=True))
    for (before, after), is_junk in ((words, None), (words, str.isspace), (lines, None)):
        if _steps(before, after, is_junk) <= MOST_STEPS:
            return list(_pieces(before, after, is_junk))
    return list(_pieces([old], [new], None))


def suggest(*, person: Person, text: str, limit: int = 3) -> list[Hit]:
    """Return articles that `person` reads and that matter for a text: what a customer wrote, say."""
    return search(person=person, text=text[:400], types=["article"], limit=limit).hits if text.strip() else []


def places_to_write(*, person: Person) -> list[Space]:
    """Return where `person` may put an article: the organisation, units and groups that they write in."""
    kinds = (Space.Kind.ORGANISATION, Space.Kind.UNIT, Space.Kind.GROUP)
    written = space_ids(person=person, level=Level.WRITE)
    return list(Space.objects.filter(pk__in=written, kind__in=kinds, archived_at=None).order_by("pk")[:100])


def _cut(text: str) -> list[str]:
    return _PIECES.findall(text)


def _steps(before: Sequence[str], after: Sequence[str], is_junk: IsJunk) -> int:
    """Return how many steps comparing two texts takes at worst: every part with all that are the same, over again in what is left."""
    many = Counter(part for part in after if is_junk is None or not is_junk(part))
    return sum(count * many[part] for part, count in Counter(before).items()) * min(len(before), len(after))


def _pieces(before: Sequence[str], after: Sequence[str], is_junk: IsJunk) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(is_junk, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[a:b]))
            continue
        if b > a:
            yield Piece("removed", "".join(before[a:b]))
        if d > c:
            yield Piece("added", "".join(after[c:d]))
