"""What a customer agreed to."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hamsoo.customers import actions, queries, rules
from hamsoo.customers.models import ConsentChange
from hamsoo.customers.views.reading import customer_of, reader_of
from hamsoo.kernel import clock
from hamsoo.ui.pages import go, render


@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest, number: int) -> HttpResponse:
    """Show to what a customer agreed, purpose by purpose; keep that they agreed or took it back."""
    reader = reader_of(request)
    customer, name = customer_of(reader, number)
    if request.method == "POST":
        asked = request.POST
        is_given, note = asked.get("is_given") == "yes", asked.get("note", "")
        actions.keep_consent(
            actor=reader, customer=customer, purpose=asked.get("purpose", ""), is_given=is_given, note=note, at=clock.now()
        )
        return go(request, reverse("customers:consents", args=[customer.number]))
    held = queries.consents_of(person=reader, customer=customer)
    context = {
        "customer": customer,
        "name": name,
        "purposes": [(value, label, held.get(value)) for value, label in ConsentChange.Purpose.choices],
        "history": queries.consent_history(person=reader, customer=customer),
        "can_serve": rules.can_serve(reader, customer),
    }
    return render(request, "customers/consents.html", context)
