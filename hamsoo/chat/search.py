"""What the finder may know of messages. They are found by who reads them, and are no evidence of what anybody knows."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from hamsoo.chat.models import Message
from hamsoo.chat.rules import places_of
from hamsoo.finder.documents import Document
from hamsoo.kernel.markdown import plain
from hamsoo.people.models import Person


def load_messages(ids: Sequence[int]) -> list[Document]:
    """Return messages as documents; removed ones are left out."""
    rows = list(Message.objects.standing().filter(pk__in=ids).select_related("conversation"))
    places = places_of([one.conversation for one in rows])
    return [
        Document(
            type="message",
            id=one.pk,
            title=plain(one.body),
            text=plain(one.body, length=len(one.body)),
            at=one.edited_at or one.at,
            space_ids=tuple(sorted(places[one.conversation_id])),
            people=((one.author_id, 0.0),),
            url=one.get_absolute_url(),
        )
        for one in rows
    ]


def visible(person: Person, ids: Sequence[int]) -> AbstractSet[int]:
    """Return which of these messages `person` reads now."""
    return set(Message.objects.visible_to(person).standing().filter(pk__in=ids).values_list("pk", flat=True))
