"""By what rules customers are put into segments."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.customers import actions, queries
from hamsoo.customers import rules as who_may
from hamsoo.customers.forms import RulesForm
from hamsoo.customers.views.reading import reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Say by what rules customers are put into segments."""
    reader = reader_of(request)
    who_may.require_can_keep(reader)
    form = RulesForm(request.POST or None, initial=_said())
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_rules(actor=reader, wanted=form.wanted(), at=clock.now())
            messages.success(request, _("These rules hold from now on; they are applied every night, or now."))
            return go(request, reverse("customers:rules"))
        except DomainError as error:
            refuse(form, error)
    return render(request, "customers/rules.html", {"form": form, "has_rules": bool(queries.rules_of_segments())})


@require_POST
def apply_rules(request: HttpRequest) -> HttpResponse:
    """Put all customers into the segments that the rules say."""
    who_may.require_can_keep(reader_of(request))
    count = actions.apply_rules(at=clock.now())
    messages.success(request, _("%(count)s segments changed.") % {"count": count})
    return go(request, reverse("customers:rules"))


def _said() -> dict[str, object]:
    named: dict[str, object] = {}
    for place, rule in enumerate(queries.rules_of_segments(), 1):
        named |= {f"dimension{place}": rule.dimension, f"measure{place}": rule.measure, f"at_least{place}": rule.at_least}
        named[f"segment{place}"] = queries.segment_name(rule.dimension, rule.segment)
    return named
