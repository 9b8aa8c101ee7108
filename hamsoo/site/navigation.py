"""The five areas of Hamsoo and their pages, in the order of the side bar.

An entry whose route is not in the URLconf is not shown; so an app is added to the shell by one line here.
"""

from dataclasses import replace
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hamsoo.identity.rules import can_keep_systems, can_review
from hamsoo.interactions.verbs import KEEP_MAILBOXES
from hamsoo.people import verbs
from hamsoo.people.models import Person, Scope
from hamsoo.people.queries import is_company_only, is_provider_only
from hamsoo.people.rights import widest
from hamsoo.questions.rules import sees_gaps
from hamsoo.site.rules import is_administrator
from hamsoo.spaces.queries import founded
from hamsoo.ui.navigation import Area, Page, links

AREAS = (
    Area(
        "home",
        _("Home"),
        icon="house",
        pages=(Page("desk:home", _("Home")),),
    ),
    Area(
        "people",
        _("People"),
        icon="users",
        pages=(
            Page("finder:experts", _("Expert finder")),
            Page("questions:gaps", pgettext_lazy("in what people know", "Gaps")),
            Page("people:directory", _("Profiles")),
            Page("people:structure", _("Structure")),
            Page("spaces:groups", _("Groups")),
            Page("questions:requests", _("Requests")),
            Page("notices:tracker", _("Tracker")),
        ),
    ),
    Area(
        "customers",
        _("Customers"),
        icon="building-2",
        pages=(
            Page("customers:list", _("Customers")),
            Page("cases:list", _("Cases")),
            Page("commitments:list", _("Commitments"), key="c"),
            Page("interactions:laid_aside", _("Mail laid aside")),
            Page("identity:systems", _("Source systems")),
            Page("identity:review", pgettext_lazy("of records", "Review")),
        ),
    ),
    Area(
        "knowledge",
        _("Knowledge"),
        icon="book-open",
        pages=(
            Page("questions:list", _("Questions and answers"), key="q"),
            Page("knowledge:list", _("Articles")),
            Page("knowledge:glossary", _("Glossary")),
        ),
    ),
    Area(
        "insight",
        _("Insight"),
        icon="chart-spline",
        pages=(
            Page("metrics:pyramid", _("Metric pyramid")),
            Page("journeys:map", _("Journey map")),
            Page("voice:pulse", _("Pulse and perception")),
        ),
    ),
)

_FOR_SOME = {
    "questions:gaps": sees_gaps,
    "identity:systems": can_keep_systems,
    "identity:review": can_review,
}
"""Pages of the areas that only some people can open, each with who may."""

ADMINISTRATION = Area(
    "administration",
    _("Admin"),
    icon="shield",
    prefixes=("/administration/",),
    pages=(
        Page("people:administer_people", _("Colleagues")),
        Page("people:administer_units", _("Units and positions")),
        Page("people:leavers", _("Leavers")),
        Page("people:roles", _("Roles and rights")),
        Page("people:invitations", _("Invitations")),
        Page("people:sign_in_policy", _("Sign-in policy")),
        Page("people:imports", _("Imports")),
        Page("people:sync", _("Directories and sync")),
        Page("people:taxonomy", _("Skills")),
        Page("social:values", _("Values")),
        Page("interactions:mailboxes", _("Mailboxes")),
        Page("cases:promises", pgettext_lazy("of cases", "Promises of time")),
        Page("cases:types", pgettext_lazy("of cases", "Types of cases")),
        Page("cases:partners", pgettext_lazy("of an organisation", "Partners")),
        Page("chat:keeping", pgettext_lazy("of messages", "Kept")),
        Page("finder:missed", _("Searched, not found")),
        Page("audit:audit", _("Audit log")),
        Page("administration:followups", _("What failed")),
    ),
)
"""For administrators, below the five; of whom a role makes a keeper sees what `_KEPT` names."""

_OF_A_UNIT = ("people:administer_people", "people:administer_units", "people:leavers")
_KEPT = {
    (verbs.MANAGE_RECORDS, Scope.UNIT): _OF_A_UNIT,
    (verbs.MANAGE_RECORDS, Scope.ALL): (*_OF_A_UNIT, "people:imports", "people:sync"),
    (verbs.INVITE, Scope.UNIT): ("people:invitations",),
    (verbs.INVITE, Scope.ALL): ("people:invitations",),
    (KEEP_MAILBOXES, Scope.ALL): ("interactions:mailboxes",),
}
"""The pages of administration that a right opens, as far as it reaches."""


def context(request: HttpRequest) -> dict[str, Any]:
    """Hand the shell its areas and the organisation's name; a context processor."""
    person = getattr(request, "person", None)
    # Only a page asks for them, only the ways in for the last three (a template calls what can be called).
    return {
        "areas": SimpleLazyObject(lambda: links((*_areas(person), *_administration(person)), request)),
        "organisation": SimpleLazyObject(_organisation_name),
        "is_company_only": is_company_only,
        "is_provider_only": is_provider_only,
    }


def _areas(person: Person | None) -> list[Area]:
    """Return the five areas with the pages that `person` can open."""
    closed = {route for route, may in _FOR_SOME.items() if person is None or not may(person)}
    return [replace(area, pages=[page for page in area.pages if page.route not in closed]) for area in AREAS]


def _administration(person: Person | None) -> list[Area]:
    """Return the area of administration with the pages that `person` can open; nothing for who can open none."""
    if is_administrator(person):
        return [ADMINISTRATION]
    rights = {(verb, scope) for verb in (verbs.MANAGE_RECORDS, verbs.INVITE, KEEP_MAILBOXES) if (scope := widest(person, verb))}
    routes = {route for right in rights for route in _KEPT[right]}
    pages = [page for page in ADMINISTRATION.pages if page.route in routes]
    return [replace(ADMINISTRATION, pages=pages)] if pages else []


def _organisation_name() -> str:
    """Return the name in the reader's language; it stands on every page and changes once in years, so it is kept for a minute."""
    key, process = f"organisation.name.{get_language()}", caches["process"]
    name: str | None = process.get(key)
    if name is None:
        organisation = founded()
        name = organisation.name if organisation else ""
        process.set(key, name, timeout=60)
    return name
