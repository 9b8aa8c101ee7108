"""Finding conversations, and who is in them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import get_language, gettext

from hamsoo.chat.models import Conversation, Keeping, Membership, Message, readable
from hamsoo.chat.rules import MOST_MEMBERS, places, places_of
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.markdown import plain
from hamsoo.kernel.numbers import format_number
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.models import Grant, Level, Space
from hamsoo.spaces.queries import space_ids
from hamsoo.spaces.rules import losses
from hamsoo.threads import targets
from hamsoo.threads.targets import Target

LISTED = 200
"""Conversations of a list, and of what is heard on every page."""
NAMED = 3
"""So many people a conversation without a name is called by."""


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation as its reader sees it in a list. `other` is who it is with, of a direct one; `about` what a channel is about."""

    conversation: Conversation
    membership: Membership | None
    title: str
    other: Person | None
    faces: Sequence[Person] = ()
    last: Message | None = None
    about: Target | None = None

    @property
    def unread(self) -> int:
        """Return how many messages the reader has not read: a difference, as messages are numbered without a gap."""
        return self.conversation.last_number - self.membership.read_number if self.membership else 0

    @property
    def is_hot(self) -> bool:
        """Return whether the reader is meant: somebody named them, or wrote to them alone."""
        if self.membership is None or not self.unread:
            return False
        return bool(self.membership.mention_count) or (self.conversation.is_direct and not self.membership.is_muted)

    @property
    def excerpt(self) -> str:
        """Return the beginning of the last message."""
        return plain(self.last.body) if self.last else ""


def conversation(*, person: Person | None, pk: int, lock: bool = False) -> Conversation:
    """Return a conversation that `person` reads, with its space; raise `NotFound` otherwise. `lock` holds it until the end."""
    rows = Conversation.objects.filter(pk=pk)
    found = (rows.select_for_update() if lock else rows.select_related("space")).first()
    # Asked when it is held: who lost the right meanwhile has lost it.
    if found is None or places(found).isdisjoint(space_ids(person=person)):
        raise NotFound
    if found.target and targets.find(person=person, ref=found.target) is None:
        raise NotFound
    return found


def membership(*, person: Person, conversation: Conversation) -> Membership | None:
    """Return how `person` takes part; None for somebody who only reads a channel."""
    return Membership.objects.filter(person=person, conversation=conversation).first()


def lines(*, person: Person, limit: int = LISTED, with_last: bool = True) -> list[Line]:
    """Return the conversations that `person` takes part in: pinned ones first, then by what was said last."""
    rows = Membership.objects.filter(readable(person, prefix="conversation__"), person=person).select_related("conversation__space")
    # An empty direct conversation is only a page that somebody looked at.
    rows = rows.exclude(conversation__kind=Conversation.Kind.DIRECT, conversation__last_number=0, draft="")
    order = (F("is_pinned").desc(), F("conversation__last_at").desc(nulls_last=True), "-conversation_id")
    found = _lines(person, list(rows.order_by(*order)[:limit]), with_last=with_last)
    return [one for one in found if one.about or not one.conversation.target]


def line(*, person: Person, conversation: Conversation) -> Line:
    """Return one conversation as `person` sees it."""
    found = membership(person=person, conversation=conversation) or Membership(conversation=conversation, person=person)
    found.conversation = conversation
    made = _lines(person, [found], with_last=False)[0]
    return made if found.pk else Line(conversation, None, made.title, made.other, made.faces, about=made.about)


def _lines(person: Person, memberships: Sequence[Membership], *, with_last: bool) -> list[Line]:
    conversations = [row.conversation for row in memberships]
    found = others(person=person, conversations=[one for one in conversations if not one.is_channel])
    people = {one.pk: found.get(one.pk, ([], 0)) for one in conversations}
    abouts = _abouts(person, conversations)
    last: dict[int, Message] = {}
    if with_last and conversations:
        newest = Q()
        for one in conversations:
            newest |= Q(conversation=one.pk, number=one.last_number)
        last = {message.conversation_id: message for message in Message.objects.filter(newest).select_related("author")}
    return [
        Line(
            row.conversation,
            row,
            _title(row.conversation, *people[row.conversation_id], abouts.get(row.conversation_id)),
            next(iter(people[row.conversation_id][0]), person) if row.conversation.is_direct else None,
            people[row.conversation_id][0],
            last.get(row.conversation_id),
            abouts.get(row.conversation_id),
        )
        for row in memberships
    ]


