"""How facts about conversations are said to a reader: to those who read there now, and of messages that still stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from hamsoo.chat import events, queries
from hamsoo.chat.models import Conversation, Message
from hamsoo.kernel.markdown import plain
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of

ABOUT_MESSAGES = (events.MessageSent, events.MessageEdited, events.MessagePinned, events.MessageUnpinned)
ABOUT_CONVERSATIONS = (
    events.ConversationStarted,
    events.ChannelOpened,
    events.ConversationRenamed,
    events.MemberInvited,
    events.MemberLeft,
    events.ConversationExported,
)


def message_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell what was said, as it reads now."""
    told: list[tuple[Fact, Any]] = [(fact, fact.event) for fact in facts]
    rows = Message.objects.visible_to(person).standing().filter(pk__in={event.message_id for _fact, event in told})
    messages = {one.pk: one for one in rows.select_related("author__unit")}
    found = {}
    for fact, event in told:
        if message := messages.get(event.message_id):
            words = {"actor": message.author.name, "title": plain(message.body)}
            found[fact.id] = Details(words, message.get_absolute_url(), person=message.author)
    return found


def conversation_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell who talks with whom, and where."""
    told: list[tuple[Fact, Any]] = [(fact, fact.event) for fact in facts]
    ids = {event.conversation_id for _fact, event in told}
    conversations = Conversation.objects.visible_to(person).filter(pk__in=ids).select_related("space").in_bulk()
    people = names_of(sorted({fact.actor.id or 0 for fact in facts} | {getattr(event, "person_id", 0) for _fact, event in told}))
    found = {}
    for fact, event in told:
        if (conversation := conversations.get(event.conversation_id)) is None:
            continue
        actor, subject = people.get(fact.actor.id or 0), people.get(getattr(event, "person_id", 0))
        title = queries.line(person=person, conversation=conversation).title
        words = {"actor": str(actor or ""), "person": str(subject or ""), "title": title}
        found[fact.id] = Details(words, conversation.get_absolute_url(), person=actor)
    return found
