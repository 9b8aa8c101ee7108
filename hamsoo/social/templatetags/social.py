"""How items of the feed begin, and how polls stand now, texts in feeds: `{% load social %}`."""

import re
from typing import Any

from django.template import Context, Library
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from hamsoo.kernel import clock
from hamsoo.kernel.markdown import undirected
from hamsoo.ledger.presentation import Shown
from hamsoo.social.importance import Reason
from hamsoo.social.models import Post
from hamsoo.social.queries import FEWEST, Standing
from hamsoo.threads.components import said
from hamsoo.ui.components.people import person_name

register = Library()

# What XML 1.0 does not allow, however it is written.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_WHY: dict[Reason, StrPromise] = {
    Reason.TOLD: _("concerns you"),
    Reason.FOLLOWED_THING: _("you follow this"),
    Reason.FOLLOWED_PERSON: _("you follow them"),
    Reason.CIRCLE: _("your team"),
}


_EXPLAINED: dict[Reason, StrPromise] = {
    Reason.TOLD: _("It concerns you: it names you, answers you or asks you."),
    Reason.FOLLOWED_THING: _("You follow what it is about."),
    Reason.FOLLOWED_PERSON: _("You follow who wrote it."),
    Reason.CIRCLE: _("It stands in a unit or group that you write in."),
    Reason.WEIGHTY: _("It is announced to everybody who may read it."),
    Reason.NONE: _("You may read it, and it is new. How many reacted plays no part."),
}


@register.filter
def why(reason: Reason) -> StrPromise | str:
    """Say why an item is shown early; nothing for items that stand where time put them."""
    return _WHY.get(reason, "")


@register.filter
def explained(reason: Reason) -> StrPromise:
    """Say in a sentence why an item stands where it does."""
    return _EXPLAINED[reason]


@register.simple_tag
def headline(item: Shown) -> SafeString:
    """Begin an item: the sentence of its fact, or what its app gives as `headline` when the content below says the rest.

    A headline may be empty: then a name and a position stand alone, as over a post.
    """
    short, actor = item.details.context.get("headline"), item.details.person
    if short is None or actor is None:
        return said(item)
    words = short or getattr(actor, "position", "")
    return format_html('{} <span class="{}">{}</span>', person_name(actor), "text-ink-2" if short else "meta", words)


@register.inclusion_tag("social/_poll.html", takes_context=True)
def poll(context: Context, post: Post, standing: Standing) -> dict[str, Any]:
    """Show a poll as it stands now: to vote, or its result. `change` in the context offers to vote anew, `live` follows others' votes."""
    at = clock.now()
    return {
        "post": post,
        "standing": standing,
        "is_open": standing.poll.is_open(at),
        "is_hidden": standing.is_hidden(at),
        "fewest": FEWEST,
        "change": context.get("change"),
        "live": context.get("live"),
        "may_close": context.get("may_close") and standing.poll.is_open(at),
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def xml_text(text: str) -> str:
    """Return `text` without the signs that XML cannot hold, and those that turn round what follows them."""
    return _NO_XML.sub("", undirected(text))


@register.filter
def escaped_once(html: str) -> SafeString:
    """Return HTML as text of an XML document: what a feed reader unpacks again."""
    return conditional_escape(_NO_XML.sub("", str(html)))
