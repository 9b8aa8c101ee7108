"""One correspondence: what was said, and answering it."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamsoo.commitments.rules import Contradicts
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.queries import hidden_from, records_reached_at
from hamsoo.interactions import actions, queries, rules, showing
from hamsoo.interactions.forms import AnswerForm, JoinForm
from hamsoo.interactions.models import Correspondence
from hamsoo.interactions.views.reading import framed, reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.kernel.mail.reading import read
from hamsoo.people.models import Person
from hamsoo.threads.components import attachment_ids
from hamsoo.threads.queries import waiting
from hamsoo.ui.pages import go, refuse, render


@require_safe
def correspondence(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was said; with `?before=` or `?after=` the part next to a place."""
    reader = reader_of(request)
    found = queries.correspondence(person=reader, pk=pk)
    return render(request, "interactions/correspondence.html", _shown(request, reader, found), fragment="interactions/_contacts.html")


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to whom it is with."""
    reader = reader_of(request)
    found = queries.correspondence(person=reader, pk=pk)
    form, draft, files = AnswerForm(request.POST), None, attachment_ids(request.POST)
    if form.is_valid():
        # What the writer was shown counts only with the reason that they give for it.
        seen = request.POST.getlist("seen")[:100] if form.cleaned_data["reason"].strip() else []
        try:
            actions.send(actor=reader, correspondence=found, at=clock.now(), seen=seen, attachment_ids=files, **form.said())
            return go(request, _address(found))
        except Contradicts as refusal:
            draft = refusal.draft
            refuse(form, refusal)
        except DomainError as error:
            refuse(form, error)
    context = {**_shown(request, reader, found), "form": form, "draft": draft, "files": waiting(person=reader, ids=files)}
    return render(request, "interactions/correspondence.html", context)


@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which customer it is with: a record that was offered, or the number of a customer."""
    reader = reader_of(request)
    found = queries.correspondence(person=reader, pk=pk)
    form = JoinForm(request.POST)
    if form.is_valid():
        rows = SourceRecord.objects.visible_to(reader).filter(customer=int(form.cleaned_data["number"]))
        record = rows.order_by("pk").first() if form.cleaned_data["number"] < 2**63 else None
        if record is None:
            form.add_error("number", _("You see no customer with this number."))
        else:
            actions.join(actor=reader, correspondence=found, record=record, at=clock.now())
            return go(request, _address(found))
    return render(request, "interactions/correspondence.html", {**_shown(request, reader, found), "join_form": form})


@require_safe
def markup(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the HTML of a mail, made harmless, to be put into a frame."""
    found = queries.interaction(person=reader_of(request), pk=pk)
    if not found.raw_key or not found.has_markup:
        raise NotFound
    try:
        with default_storage.open(found.stored_as) as stored:
            page = showing.harmless(read(stored.read()))
    except FileNotFoundError:
        raise NotFound from None
    return framed(page)


def _shown(request: HttpRequest, reader: Person, found: Correspondence) -> dict[str, Any]:
    page = queries.of(person=reader, correspondence=found, **_part(request))
    can_write = rules.can_write(reader, found)
    # Who reads the correspondence of a unit does not by that read what all systems say of its customer.
    record = SourceRecord.objects.visible_to(reader).filter(pk=found.record_id).first() if found.record_id else None
    return {
        "correspondence": found,
        "page": page,
        "can_write": can_write,
        "can_answer": can_write and bool(found.contact_address),
        "candidates": _candidates(reader, found) if can_write and found.record_id is None else [],
        "form": AnswerForm(initial={"client_id": get_random_string(24)}),
        "record": record,
        "join_form": JoinForm(),
        "first": next((one.interaction for one in page.contacts if not one.is_ours), None),
    }


def _candidates(reader: Person, found: Correspondence) -> list[SourceRecord]:
    """Return records with this address that the reader sees, one a customer: they decide whether it is one of these."""
    ids = [record.pk for record in records_reached_at(address=found.contact_address)] if found.contact_address else []
    rows = SourceRecord.objects.visible_to(reader).filter(pk__in=ids).order_by("customer", "pk") if ids else []
    hidden = hidden_from(reader) if ids else None
    # That this is an address of theirs is nothing for who does not see the addresses of such records.
    return list({row.customer_id: row for row in rows if hidden and "email" not in hidden.of(row)}.values())[:5]


def _part(request: HttpRequest) -> dict[str, Any]:
    for name in ("before", "after"):
        if text := request.GET.get(name):
            try:
                return {name: read_cursor(text)}
            except ValueError:
                raise NotFound from None
    return {}


def _address(found: Correspondence) -> str:
    return reverse("interactions:correspondence", args=[found.pk])
