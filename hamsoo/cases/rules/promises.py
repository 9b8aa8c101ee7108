"""Who may promise what about time, and what a promise may say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.cases.clocks import TargetClock
from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.people.models import Person

SECOND = timedelta(seconds=1)
NAME_LENGTH, MOST_MINUTES, MOST_ESCALATIONS = 120, 525_600, 6
TARGETS = ("first_minutes", "next_minutes", "resolution_minutes")
TELLS = {
    "assignee": pgettext_lazy("who is told", "Who has it"),
    "lead": pgettext_lazy("who is told", "The lead of the unit"),
    "above": pgettext_lazy("who is told", "The lead above"),
}
TARGET_NAMES = {
    "first": pgettext_lazy("promise of time", "First answer"),
    "next": pgettext_lazy("promise of time", "Next answer"),
    "resolution": pgettext_lazy("promise of time", "Resolution"),
}
SCOPES = ("organisation", "unit")


def can_keep_promises(person: Person) -> bool:
    """Return whether `person` says how soon cases are dealt with: administrators."""
    return person.is_active and person.is_administrator


def require_can_keep_promises(person: Person) -> None:
    """Raise `NotAllowed` for who may not."""
    if not can_keep_promises(person):
        raise NotAllowed


def name_of(target: TargetClock) -> str:
    """Return by what a target of a case is told from its others."""
    return f"{target.scope}:{target.kind}:{target.unit_id or 0}:{target.number}"


def checked_version(scope: str, says: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a version of a policy says, or raise `Invalid` naming the field."""
    says = dict(says)
    if scope not in SCOPES:
        raise Invalid(field="scope")
    says["name_fa"] = str(says.get("name_fa", "")).replace("\x00", "").strip()
    if not says["name_fa"] or len(says["name_fa"]) > NAME_LENGTH or len(str(says.get("name_en", ""))) > NAME_LENGTH:
        raise Invalid(_("Give it a name of at most %(count)s characters.") % {"count": NAME_LENGTH}, field="name_fa")
    lengths = [says.get(name) for name in TARGETS]
    if not any(lengths):
        raise Invalid(_("Promise at least one of the three."), field="first_minutes")
    for name, length in zip(TARGETS, lengths, strict=True):
        if length is not None and not 0 < length <= MOST_MINUTES:
            raise Invalid(_("From one minute to a year of work."), field=name)
    steps = [(int(percent), str(tells)) for percent, tells in says.get("escalations", ())]
    if len(steps) > MOST_ESCALATIONS or any(not 1 <= percent <= 300 or tells not in TELLS for percent, tells in steps):
        raise Invalid(_("Who is told is told at 1 to 300 percent."), field="escalations")
    says["escalations"] = sorted([percent, tells] for percent, tells in set(steps))
    return says
