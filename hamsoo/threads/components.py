"""What pages of several apps draw: facts as sentences."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from hamsoo.ledger.presentation import Shown


def said(item: Shown) -> SafeString:
    """Say a fact as a sentence: who did it stands out, titles and names keep their own direction."""
    text = conditional_escape(item.sentence)
    actor = conditional_escape(item.details.words.get("actor", ""))
    if actor and text.startswith(actor):
        return SafeString(f'<b><bdi>{actor}</bdi></b><span class="text-ink-2">{text[len(actor) :]}</span>')
    return format_html('<span class="text-ink-2">{}</span>', text)
