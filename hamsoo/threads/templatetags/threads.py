"""Facts and reactions as every page shows them: `{% load threads %}`."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template import Context, Library
from django.urls import reverse
from django.utils.safestring import SafeString

from hamsoo.ledger.presentation import Shown
from hamsoo.ledger.traits import Ref
from hamsoo.threads.components import said
from hamsoo.threads.models import Reaction
from hamsoo.threads.queries import Tally

register = Library()

ICONS = {"thanks": "heart-handshake", "like": "thumbs-up", "celebrate": "party-popper", "insightful": "lightbulb"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One reaction that can be given, or taken back when it is `mine`."""

    kind: str
    label: str
    icon: str
    count: int
    mine: bool
    url: str


register.filter(said)


@register.filter
def of(tallies: Mapping[Ref, Tally], ref: Ref) -> Tally:
    """Return the tally of one thing."""
    return tallies.get(ref, Tally())


@register.simple_tag(takes_context=True)
def content_of(context: Context, item: Shown) -> SafeString:
    """Show a fact by the template of its own app (`questions/events/answer_given.html`), or nothing when it has none."""
    if not item.details.template or context.template is None:
        return SafeString("")
    template = context.template.engine.get_template(item.details.template)
    with context.push(item=item, **item.details.context):
        return template.render(context)


@register.inclusion_tag("threads/_reactions.html", takes_context=True)
def reactions(context: Context, ref: Ref, tally: Tally, full: bool = False) -> dict[str, object]:
    """Offer thanks for a thing, and the other reactions too when `full` or when somebody has given one."""
    shown = [kind for kind in Reaction.Kind if full or kind == Reaction.Kind.THANKS or tally.reaction_counts.get(kind)]
    return {"ref": ref, "full": full, "choices": [_choice(ref, tally, kind) for kind in shown], "csrf_token": context.get("csrf_token")}


def _choice(ref: Ref, tally: Tally, kind: Reaction.Kind) -> Choice:
    mine = kind in tally.mine
    url = reverse("threads:withdrawal" if mine else "threads:reactions", args=ref)
    return Choice(kind.value, str(kind.label), ICONS[kind], tally.reaction_counts.get(kind, 0), mine, url)
