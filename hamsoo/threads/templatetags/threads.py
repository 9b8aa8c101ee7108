"""Facts and reactions as every page shows them: `{% load threads %}`."""

from collections.abc import Iterable, Mapping, Sequence

from django.template import Context, Library
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hamsoo.ledger.presentation import Shown
from hamsoo.ledger.traits import Ref
from hamsoo.threads.components import said
from hamsoo.threads.models import Attachment, Reaction
from hamsoo.threads.queries import Tally
from hamsoo.ui.components.icons import icon
from hamsoo.ui.components.values import num

register = Library()

ICONS = {"thanks": "heart-handshake", "like": "thumbs-up", "celebrate": "party-popper", "insightful": "lightbulb"}


# A page of the feed shows dozens of these, so they are written here: as a template of their own they were a third of its rendering time.
_REACTIONS = '<div class="reactions flex flex-wrap items-center gap-1" role="group" aria-label="{}">{}</div>'
_REACTION = (
    '<form method="post" action="{}" hx-post="{}" hx-target="closest .reactions" hx-swap="outerHTML">'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="kind" value="{}">{}'
    '<button type="submit" class="btn btn-quiet btn-sm aria-pressed:text-primary" aria-pressed="{}">{}{}{}</button></form>'
)
_BOOKMARK = (
    '<form class="bookmark" method="post" action="{}" hx-post="{}" hx-target="this" hx-swap="outerHTML">'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}'
    '<button type="submit" class="btn btn-quiet btn-sm aria-pressed:text-primary" aria-pressed="{}" title="{}" aria-label="{}">{}'
    "</button></form>"
)
_FULL = SafeString('<input type="hidden" name="full" value="1">')


register.filter(said)


@register.filter
def of(tallies: Mapping[Ref, Tally], ref: Ref) -> Tally:
    """Return the tally of one thing."""
    return tallies.get(ref, Tally())


@register.filter
def get(attached: Mapping[Ref, Sequence[Attachment]] | None, ref: Ref) -> Sequence[Attachment]:
    """Return what hangs on one thing."""
    return attached.get(ref, ()) if attached else ()


@register.simple_tag
def attach_tool(files: Iterable[Attachment] = (), choice: str = "", chosen: int | None = None) -> SafeString:
    """Let a composer take files: goes into its bar (`{% composer … tools=tools %}`); `files` are those that hang there already.

    `choice` "cover" lets one of the pictures be chosen as that.
    """
    return SafeString(render_to_string("threads/_attach.html", {"files": files, "choice": choice, "chosen": chosen}))


@register.filter
def file_size(size: int) -> str:
    """Say how large a file is."""
    if size < 1024**2:
        return gettext("%(count)s KB") % {"count": num(max(1, round(size / 1024)))}
    return gettext("%(count)s MB") % {"count": num(round(size / 1024**2, 1))}


@register.simple_tag(takes_context=True)
def content_of(context: Context, item: Shown) -> SafeString:
    """Show a fact by the template of its own app (`questions/events/answer_given.html`), or nothing when it has none."""
    if not item.details.template or context.template is None:
        return SafeString("")
    template = context.template.engine.get_template(item.details.template)
    with context.push(item=item, **item.details.context):
        return template.render(context)


@register.simple_tag(takes_context=True)
def reactions(context: Context, ref: Ref, tally: Tally, full: bool = False) -> SafeString:
    """Offer thanks for a thing, and the other reactions too when `full` or when somebody has given one."""
    shown = [kind for kind in Reaction.Kind if full or kind == Reaction.Kind.THANKS or tally.reaction_counts.get(kind)]
    token, again = str(context.get("csrf_token") or ""), _FULL if full else ""
    forms = format_html_join("", _REACTION, (_reaction(ref, tally, kind, token, again) for kind in shown))
    return format_html(_REACTIONS, gettext("Reactions"), forms)


@register.simple_tag(takes_context=True)
def bookmark(context: Context, ref: Ref, tally: Tally) -> SafeString:
    """Let the reader keep a thing for themselves, or let it go."""
    url, words = reverse("threads:bookmark", args=ref), gettext("Kept") if tally.is_kept else gettext("Keep for myself")
    let_go = SafeString('<input type="hidden" name="let_go" value="1">') if tally.is_kept else ""
    token, pressed = str(context.get("csrf_token") or ""), "true" if tally.is_kept else "false"
    return format_html(
        _BOOKMARK, url, url, token, let_go, pressed, words, words, icon("bookmark-check" if tally.is_kept else "bookmark", "s")
    )


def _reaction(ref: Ref, tally: Tally, kind: Reaction.Kind, token: str, again: str) -> tuple[object, ...]:
    mine, given = kind in tally.mine, tally.reaction_counts.get(kind, 0)
    url = reverse("threads:withdrawal" if mine else "threads:reactions", args=ref)
    return (
        url,
        url,
        token,
        kind.value,
        again,
        "true" if mine else "false",
        icon(ICONS[kind], "s"),
        kind.label if kind == Reaction.Kind.THANKS else format_html('<span class="max-sm:sr-only">{}</span>', kind.label),
        f" {num(given)}" if given else "",
    )