def _abouts(person: Person, conversations: Iterable[Conversation]) -> dict[int, Target]:
    """Return by channel the thing that it is about, as far as `person` sees that; nothing is asked where there is none."""
    refs = {one.pk: one.target for one in conversations if one.target}
    found = targets.find_many(person=person, refs=refs.values()) if refs else {}
    return {pk: found[ref] for pk, ref in refs.items() if ref in found}


def others(*, person: Person, conversations: Iterable[Conversation]) -> dict[int, tuple[list[Person], int]]:
    """Return by conversation who else takes part, the first `NAMED` of those who joined, and how many there are: it may be a thousand."""
    ids = [one.pk for one in conversations]
    people: dict[int, list[Person]] = defaultdict(list)
    counts: dict[int, int] = {}
    rows: Any = Membership.objects.filter(conversation__in=ids).exclude(person=person) if ids else Membership.objects.none()
    order, of_one = [F("joined_at").asc(), F("pk").asc()], [F("conversation")]
    rows = rows.annotate(place=Window(RowNumber(), of_one, order), total=Window(Count("*"), of_one)).filter(place__lte=NAMED)
    for row in rows.select_related("person__unit").order_by("joined_at", "pk"):
        people[row.conversation_id].append(row.person)
        counts[row.conversation_id] = row.total
    return {pk: (found, counts[pk]) for pk, found in people.items()}


def _title(conversation: Conversation, people: Sequence[Person], count: int, about: Target | None) -> str:
    if conversation.name:
        return conversation.name
    if conversation.is_channel:
        return conversation.space.name if conversation.space else about.title if about else gettext("Channel")
    if not people:
        return gettext("Nobody else")
    named = gettext(", ").join(one.name for one in people[:NAMED])
    more, language = count - NAMED, get_language() or "fa"
    return gettext("%(names)s and %(count)s more") % {"names": named, "count": format_number(more, language)} if more > 0 else named


def unread_ids(*, person: Person) -> list[int]:
    """Return in which conversations something is unread that `person` did not mute, or names them."""
    rows = Membership.objects.filter(readable(person, prefix="conversation__"), person=person)
    found = rows.filter(conversation__last_number__gt=F("read_number")).filter(Q(is_muted=False) | Q(mention_count__gt=0))
    return list(found.order_by("conversation").values_list("conversation", flat=True))


def open_channels(*, person: Person, limit: int = 50) -> list[Conversation]:
    """Return channels of spaces that `person` may read and takes no part in, those where something was said last first.

    There may be one of every customer and case: these are found on the pages of what they are about.
    """
    mine = Membership.objects.filter(person=person).values("conversation")
    found = Conversation.objects.filter(kind=Conversation.Kind.CHANNEL, space__in=space_ids(person=person)).exclude(pk__in=mine)
    return list(found.select_related("space").order_by(F("last_at").desc(nulls_last=True), "pk")[:limit])


def space_channels(*, person: Person, space_id: int) -> list[Line]:
    """Return the channels of a space as `person` sees them."""
    found = Conversation.objects.visible_to(person).filter(kind=Conversation.Kind.CHANNEL, space=space_id).select_related("space")
    return _read_beside(person, list(found.order_by("pk")))


def channels_about(*, person: Person, refs: Iterable[Ref]) -> list[Line]:
    """Return the channels about these things, of which the caller has found that `person` sees them, as `person` sees them."""
    wanted = Q()
    for ref in refs:
        wanted |= Q(target_type=ref.type, target_id=ref.id)
    return _read_beside(person, list(Conversation.objects.visible_to(person).filter(wanted).order_by("pk"))) if wanted else []


def _read_beside(person: Person, rows: Sequence[Conversation]) -> list[Line]:
    mine = {row.conversation_id: row for row in Membership.objects.filter(person=person, conversation__in=rows)} if rows else {}
    return [Line(one, mine.get(one.pk), one.name or (one.space.name if one.space else ""), None) for one in rows]


