"""Lines that measure: progress, promises of time, the working day."""

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_stubs_ext import StrPromise

from hamsoo.ui.components.icons import icon

register = Library()

SLA_ICONS = {"ok": "clock", "soon": "clock-alert", "late": "triangle-alert", "paused": "pause", "met": "check"}
_SLA_TONES = {"ok": "", "soon": "warn", "late": "danger", "paused": "mute", "met": "ok"}
_DAY_WIDTH = 108


@register.simple_tag
def line(percent: float, tone: str = "") -> SafeString:
    """Draw a share of a whole, 0 to 100. `tone`: ok, warn, danger or mute; default is the accent."""
    width = max(0, min(100, round(percent)))
    return format_html('<span class="{}" aria-hidden="true"><i data-w="{}"></i></span>', f"ln {tone}".strip(), width)


@register.simple_tag
def sla(state: str, words: str | StrPromise, percent: float) -> SafeString:
    """Show a promise of time.

    `state`: ok, soon (a quarter or less is left), late, paused or met; `words` say what is left or past; `percent` of the time.
    """
    template = '<span class="sla {}"><span>{}{}</span>{}</span>'
    return format_html(template, state, icon(SLA_ICONS[state], "s"), words, line(percent, _SLA_TONES[state]))


@register.simple_tag
def knot(name: str, unit: object = "", kind: str = "") -> SafeString:
    """Draw the knot of one row of a `rail`: the icon of the channel in the colour of the department.

    `kind`: solid; or dot (past) and live (now), which need no icon.
    """
    colour = getattr(unit, "colour", unit)
    classes = " ".join(filter(None, ("knot", kind, f"d-{colour}" if colour else "")))
    return format_html('<span class="{}">{}</span>', classes, icon(name) if name else "")


@register.simple_tag
def day_line(busy: list[tuple[float, float]], now: float) -> SafeString:
    """Draw a working day: `busy` spans and the mark of `now`, in percent of it. The words beside it say the same."""
    step = _DAY_WIDTH / 100
    spans = format_html_join(
        "",
        '<rect class="f-ink3" x="{}" y="3" width="{}" height="6" rx="2"/>',
        ((round(start * step, 1), round((end - start) * step, 1)) for start, end in busy),
    )
    template = (
        '<svg class="plot flip" width="108" height="12" viewBox="0 0 108 12" aria-hidden="true">'
        '<rect class="f-line" x="0" y="5" width="108" height="2" rx="1"/>{}'
        '<rect class="f-acc" x="{}" y="0" width="2" height="12" rx="1"/></svg>'
    )
    return format_html(template, spans, round(now * step - 1, 1))
