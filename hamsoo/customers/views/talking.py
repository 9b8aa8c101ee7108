"""The way from a customer to its channel."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hamsoo.customers import actions, queries
from hamsoo.customers.views.reading import reader_of
from hamsoo.identity.queries import record as record_of
from hamsoo.kernel import clock
from hamsoo.ui.pages import go, render


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Lead to the channel about a customer, and open it; called with one of its records."""
    reader = reader_of(request)
    record = record_of(person=reader, pk=record_pk)
    if request.method == "POST":
        return go(request, actions.talk_about(actor=reader, record=record, at=clock.now()).get_absolute_url())
    found = queries.channels_of(person=reader, record=record)
    context = {"lines": found.lines, "may_open": found.record is not None, "address": reverse("customers:talk", args=[record.pk])}
    return render(request, "chat/talk_about.html", context, fragment="chat/_talk_about.html")
