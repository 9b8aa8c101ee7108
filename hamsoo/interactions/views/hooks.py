"""The address that other systems hand contacts over to, and the secrets they sign with."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from pydantic import Field, ValidationError

from hamsoo.interactions import actions, hooks, queries, rules
from hamsoo.interactions.forms import SourceForm
from hamsoo.interactions.models import Interaction
from hamsoo.interactions.views.reading import reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid
from hamsoo.kernel.schemas import In
from hamsoo.ledger.actors import Actor, through
from hamsoo.ui.pages import refuse, render


class ContactIn(In):
    """A contact as another system tells it; `key` is its own name for it there."""

    key: str = Field(min_length=1, max_length=200)
    text: str = Field(min_length=1, max_length=100_000)
    name: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=254)
    subject: str = Field(default="", max_length=300)


@csrf_exempt
@login_not_required
@require_POST
def hook(request: HttpRequest, code: str) -> HttpResponse:
    """Take one contact: `Hamsoo-Time` is the moment, `Hamsoo-Signature` signs it and the body. The same key again is the same contact."""
    source, at = queries.source_called(code=code), clock.now()
    moment, given = request.headers.get("Hamsoo-Time", ""), request.headers.get("Hamsoo-Signature", "")
    if source is None or not hooks.is_signed(source, moment=moment, given=given, body=request.body, at=at):
        return JsonResponse({"code": "NotSignedIn"}, status=HTTPStatus.UNAUTHORIZED)
    try:
        said = ContactIn.model_validate_json(request.body)
        with through("api"):
            made = actions.receive(
                actor=Actor("integration", source.pk),
                mailbox=source.mailbox,
                channel=Interaction.Channel.API,
                at=at,
                **{**said.dict(), "key": f"{source.code}:{said.key}"},
            )
    except ValidationError:
        return JsonResponse({"code": Invalid.__name__}, status=Invalid.status)
    except DomainError as error:
        return JsonResponse({"code": error.code, "message": str(error), "field": error.field}, status=error.status)
    return JsonResponse({"id": made.pk, "correspondence": made.correspondence_id}, status=HTTPStatus.ACCEPTED)


@require_http_methods(["GET", "HEAD", "POST"])
def sources(request: HttpRequest) -> HttpResponse:
    """List the systems that hand contacts over; POST lets one, with a new secret that is shown once, or ends it."""
    reader = reader_of(request)
    rules.require_keeps_mailboxes(reader)
    form, secret = SourceForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            source = actions.keep_source(actor=reader, at=clock.now(), **form.cleaned_data)
            secret = hooks.secret_of(source) if source.is_active else ""
            form = SourceForm()
        except DomainError as error:
            refuse(form, error)
    response = render(request, "interactions/sources.html", {"form": form, "secret": secret, "sources": queries.sources(person=reader)})
    response.headers["Cache-Control"] = "no-store"
    return response
