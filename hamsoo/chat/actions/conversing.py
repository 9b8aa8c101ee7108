"""Making conversations, and who is in them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.chat import events, queries, rules, telling
from hamsoo.chat.models import Conversation, Membership
from hamsoo.chat.queries.conversations import member_ids, space_to_talk_in
from hamsoo.kernel import live
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Grant, Level, Space


@transaction.atomic
def start_direct(*, actor: Person, person: Person, at: datetime) -> Conversation:
    """Return the conversation between two colleagues, made at the first call, whoever calls first."""
    require_colleague(actor)
    if person.pk == actor.pk:
        raise Invalid(_("Choose somebody else to write to."), field="people")
    pair = ":".join(map(str, sorted((actor.pk, person.pk))))
    known = Conversation.objects.filter(pair=pair).first()
    if known is not None:
        return known
    if not person.is_active:
        raise NotFound
    # Held, so that two who write to one another at the same moment find one conversation.
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=(actor.pk, person.pk)).order_by("pk").values_list("pk"))
    if (known := Conversation.objects.filter(pair=pair).first()) is not None:
        return known
    return _found(actor, [actor.pk, person.pk], Conversation.Kind.DIRECT, "", pair, at)


@transaction.atomic
def start_group(*, actor: Person, people: Iterable[Person], name: str = "", at: datetime) -> Conversation:
    """Start a conversation of several, whose owner is `actor`."""
    require_colleague(actor)
    ids = {one.pk for one in people if one.is_active} - {actor.pk}
    if not ids:
        raise Invalid(_("Choose at least one colleague."), field="people")
    if len(ids) >= rules.MOST_MEMBERS:
        raise Invalid(_("This is too many for a conversation: make a group, and open its channel."), field="people")
    return _found(actor, [actor.pk, *sorted(ids)], Conversation.Kind.GROUP, rules.checked_name(name), None, at)


def _found(actor: Person, ids: list[int], kind: str, name: str, pair: str | None, at: datetime) -> Conversation:
    space = spaces.open_conversation_space(person_ids=ids, name=name, at=at)
    made = Conversation.objects.create(kind=kind, space=space, name=name, pair=pair, by=actor, created_at=at)
    Membership.objects.bulk_create(
        Membership(conversation=made, person_id=pk, joined_at=at, is_owner=pk == actor.pk and kind == Conversation.Kind.GROUP) for pk in ids
    )
    fact = events.ConversationStarted(conversation_id=made.pk, kind=str(kind), member_ids=tuple(ids))
    _record(fact, actor, made, ids, at)
    for pk in ids:
        live.publish(f"chats:{pk}", made.pk)
    return made


@transaction.atomic
def open_channel(*, actor: Person, space_id: int, name: str = "", at: datetime) -> Conversation:
    """Open a channel of a space that `actor` writes in; one of the same name that is there already is returned."""
    space = space_to_talk_in(person=actor, pk=space_id)
    name = rules.checked_name(name)
    known = Conversation.objects.filter(kind=Conversation.Kind.CHANNEL, space=space, name=name).first()
    if known is None:
        # Held, so that two who open it at the same moment open one.
        type(space).objects.select_for_update().get(pk=space.pk)
        known = Conversation.objects.filter(kind=Conversation.Kind.CHANNEL, space=space, name=name).first()
    if known is None:
        known = Conversation.objects.create(kind=Conversation.Kind.CHANNEL, space=space, name=name, by=actor, created_at=at)
        _record(events.ChannelOpened(conversation_id=known.pk), actor, known, [], at)
    return join(actor=actor, conversation_id=known.pk, at=at)


@transaction.atomic
def join(*, actor: Person, conversation_id: int, at: datetime) -> Conversation:
    """Take part in a channel that one reads: it stands in one's list, and what is said from now on counts as unread."""
    found = queries.conversation(person=actor, pk=conversation_id)
    _row, is_new = Membership.objects.get_or_create(
        conversation=found, person=actor, defaults={"joined_at": at, "read_number": found.last_number}
    )
    if is_new:
        live.publish(f"chats:{actor.pk}", found.pk)
    return found


