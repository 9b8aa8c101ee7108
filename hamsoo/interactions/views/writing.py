"""Writing to a customer first, and noting a call or a visit."""

from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods

from hamsoo.commitments.rules import Contradicts
from hamsoo.identity.queries import hidden_from
from hamsoo.interactions import actions
from hamsoo.interactions.forms import FirstMailForm, LogForm
from hamsoo.interactions.views.reading import reader_of, record_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Write a first mail."""
    reader = reader_of(request)
    record = record_of(reader, record_pk)
    known = record.values.get("email") or "" if "email" not in hidden_from(reader).of(record) else ""
    initial = {"address": known if isinstance(known, str) else known[0], "language": request.LANGUAGE_CODE}  # type: ignore[attr-defined]
    initial |= {"unit": reader.unit_id, "client_id": get_random_string(24)}
    form, draft = FirstMailForm(request.POST or None, person=reader, initial=initial), None
    if request.method == "POST" and form.is_valid():
        try:
            seen = request.POST.getlist("seen")[:100] if form.cleaned_data["reason"].strip() else []
            made = actions.begin(actor=reader, record=record, at=clock.now(), seen=seen, **form.said())
            return go(request, reverse("interactions:correspondence", args=[made.pk]))
        except Contradicts as refusal:
            draft = refusal.draft
            refuse(form, refusal)
        except DomainError as error:
            refuse(form, error)
    context = {"record": record, "form": form, "draft": draft, "has_mailbox": form.fields["unit"].queryset.exists()}  # type: ignore[attr-defined]
    return render(request, "interactions/begin.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Note a call or a visit."""
    reader = reader_of(request)
    record = record_of(reader, record_pk)
    form = LogForm(request.POST or None, initial={"channel": request.GET.get("channel", "phone")})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.log(actor=reader, record=record, **form.said(now=clock.now(), at_noon=_moment))
            return go(request, reverse("interactions:correspondence", args=[made.correspondence_id]))
        except DomainError as error:
            refuse(form, error)
    return render(request, "interactions/log.html", {"record": record, "form": form})


def _moment(on: date | None, now: datetime) -> datetime:
    """Return when something happened: now for today, noon for a day of the past."""
    return now if on in (None, timezone.localdate(now)) else datetime.combine(on, time(12), timezone.get_current_timezone())
