"""How promises of time are said: an icon, words, and a line that drains."""

from django.template import Library
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from hamsoo.cases.clocks import TargetClock
from hamsoo.cases.rules import TARGET_NAMES
from hamsoo.kernel.dates import format_duration
from hamsoo.ui import appearance
from hamsoo.ui.components.measures import sla

register = Library()

_LOOKS = {"running": "ok", "warned": "soon", "paused": "paused", "met": "met", "missed": "late"}


@register.simple_tag
def used_clock(target: TargetClock) -> SafeString:
    """Show how much of a promise is used."""
    words = gettext("%(used)s of %(allowed)s") % {"used": _working(target.used), "allowed": _working(target.allowed)}
    return sla(_LOOKS[target.state], words, target.percent)


@register.simple_tag
def left_clock(target: TargetClock | None) -> SafeString | str:
    """Show how much of a promise is left, or by how much it was missed; nothing for None."""
    if target is None:
        return ""
    return sla(_LOOKS[target.state], _left(target), target.percent if target.state in ("met", "missed") else 100 - target.percent)


@register.filter
def target_name(target: TargetClock) -> str:
    """Return what is promised."""
    return str(TARGET_NAMES[target.kind])


def _left(target: TargetClock) -> str:
    if target.never_open:
        return gettext("These hours never open")
    if target.state == "met":
        return pgettext("promise of time", "Kept")
    if target.state == "missed":
        late = target.used - target.allowed
        return gettext("%(time)s late") % {"time": _working(late)} if late >= 60 else pgettext("promise of time", "Late")
    words = gettext("%(time)s left") % {"time": _working(target.left)}
    return words if target.state != "paused" else gettext("%(left)s, standing still") % {"left": words}


def _working(seconds: int) -> str:
    """Write working time: never in days, which mislead, and in whole minutes."""
    return format_duration(seconds - seconds % 60 if seconds >= 60 else seconds, appearance.current().language, largest="hour")
