"""Messages as HTML, by the same template as on the page: once in each language, for all who read them."""

from collections.abc import Mapping

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from hamsoo.chat import queries
from hamsoo.chat.models import Message


def paint(message_id: int) -> Mapping[str, str]:
    """Return a message by language as it is now, as nobody in particular sees it; nothing of one that is gone meanwhile."""
    message = Message.objects.select_related("author__unit", "conversation").filter(pk=message_id).first()
    if message is None:
        return {}
    said = queries.said(person=None, messages=[message])[0]
    html = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            html[language] = render_to_string("chat/_message.html", {"said": said})
    return html
