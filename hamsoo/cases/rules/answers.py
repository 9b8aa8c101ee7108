"""Who keeps answers at hand, which places in them are filled, and what may be done along with one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.cases.models import Case, ReadyAnswer
from hamsoo.cases.rules.working import REASON_LENGTH, TAG_LENGTH, checked_tags, optional, required
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.people.models import Person, Unit

TITLE_LENGTH, TEXT_LENGTH, MOST_ANSWERS = 120, 20_000, 300
PLACES = {
    "customer": pgettext_lazy("filled into an answer", "name of the customer"),
    "contact": pgettext_lazy("filled into an answer", "name of whoever wrote"),
    "number": pgettext_lazy("filled into an answer", "number of the case"),
    "subject": pgettext_lazy("filled into an answer", "what the case is about"),
    "agent": pgettext_lazy("filled into an answer", "your name"),
    "unit": pgettext_lazy("filled into an answer", "unit that has the case"),
    "date": pgettext_lazy("filled into an answer", "today's date"),
}
"""What can stand between braces in an answer at hand, and nothing else."""

STATES = ("working", "customer", "other", "resolved", "closed")
KINDS = ("state", "priority", "tag", "assign", "watch", "hand_off")
"""What is done along with an answer, in this order: a case is handed on last."""

_PLACE = re.compile(r"\{([^{}\n]*)\}")


class Changed(Conflict):
    """An answer at hand says something else than when it was shown."""

    default = _("This answer at hand was changed meanwhile. Choose it again to see what it does now.")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is done along with an answer: its kind of `KINDS`, to what, and of a hand-off why."""

    kind: str
    value: str
    words: str = ""


def changes_of(stored: Sequence[Sequence[str]]) -> list[Change]:
    """Return what is done along with an answer, as it is kept."""
    return [Change(*one) for one in stored]


def checked_changes(given: Sequence[Change]) -> list[list[str]]:
    """Return what is done along with an answer in the form in which it is kept; raise `Invalid` naming the field that is wrong."""
    kinds = [one.kind for one in given]
    if len(set(kinds)) < len(kinds) or set(kinds) - set(KINDS):
        raise Invalid(field="state")
    ordered = sorted(given, key=lambda one: KINDS.index(one.kind))
    found = {one.kind: one for one in ordered}
    if (state := found.get("state")) and state.value not in STATES:
        raise Invalid(field="state")
    if (priority := found.get("priority")) and priority.value not in map(str, Case.Priority.values):
        raise Invalid(field="priority")
    if (tag := found.get("tag")) and (len(tag.value) > TAG_LENGTH or len(checked_tags([tag.value])) != 1):
        raise Invalid(_("One tag of at most %(count)s characters.") % {"count": TAG_LENGTH}, field="tag")
    if asked := found.get("hand_off"):
        if state and state.value in ("resolved", "closed"):
            raise Invalid(_("What is at its end is not handed on: choose another state, or no unit."), field="state")
        required(asked.words, "words", longest=REASON_LENGTH)
        if not Unit.objects.open().filter(pk=int(asked.value)).exists():
            raise Invalid(_("This unit is closed."), field="hand_off")
    return [list(asdict(one).values()) for one in ordered]


def checked_text(text: str, field: str) -> str:
    """Return a text with places to be filled; raise `Invalid` that names the line of one that there is not, and what there is."""
    kept = optional(text, field, longest=TEXT_LENGTH)
    for number, line in enumerate(kept.splitlines(), 1):
        for name in _PLACE.findall(line):
            if name.strip() not in PLACES:
                says = {"number": number, "name": f"{{{name[:40]}}}", "known": "، ".join(f"{{{one}}}" for one in PLACES)}
                raise Invalid(_("Line %(number)s: nothing is filled in for %(name)s. Write one of %(known)s.") % says, field=field)
    return kept


def filled(text: str, values: Mapping[str, Any]) -> str:
    """Return `text` with its places filled; a place of which nothing is known is left as it is."""
    return _PLACE.sub(lambda found: str(values.get(found[1].strip()) or found[0]), text)


def require_filled(text: str) -> None:
    """Raise `Invalid` while a place is still to be filled."""
    for name in _PLACE.findall(text):
        if name.strip() in PLACES:
            raise Invalid(_("%(name)s is still to be filled in.") % {"name": f"{{{name}}}"}, field="text")


def can_keep_for_unit(person: Person, unit: Unit) -> bool:
    """Return whether `person` keeps the answers of a unit: who leads it, and administrators."""
    return person.is_active and (person.is_administrator or person.pk in (unit.head_id, unit.deputy_id))


def can_keep_answer(person: Person, answer: ReadyAnswer) -> bool:
    """Return whether `person` changes an answer: their own; of a unit who leads it; of everybody, and of every unit, administrators."""
    if answer.owner_id is not None:
        return person.is_active and answer.owner_id == person.pk
    if answer.unit is not None:
        return can_keep_for_unit(person, answer.unit)
    return person.is_active and person.is_administrator


def require_can_keep_answer(person: Person, answer: ReadyAnswer) -> None:
    """Raise `NotAllowed` for who may not."""
    if not can_keep_answer(person, answer):
        raise NotAllowed


def in_words(change: Change, unit: Unit | None = None) -> str:
    """Say what a change does."""
    words = {
        "assign": lambda: _("You have the case from then on"),
        "watch": lambda: _("You watch the case"),
        "state": lambda: _("State: %(state)s") % {"state": Case.State(change.value).label},
        "priority": lambda: _("Priority: %(priority)s") % {"priority": Case.Priority(int(change.value)).label},
        "tag": lambda: _("Tag: %(tag)s") % {"tag": change.value},
        "hand_off": lambda: _("%(unit)s is asked to take the case over: %(words)s") % {"unit": unit, "words": change.words},
    }
    return str(words[change.kind]())
