"""Finding messages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from hamsoo.chat.models import Conversation, Message, Outcome
from hamsoo.chat.rules import places_of
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.markdown import plain
from hamsoo.kernel.text import fold
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of
from hamsoo.threads.mentions import Names
from hamsoo.threads.models import Attachment
from hamsoo.threads.queries import Tally, attachments_of, tallies
from hamsoo.threads.targets import Target

PAGE = 50
MOST = 200
"""Messages that are fetched at once when a page has been away."""
FACES = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it is shown: with what was reacted, and who answered."""

    message: Message
    tally: Tally
    repliers: Sequence[Person] = ()
    outcomes: Sequence[Outcome] = ()
    attachments: Sequence[Attachment] = ()
    names: Names | None = None
    """Where the things lead that it names, for whoever reads it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a conversation, oldest first, and whether there is more before and after it."""

    items: Sequence[Said]
    has_before: bool
    has_after: bool


def message(*, person: Person | None, pk: int) -> Message:
    """Return one message that `person` may read, with its writer and conversation; raise `NotFound` otherwise."""
    found = Message.objects.visible_to(person).select_related("author__unit", "conversation__space", "root").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def page(
    *,
    person: Person,
    conversation: Conversation,
    before: int | None = None,
    since: int | None = None,
    around: int | None = None,
    limit: int = PAGE,
) -> Page:
    """Return messages of a conversation that `person` reads, without the answers of threads.

    The newest; those `before` a number; those `around` one; or everything `since` one with the answers of threads, `MOST` at most, which
    is what a page asks for that has been away.
    """
    here = Message.objects.filter(conversation=conversation).select_related("author__unit")
    if since is not None:
        rows = list(here.filter(number__gte=since).order_by("number")[: MOST + 1])
        return Page(said(person=person, messages=rows[:MOST]), has_before=False, has_after=len(rows) > MOST)
    tops = here.filter(root=None)
    if around is not None:
        older = list(tops.filter(number__lt=around).order_by("-number")[: limit // 2 + 1])
        newer = list(tops.filter(number__gte=around).order_by("number")[: limit + 1])
        shown = [*older[: limit // 2][::-1], *newer[:limit]]
        return Page(said(person=person, messages=shown), len(older) > limit // 2, len(newer) > limit)
    rows = list((tops if before is None else tops.filter(number__lt=before)).order_by("-number")[: limit + 1])
    return Page(said(person=person, messages=rows[:limit][::-1]), len(rows) > limit, has_after=before is not None)


def thread(*, person: Person, root: Message, limit: int = MOST) -> list[Said]:
    """Return a message that `person` may read with the answers to it: the newest of them, oldest first."""
    rows = list(Message.objects.filter(root=root).select_related("author__unit").order_by("-number")[:limit])
    return said(person=person, messages=[root, *rows[::-1]])


def said(*, person: Person | None, messages: Sequence[Message]) -> list[Said]:
    """Return messages that the caller has found visible with all that is shown of them; None: as nobody in particular sees them."""
    who = person or Person(pk=0)
    counted = tallies(person=who, refs=[one.ref for one in messages]) if messages else {}
    repliers = _repliers([one.pk for one in messages if one.reply_count])
    files = attachments_of(one.ref for one in messages)
    names = Names.of(person, [one.body for one in messages])
    outcomes: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in Outcome.objects.filter(message__in=[one.pk for one in messages]).order_by("pk"):
        outcomes[outcome.message_id].append(outcome)
    return [
        Said(one, counted.get(one.ref, Tally()), repliers.get(one.pk, ()), outcomes[one.pk], files.get(one.ref, ()), names)
        for one in messages
    ]


def _repliers(root_ids: Collection[int]) -> dict[int, list[Person]]:
    """Return by message who answered it, who did so last first."""
    if not root_ids:
        return {}
    ids: dict[int, list[int]] = defaultdict(list)
    rows = Message.objects.standing().filter(root__in=root_ids).order_by("-number").values_list("root_id", "author_id")
    for root_id, author_id in rows[: MOST * 5]:
        if author_id not in ids[root_id] and len(ids[root_id]) < FACES:
            ids[root_id].append(author_id)
    people = names_of(sorted({pk for found in ids.values() for pk in found}))
    return {root_id: [people[pk] for pk in found] for root_id, found in ids.items()}


def pinned(*, conversation: Conversation) -> list[Message]:
    """Return what is kept at hand in a conversation, pinned last first."""
    rows = Message.objects.standing().filter(conversation=conversation, pinned_at__isnull=False).select_related("author__unit")
    return list(rows.order_by("-pinned_at", "-pk")[:MOST])


def found_in(*, conversation: Conversation, text: str, limit: int = PAGE) -> list[Message]:
    """Return the messages of a conversation that hold every word of `text`, newest first; none without a word."""
    words = fold(text.replace("\x00", " ")[:200]).split()[:8]
    if not words:
        return []
    wanted = Q()
    for word in words:
        wanted &= Q(folded__contains=word)
    rows = Message.objects.standing().filter(wanted, conversation=conversation).select_related("author__unit", "root")
    return list(rows.order_by("-number")[:limit])


def resolve_messages(person: Person, ids: Iterable[int]) -> dict[int, Target]:
    """Find messages as something to react to, and to hang attachments on."""
    rows = list(Message.objects.visible_to(person).standing().filter(pk__in=list(ids)).select_related("conversation"))
    places = places_of([one.conversation for one in rows])
    return {
        one.pk: Target(one.ref, tuple(sorted(places[one.conversation_id])), plain(one.body), one.get_absolute_url(), (one.author_id,))
        for one in rows
    }


def resolve_message(person: Person, message_id: int) -> Target | None:
    """Find one message as something to react to."""
    return resolve_messages(person, [message_id]).get(message_id)
