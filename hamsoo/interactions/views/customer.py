"""What the page of a customer shows of contacts: the way to write or note one, and all correspondence."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hamsoo.identity.models import SourceRecord
from hamsoo.interactions import queries
from hamsoo.interactions.views.reading import reader_of, record_of
from hamsoo.spaces.models import Level
from hamsoo.ui.pages import render


@require_safe
def actions_of_record(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Show, beside the name of a customer, how to write to it and to note a call; nothing to who may not."""
    reader = reader_of(request)
    record = record_of(reader, record_pk)
    can_write = SourceRecord.objects.visible_to(reader, Level.WRITE).filter(pk=record.pk).exists()
    return render(request, "interactions/_actions.html", {"record": record, "can_write": can_write})


@require_safe
def of_record(request: HttpRequest, record_pk: int) -> HttpResponse:
    """List the correspondence with the customer of a record."""
    reader = reader_of(request)
    record = record_of(reader, record_pk)
    found = queries.of_customer(person=reader, customer=record.customer)
    can_write = SourceRecord.objects.visible_to(reader, Level.WRITE).filter(pk=record.pk).exists()
    context = {"record": record, "found": found, "can_write": can_write, "most": queries.SHOWN}
    return render(request, "interactions/of_record.html", context)