@transaction.atomic
def invite(*, actor: Person, conversation_id: int, person: Person, at: datetime) -> Conversation:
    """Take a colleague into a conversation of several; whoever is in it may, and the newcomer reads what was said before."""
    found = _own(actor, conversation_id)
    if not person.is_active:
        raise NotFound
    ids = member_ids(conversation=found)
    if person.pk in ids:
        return found
    if len(ids) >= rules.MOST_MEMBERS:
        raise Invalid(_("This is too many for a conversation: make a group, and open its channel."), field="people")
    spaces.grant(space=_space_of(found), principal=(Grant.Principal.PERSON.value, person.pk), level=Level.WRITE)
    Membership.objects.get_or_create(conversation=found, person=person, defaults={"joined_at": at, "read_number": found.last_number})
    _record(events.MemberInvited(conversation_id=found.pk, person_id=person.pk), actor, found, [person.pk], at)
    live.publish(f"chats:{person.pk}", found.pk)
    telling.look_again(found)
    return found


@transaction.atomic
def leave(*, actor: Person, conversation_id: int, at: datetime) -> Conversation:
    """Take part no more. Of a conversation of several nothing more is read; a channel stays open to read for whom its space is."""
    found = queries.conversation(person=actor, pk=conversation_id, lock=True)
    if found.is_direct:
        raise Conflict(_("A conversation of two cannot be left. Mute it instead."))
    if found.is_channel:
        Membership.objects.filter(conversation=found, person=actor).delete()
        live.publish(f"chats:{actor.pk}", found.pk)
        return found
    _take_out(actor, found, actor, at)
    return found


@transaction.atomic
def remove_member(*, actor: Person, conversation_id: int, person: Person, at: datetime) -> Conversation:
    """Take somebody out of a conversation of several: its owner does. They read nothing of it any more."""
    found = _own(actor, conversation_id)
    mine = queries.membership(person=actor, conversation=found)
    if mine is None or not mine.is_owner:
        raise NotAllowed
    _take_out(actor, found, person, at)
    return found


def _take_out(actor: Person, found: Conversation, person: Person, at: datetime) -> None:
    gone = Membership.objects.filter(conversation=found, person=person).first()
    if gone is None or not spaces.revoke(space=_space_of(found), principal=(Grant.Principal.PERSON.value, person.pk)):
        raise NotFound
    gone.delete()
    left = Membership.objects.filter(conversation=found)
    if gone.is_owner and not left.filter(is_owner=True).exists() and (eldest := left.order_by("joined_at", "pk").first()):
        # Somebody has to be able to take people out.
        left.filter(pk=eldest.pk).update(is_owner=True)
    _record(events.MemberLeft(conversation_id=found.pk, person_id=person.pk), actor, found, [person.pk], at)
    live.publish(f"chats:{person.pk}", found.pk)
    telling.look_again(found)


@transaction.atomic
def rename(*, actor: Person, conversation_id: int, name: str, about: str = "", at: datetime) -> Conversation:
    """Give a conversation or channel another name and purpose. The same again changes nothing."""
    found = queries.conversation(person=actor, pk=conversation_id, lock=True)
    if not rules.can_rename(actor, found, queries.membership(person=actor, conversation=found)):
        raise NotAllowed
    about = " ".join(rules.without_towers(about[:2_000].replace("\x00", "")).split())[:300]
    wanted = (rules.checked_name(name), about)
    if wanted != (found.name, found.about):
        found.name, found.about = wanted
        found.save(update_fields=["name", "about"])
        _record(events.ConversationRenamed(conversation_id=found.pk), actor, found, [], at)
        telling.look_again(found)
    return found


def _own(actor: Person, conversation_id: int) -> Conversation:
    """Return a conversation of several that is bound to no space, held until the transaction ends."""
    found = queries.conversation(person=actor, pk=conversation_id, lock=True)
    if found.kind != Conversation.Kind.GROUP:
        raise Conflict(_("Who takes part here follows from the place, or is settled."))
    return found


def _space_of(found: Conversation) -> Space:
    """Return the space of a conversation of several: only a channel about a thing has none."""
    if found.space is None:
        raise Conflict(_("Who takes part here follows from the place, or is settled."))
    return found.space


def _record(fact: Event, actor: Person, found: Conversation, person_ids: Iterable[int], at: datetime) -> None:
    objects: list[tuple[str, int, str] | Ref] = [Ref("conversation", found.pk), *(("person", pk, "member") for pk in person_ids)]
    record(fact, actor=actor, objects=objects, spaces=rules.places(found), at=at)
