"""What pages of several apps draw: facts as sentences."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

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