def things_talked_about(*, type: str) -> list[int]:
    """Return the ids of the things of a type that have a channel."""
    rows = Conversation.objects.filter(target_type=type).order_by("pk")
    return [one.target_id for one in rows if one.target_id is not None]


def space_to_talk_in(*, person: Person, pk: int) -> Space:
    """Return a space that may have a channel and that `person` writes in; raise `NotFound` otherwise."""
    kinds = (Space.Kind.ORGANISATION, Space.Kind.UNIT, Space.Kind.GROUP)
    found = Space.objects.filter(pk=pk, kind__in=kinds).first() if pk in space_ids(person=person, level=Level.WRITE) else None
    if found is None:
        raise NotFound
    return found


def talking_in(*, person: Person, space_id: int) -> dict[str, Any]:
    """Return, for the page of a space, the `space` and whether `person` may open a channel there; raise `NotFound` for a stranger's."""
    space = Space.objects.filter(pk=space_id).first() if space_id in space_ids(person=person) else None
    if space is None:
        raise NotFound
    return {"space": space, "may_open": space.pk in space_ids(person=person, level=Level.WRITE)}


def kept_everywhere() -> int | None:
    """Return for how many days the organisation keeps messages; None: always."""
    return Keeping.objects.filter(pk=1).values_list("days", flat=True).first()


def kept_days(*, conversation: Conversation) -> int | None:
    """Return for how many days the messages of a conversation are kept; None: always."""
    return conversation.keep_days or kept_everywhere()


def limited_conversations() -> list[Conversation]:
    """Return the conversations with a limit of their own, for administrators, who learn their numbers and nothing else."""
    return list(Conversation.objects.filter(keep_days__isnull=False).order_by("pk")[:500])


def readers(*, conversation: Conversation, limit: int = MOST_MEMBERS) -> list[Any]:
    """Return who takes part in a conversation, who joined first before the others; each says in `total` how many there are."""
    rows = Membership.objects.filter(conversation=conversation, person__left_on=None).select_related("person__unit")
    return list(rows.annotate(total=Window(Count("*"))).order_by("joined_at", "pk")[:limit])


def member_ids(*, conversation: Conversation) -> list[int]:
    """Return who is let into the space of a conversation that is bound to no other."""
    rows = Grant.objects.filter(space=conversation.space_id, principal_type=Grant.Principal.PERSON, level__gte=Level.WRITE)
    return list(rows.order_by("principal_id").values_list("principal_id", flat=True))


def version_of(*, conversation: Conversation) -> int:
    """Return under which version of the rights there its live news is sent."""
    return _versions([conversation])[conversation.pk]


def _versions(conversations: Sequence[Conversation]) -> dict[int, int]:
    """Return it for several. That of a channel about a thing is another one as well whenever it is read elsewhere."""
    placed = places_of(conversations)
    lost = losses(space_ids={pk for ids in placed.values() for pk in ids})
    found = {}
    for one in conversations:
        parts = sorted((pk, lost.get(pk, 0)) for pk in placed[one.pk])
        found[one.pk] = lost.get(one.space_id, 0) if one.space_id else int.from_bytes(blake2b(repr(parts).encode(), digest_size=6).digest())
    return found


def may_hear(person: Person, conversation_id: int) -> str:
    """Return the topic on which `person` hears a conversation, with the version of the rights; nothing when they may not."""
    found = Conversation.objects.filter(pk=conversation_id).first()
    if found is None:
        return ""
    version = version_of(conversation=found)
    return f"chat:{conversation_id}@{version}" if Conversation.objects.visible_to(person).filter(pk=conversation_id).exists() else ""


def heard_topics(person: Person) -> list[str]:
    """Return what `person` hears on every page: the conversations they take part in, and when they come into another one."""
    rows = Membership.objects.filter(person=person).order_by(F("conversation__last_at").desc(nulls_last=True), "-pk")
    found = [
        Conversation(pk=pk, space_id=space_id) for pk, space_id in rows.values_list("conversation_id", "conversation__space_id")[:LISTED]
    ]
    versions, read = _versions(found), space_ids(person=person)
    placed = places_of(found)
    heard = [f"chat:{one.pk}@{versions[one.pk]}" for one in found if not placed[one.pk].isdisjoint(read)]
    return [f"chats:{person.pk}", f"chatread:{person.pk}", *heard]
