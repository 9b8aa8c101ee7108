"""What pages of several apps draw: facts as sentences, and what a composer with files sends."""

from django.http import QueryDict  # noqa: TID251 - it reads what a form sent
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import base_direction
from hamsoo.ledger.presentation import Shown

_ACTOR = "%(actor)s"


def said(item: Shown) -> SafeString:
    """Say a fact as a sentence: who did it stands out, titles and names run in the direction of their words, not of the first."""
    words = {name: format_html('<bdi dir="{}">{}</bdi>', base_direction(word), word) for name, word in item.details.words.items()}
    text = conditional_escape(str(item.fact.event.sentence))
    if item.details.words.get("actor") and text.startswith(_ACTOR):
        rest = text[len(_ACTOR) :] % words
        return SafeString(f'<b>{words["actor"]}</b><span class="text-ink-2">{rest}</span>')
    return SafeString(f'<span class="text-ink-2">{text % words}</span>')


def attachment_ids(sent: QueryDict) -> list[int]:
    """Return which files a composer (`threads/_attach.html`) names in its form; raise `NotFound` for what is no number."""
    return [number(text) for text in sent.getlist("attachments")[:100]]


def number(text: str) -> int:
    """Return the id that a form or an address names; raise `NotFound` for what is none."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotFound
    return int(text)
