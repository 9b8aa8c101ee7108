"""The page on which a partner answers a hand-off by the link of a mail, without an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hamsoo.cases import actions, rules
from hamsoo.cases.forms import PartnerForm
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.ui.pages import go, refuse, render

UNKNOWN = 404


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked of a partner, and take the answer; a link that is no good says nothing about any case."""
    at = clock.now()
    try:
        asked = rules.read_token(token, at=at)
    except NotFound:
        return render(request, "cases/partner_over.html", status=UNKNOWN)
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_as_partner(token=token, **form.cleaned_data, at=at)
        except DomainError as error:
            refuse(form, error)
        else:
            return go(request, reverse("cases:partner", args=[token]))
    return render(request, "cases/partner.html", {"asked": asked, "form": form, "is_theirs": rules.is_theirs(asked)})
