"""The values of the organisation: a page for administrators."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from hamsoo.kernel import clock
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.social import actions, queries
from hamsoo.social.views.reading import number, reader_of
from hamsoo.ui import pages


@require_http_methods(["GET", "HEAD", "POST"])
def values(request: HttpRequest) -> HttpResponse:
    """Show the values; add one, or name, retire or offer again the one that `value` names."""
    person, refusal = reader_of(request), None
    if not person.is_administrator:
        raise NotFound
    if request.method == "POST":
        pk = request.POST.get("value")
        words = {"name_fa": request.POST.get("name_fa", ""), "name_en": request.POST.get("name_en", "")}
        is_retired = request.POST.get("retired") == "1"
        try:
            actions.keep_value(actor=person, at=clock.now(), pk=number(pk) if pk else None, is_retired=is_retired, **words)
        except Invalid as error:
            refusal = error
        else:
            return pages.go(request, request.path)
    context = {"values": queries.all_values(), "refusal": refusal}
    return pages.render(request, "social/values.html", context, status=refusal.status if refusal else None)
