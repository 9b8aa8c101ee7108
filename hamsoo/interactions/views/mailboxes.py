"""Keeping mailboxes, and looking after what did not arrive."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.interactions import actions, queries, rules
from hamsoo.interactions.composing import in_frame, subject_in_frame
from hamsoo.interactions.forms import MailboxForm
from hamsoo.interactions.models import Mailbox
from hamsoo.interactions.views.reading import framed, reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.ui.pages import go, refuse, render

_FRAME = tuple(f"{name}_{language}" for name in ("name", "greeting", "signature", "subject", "head", "foot") for language in ("fa", "en"))
_KEPT = ("address", "unit", *_FRAME, "acknowledges", "is_active")


@require_safe
def mailboxes(request: HttpRequest) -> HttpResponse:
    """List the addresses by which the organisation is reached."""
    reader = reader_of(request)
    rules.require_keeps_mailboxes(reader)
    return render(request, "interactions/mailboxes.html", {"mailboxes": queries.mailboxes(person=reader)})


@require_http_methods(["GET", "HEAD", "POST"])
def new_mailbox(request: HttpRequest) -> HttpResponse:
    """Add an address."""
    reader = reader_of(request)
    rules.require_keeps_mailboxes(reader)
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change_mailbox(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an address, or close it."""
    return _form(request, queries.mailbox(person=reader_of(request), pk=pk))


def _form(request: HttpRequest, mailbox: Mailbox | None) -> HttpResponse:
    known: dict[str, Any] = {name: getattr(mailbox, name) for name in _KEPT} if mailbox else {}
    if mailbox:
        known |= {"unit": mailbox.unit_id, "has_form": bool(mailbox.form_token)}
    form = MailboxForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_mailbox(actor=reader_of(request), mailbox=mailbox, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("interactions:mailboxes"))
        except DomainError as error:
            refuse(form, error)
    return render(request, "interactions/mailbox.html", {"mailbox": mailbox, "form": form})


@require_safe
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how what is written in the name of a mailbox goes out, in both languages: its subject, its plain text, its HTML."""
    found = queries.mailbox(person=reader_of(request), pk=pk)
    return render(
        request, "interactions/sample.html", {"mailbox": found, "samples": [_sample(found, language) for language in ("fa", "en")]}
    )


@require_safe
def sample_markup(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Show the HTML of it, to be put into a frame."""
    if language not in ("fa", "en"):
        raise NotFound
    page = _sample(queries.mailbox(person=reader_of(request), pk=pk), language)["markup"]
    return framed(page)


def _sample(mailbox: Mailbox, language: str) -> dict[str, str]:
    with override(language):
        name, subject, text = _("Shima Bahrami"), _("Your order 1234"), _("Your order is on its way.\nIt will be with you tomorrow.")
    words, markup = in_frame(mailbox, language=language, text=text, name=name)
    return {"language": language, "subject": subject_in_frame(mailbox, subject, language=language), "words": words, "markup": markup}


@require_safe
def trouble(request: HttpRequest) -> HttpResponse:
    """List what did not arrive, or may not have."""
    reader = reader_of(request)
    return render(request, "interactions/trouble.html", {"found": queries.trouble(person=reader)})


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send something again that did not arrive."""
    reader = reader_of(request)
    actions.try_again(actor=reader, interaction=queries.interaction(person=reader, pk=pk))
    return go(request, reverse("interactions:trouble"))
