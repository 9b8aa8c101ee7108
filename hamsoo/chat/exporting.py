"""A copy of a conversation: for programs a line of JSON a message, for people a page that needs nothing else."""

import json
from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils.translation import get_language

from hamsoo.chat.models import Conversation, Message
from hamsoo.kernel.markdown import readable

MOST = 100_000


def _rows(conversation: Conversation) -> Iterator[Message]:
    rows = Message.objects.standing().filter(conversation=conversation).select_related("author", "root")
    return rows.order_by("number")[:MOST].iterator(chunk_size=2_000)


def as_json_lines(conversation: Conversation) -> str:
    """Return a line for each message: its number, when, who, the words, and the number of the message that it answers."""
    lines = (
        {
            "number": one.number,
            "at": one.at.isoformat(),
            "author": {"id": one.author_id, "code": one.author.code, "name_fa": one.author.name_fa, "name_en": one.author.name_en},
            "body": readable(one.body),
            "answers": one.root.number if one.root else None,
            "edited_at": one.edited_at.isoformat() if one.edited_at else None,
        }
        for one in _rows(conversation)
    )
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def as_html(conversation: Conversation, title: str) -> str:
    """Return a page in the reader's language, without scripts or anything from elsewhere."""
    return render_to_string("chat/export.html", {"title": title, "items": list(_rows(conversation)), "language": get_language()})
