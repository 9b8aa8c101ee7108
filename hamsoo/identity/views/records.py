"""A source record with its versions, and what was decided of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hamsoo.identity import actions, queries, rules
from hamsoo.identity.fields import known_fields, texts
from hamsoo.identity.labels import field_label
from hamsoo.identity.queries import graph, lists
from hamsoo.identity.queries import review as waiting
from hamsoo.identity.views.reading import reader
from hamsoo.kernel import clock
from hamsoo.ui.pages import go, render


@require_GET
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a system says of a record, what it said before, and with which others it is one customer."""
    person = reader(request)
    found = queries.record(person=person, pk=pk)
    hidden = queries.hidden_from(person)
    said = hidden.values(found)
    order = {field: number for number, field in enumerate(known_fields(found.entity))}
    context = {
        "record": found,
        "values": [
            (field_label(field), texts(said, field)) for field in sorted(said, key=lambda name: (order.get(name, len(order)), name))
        ],
        "versions": lists.versions_of(record=found, hidden=hidden),
        "hidden": hidden.of(found),
        "decisions": lists.decisions_about(person=person, record=found, hidden=hidden),
        "pairs": waiting.pairs_of(person=person, record=found),
        "picture": graph.picture(person=person, customer=found.customer),
        "reviews": rules.can_review(person),
    }
    return render(request, "identity/record.html", context)


@require_POST
def retraction(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back; the page goes on with its first record."""
    person = reader(request)
    found = queries.decision(person=person, pk=pk)
    actions.retract(actor=person, decision=found, at=clock.now())
    messages.success(request, _("Taken back. Everything is as if it had not been decided."))
    return go(request, found.a.get_absolute_url())
