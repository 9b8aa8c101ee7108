"""How facts about cases are said to a reader, and cases as something to follow and to ask about."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, gettext

from hamsoo.cases import events
from hamsoo.cases.models import Case, Partner
from hamsoo.cases.rules import TARGET_NAMES
from hamsoo.kernel.numbers import format_percent
from hamsoo.ledger.events import event_classes
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import names_of
from hamsoo.spaces.queries import VisibleByIds, placed_in
from hamsoo.threads.targets import Target

EVENTS = tuple(cls for cls in event_classes() if issubclass(cls, events.AboutCase))
_CASES = VisibleByIds[Case](Case.objects.all)


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts about cases that the reader reads now."""
    cases = _CASES(person=person, ids={_field(fact, "case_id") for fact in facts})
    told = [fact for fact in facts if _field(fact, "case_id") in cases]
    people = names_of({pk for fact in told for pk in (_actor(fact), _field(fact, "assignee_id"), _field(fact, "person_id")) if pk})
    units = Unit.objects.in_bulk({pk for fact in told for pk in (_field(fact, "unit_id"), _field(fact, "to_unit_id")) if pk})
    partner_ids = {pk for fact in told if (pk := _field(fact, "to_partner_id"))}
    partners = Partner.objects.in_bulk(partner_ids) if partner_ids else {}
    found = {}
    for fact in told:
        case, actor = cases[_field(fact, "case_id")], people.get(_actor(fact))
        unit = units.get(_field(fact, "unit_id"))
        to = units.get(_field(fact, "to_unit_id")) or partners.get(_field(fact, "to_partner_id"))
        words = {
            "actor": actor.name if actor else str(unit or ""),
            "number": str(case.pk),
            "title": case.subject,
            "unit": str(unit or ""),
            "to": str(to or ""),
            "person": str(people.get(_field(fact, "assignee_id") or _field(fact, "person_id")) or gettext("Nobody")),
            "other": str(_field(fact, "into_id") or _field(fact, "origin_id") or _field(fact, "other_id")),
            **_labels(fact.event),
        }
        found[fact.id] = Details(words, case.get_absolute_url(), person=actor)
    return found


def _labels(event: Any) -> dict[str, str]:
    if isinstance(event, events.CaseStateChanged):
        return {"state": str(Case.State(event.state).label)}
    if isinstance(event, events.CasePriorityChanged):
        return {"priority": str(Case.Priority(event.priority).label)}
    if isinstance(event, (events.SlaWarned, events.SlaMissed)):
        return {"share": format_percent(event.percent / 100, get_language() or "fa"), "target": str(TARGET_NAMES[event.target])}
    return {}


def _actor(fact: Fact) -> int:
    return fact.actor.id or 0 if fact.actor.type == "person" else 0


def _field(fact: Fact, name: str) -> int:
    return int(getattr(fact.event, name, 0) or 0)


def case_targets(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Return cases that `person` reads as things to follow, to ask about, and to hang files on."""
    rows = _CASES(person=person, ids=ids)
    return {pk: _target(row) for pk, row in rows.items()}


def case_target(person: Person, case_id: int) -> Target | None:
    """Return one case as such a thing."""
    return case_targets(person, [case_id]).get(case_id)


def _target(case: Case) -> Target:
    places = tuple(sorted(placed_in(type="case", object_id=case.pk)))
    owners = (case.assignee_id,) if case.assignee_id else ()
    return Target(Ref("case", case.pk), places, case.subject, case.get_absolute_url(), owners)
