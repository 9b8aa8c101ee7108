"""The page of the audit log."""

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hamsoo.kernel.errors import Invalid
from hamsoo.people.models import Person
from hamsoo.people.queries import colleague_called
from hamsoo.site.audit import kinds, queries
from hamsoo.site.rules import require_administrator
from hamsoo.ui import pages
from hamsoo.ui.fields import DayField

_BIGGEST = 2**63 - 1
_KINDS = [("", _("All")), *((key, label) for key, (label, _events) in kinds.KINDS.items())]


class Filters(forms.Form):
    """What the administrator looks for."""

    kind = forms.ChoiceField(required=False, choices=_KINDS)
    who = forms.CharField(label=_("Who"), required=False, max_length=120)
    day = DayField(label=_("Day"), required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=_BIGGEST, widget=forms.HiddenInput)


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show who came in and who changed what, newest first; with `before`, the lines that follow."""
    person = require_administrator(request.person)  # type: ignore[attr-defined]
    filters = Filters(request.GET)
    chosen = _chosen(person, filters) if filters.is_valid() else {}
    page = queries.audit(person=person, **chosen) if not filters.errors else None
    words = {name: request.GET[name] for name in ("kind", "who", "day") if request.GET.get(name)}
    more = f"{reverse('audit:audit')}?{urlencode({**words, 'before': page.before})}" if page and page.before else ""
    others = {name: value for name, value in words.items() if name != "kind"}
    context = {
        "filters": filters,
        "items": page.items if page else [],
        "more_url": more,
        "kinds": [(label, _address(key, others), key == request.GET.get("kind", "")) for key, label in _KINDS],
    }
    return pages.render(request, "site/audit.html", context, fragment="site/_audit_lines.html" if request.GET.get("before") else None)


def _address(kind: str, others: dict[str, str]) -> str:
    return f"{reverse('audit:audit')}?{urlencode({**({'kind': kind} if kind else {}), **others})}"


def _chosen(person: Person, filters: Filters) -> dict[str, Any]:
    """Return what to look for; a name that is nobody's is an error of the form."""
    clean = filters.cleaned_data
    chosen: dict[str, Any] = {"kind": clean["kind"], "before": clean["before"]}
    if clean["day"]:
        zone = timezone.get_current_timezone()
        chosen["since"] = datetime.combine(clean["day"], time.min, zone)
        chosen["until"] = datetime.combine(clean["day"] + timedelta(days=1), time.min, zone)
    if clean["who"]:
        try:
            chosen["who"] = colleague_called(person=person, words=clean["who"])
        except Invalid as error:
            pages.refuse(filters, error)
    return chosen
