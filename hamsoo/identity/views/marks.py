"""Which fields of a system need a right of their own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamsoo.identity import actions, queries, rules
from hamsoo.identity.forms import MarksForm
from hamsoo.identity.models import Entity
from hamsoo.identity.queries.sensitive import marks_of
from hamsoo.identity.views.reading import reader
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the fields of a system with the right that each needs; POST chooses them for one kind of records."""
    person = reader(request)
    found = queries.system(person=person, pk=pk)
    rules.require_keeps_systems(person)
    known = marks_of(found)
    sent = request.POST if request.method == "POST" else None
    forms = [
        MarksForm(sent if sent and sent.get("entity") == entity else None, entity=entity, label=label, marks=known.get(entity, {}))
        for entity, label in Entity.choices
    ]
    chosen = next((form for form in forms if form.is_bound), None)
    if chosen is not None and chosen.is_valid():
        try:
            actions.mark_fields(actor=person, system=found, entity=chosen.entity, marks=chosen.marks, at=clock.now())
            messages.success(request, _("Saved. The records are read again now."))
            return go(request, request.path)
        except DomainError as error:
            refuse(chosen, error)
    context = {"system": found, "forms": forms, "form": chosen}
    return render(request, "identity/marks.html", context)
