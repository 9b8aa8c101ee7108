"""Facts about the structure: units, positions, free seats, the lines between people, and who may change all this."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref, Timeline, Tracked


class UnitRenamed(Event, Timeline, icon="network", sentence=_("The unit “%(title)s” was renamed")):
    """A unit got another name or colour; `fields` are names of fields, never their values."""

    unit_id: int
    fields: tuple[str, ...]


class UnitClosed(Event, Timeline, icon="network", sentence=_("The unit “%(title)s” was closed")):
    """A unit in which nobody worked any more was closed."""

    unit_id: int


class UnitReopened(Event, Timeline, icon="network", sentence=_("The unit “%(title)s” was opened again")):
    """A closed unit is there again."""

    unit_id: int


class ChangePlanned(Event, icon="calendar-clock", sentence=_("%(actor)s planned a change of the place of %(title)s")):
    """Somebody will stand elsewhere from a day to come on; nobody but administrators hears of it before."""

    person_id: int
    fields: tuple[str, ...]
    on: date


class PlanWithdrawn(Event, icon="calendar-x", sentence=_("%(actor)s took back what was planned for %(title)s")):
    """A planned change will not happen."""

    person_id: int
    on: date


class AdministratorChanged(Event, icon="shield", sentence=_("%(actor)s changed whether %(title)s is an administrator")):
    """Somebody became an administrator, or is none any more."""

    person_id: int
    is_administrator: bool


class PositionNamed(Event, icon="briefcase", sentence=_("%(actor)s wrote down the position “%(title)s”")):
    """A position was entered, renamed, or got another level."""

    position_id: int


class VacancyOpened(Event, icon="user-search", sentence=_("A seat in “%(title)s” is free")):
    """A seat waits for somebody."""

    vacancy_id: int
    unit_id: int


class VacancyClosed(Event, icon="user-check", sentence=_("A free seat in “%(title)s” was filled or given up")):
    """A seat was taken by `person_id`, or given up (None)."""

    vacancy_id: int
    unit_id: int
    person_id: int | None = None


class DottedLineDrawn(Event, Timeline, Tracked, icon="git-branch", sentence=_("%(title)s now also works with %(other)s")):
    """A colleague reports to somebody besides their manager."""

    aspects = ("role",)
    person_id: int
    to_id: int
    kind: str


class DottedLineEnded(Event, Timeline, Tracked, icon="git-branch", sentence=_("%(title)s does not work with %(other)s besides any more")):
    """A colleague does not report to somebody besides their manager any more."""

    aspects = ("role",)
    person_id: int
    to_id: int


def about_line(fact: DottedLineDrawn | DottedLineEnded) -> list[Ref | tuple[str, int, str]]:
    """Return what facts of a dotted line are about: who reports, and to whom."""
    return [Ref("person", fact.person_id), ("person", fact.to_id, "to")]
