"""Before an answer leaves: the panel beside a composer, and a page for what is written or said elsewhere."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.commitments import actions, queries, rules
from hamsoo.commitments.forms import LONGEST_DRAFT, DraftForm
from hamsoo.commitments.views.reading import number, reader_of, record_of
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.knowledge.queries import suggest
from hamsoo.people.models import Person
from hamsoo.ui.pages import go, refuse, render

LONGEST_BEGUN = 4_000


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Show what others promised, against the `text` that is being written to the customer of `record`.

    Fields: `record` (id of a record, or empty), `text`; `suggest` asks for articles too.
    """
    reader = reader_of(request)
    pk = number(request.POST.get("record"))
    record = record_of(reader, pk) if pk is not None else None
    text = request.POST.get("text", "")[:LONGEST_DRAFT]
    context = _panel(reader, record, text)
    if request.POST.get("suggest"):
        context["hits"] = suggest(person=reader, text=text)
    return render(request, "commitments/check.html", context, fragment="commitments/_voice.html")


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Check what is written or said to a customer outside, and keep why one says it all the same; `text` of the address is a beginning."""
    reader = reader_of(request)
    record = record_of(reader, record_pk)
    begun = request.GET.get("text", "").replace("\x00", "")[:LONGEST_BEGUN]
    form = DraftForm(request.POST or None, initial={"text": begun})
    text = request.POST.get("text", "")[:LONGEST_DRAFT] if request.method == "POST" else begun
    if request.method == "POST" and form.is_valid():
        keys = request.POST.getlist("seen")[:100]
        try:
            kept = actions.note_sent_anyway(
                actor=reader, record=record, text=text, keys=keys, reason=form.cleaned_data["reason"], at=clock.now()
            )
            said = _("Those who promised otherwise read why.") if kept else _("Nothing that was promised speaks against it.")
            messages.success(request, said)
            return go(request, record_address(record))
        except rules.Contradicts:
            pass
        except DomainError as error:
            refuse(form, error)
    return render(request, "commitments/draft.html", {**_panel(reader, record, text), "form": form, "record": record})


def record_address(record: SourceRecord) -> str:
    """Return the address of the customer of a record."""
    return reverse("customers:single", args=[record.customer_id])


def _panel(reader: Person, record: SourceRecord | None, text: str) -> dict[str, object]:
    found = queries.check_draft(person=reader, record=record, text=text, at=clock.now())
    return {"draft": found, "marks": json.dumps(found.marks), "record": record}
