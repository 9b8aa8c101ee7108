"""The five areas of Hamsoo and their pages, in the order of the side bar.

An entry whose route is not in the URLconf is not shown; so an app is added to the shell by one line here.
"""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamsoo.site.rules import is_administrator
from hamsoo.spaces.queries import founded
from hamsoo.ui.navigation import Area, Page, links

AREAS = (
    Area("home", _("Home"), icon="house", pages=(Page("desk:home", _("Home")),)),
    Area(
        "people",
        _("People"),
        icon="users",
        pages=(
            Page("finder:experts", _("Expert finder")),
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

ADMINISTRATION = Area(
    "administration",
    _("Administration"),
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
        Page("audit:audit", _("Audit log")),
        Page("administration:followups", _("What failed")),
    ),
)
"""For administrators only, below the five."""


def context(request: HttpRequest) -> dict[str, Any]:
    """Hand the shell its areas and the organisation's name; a context processor."""
    person = getattr(request, "person", None)
    areas = (*AREAS, ADMINISTRATION) if is_administrator(person) else AREAS
    return {"areas": links(areas, request), "organisation": _organisation_name() if person else ""}


def _organisation_name() -> str:
    """Return the name in the reader's language; it stands on every page and changes once in years, so it is kept for a minute."""
    key = f"organisation.name.{get_language()}"
    name: str | None = cache.get(key)
    if name is None:
        organisation = founded()
        name = organisation.name if organisation else ""
        cache.set(key, name, timeout=60)
    return name
