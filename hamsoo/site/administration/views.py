"""What failed, and trying it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.site import actions
from hamsoo.site.administration import queries
from hamsoo.site.rules import require_administrator
from hamsoo.ui import pages


@require_safe
def followups(request: HttpRequest) -> HttpResponse:
    """Show the followups that were given up and the deadlines that fail."""
    found = queries.failures(person=request.person)  # type: ignore[attr-defined]
    return pages.render(request, "site/followups.html", {"found": found})


@require_POST
def retry_followup(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a followup again."""
    person = require_administrator(request.person)  # type: ignore[attr-defined]
    actions.retry_followup(actor=person, run=queries.dead_run(person=person, pk=pk), at=clock.now())
    return _after(request)


@require_POST
def retry_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a deadline tried now."""
    person = require_administrator(request.person)  # type: ignore[attr-defined]
    actions.retry_deadline(actor=person, deadline=queries.failing_deadline(person=person, pk=pk), at=clock.now())
    return _after(request)


def _after(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("It is being tried again."))
    return pages.go(request, reverse("administration:followups"))
