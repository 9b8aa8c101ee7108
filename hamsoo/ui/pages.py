"""Answer with a page, or with a part of it when htmx asks for a part.

A fragment works as a page: the same address answers both, so links, reloading and JavaScript turned off all work.
"""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render as render_template
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri

from hamsoo.kernel.errors import DomainError

UNPROCESSABLE = 422
SEE_OTHER = 303


def wants_fragment(request: HttpRequest) -> bool:
    """Say whether htmx asks for a part of the page; a boosted link and a step back in history want all of it."""
    headers = request.headers
    if headers.get("HX-Request") != "true" or headers.get("HX-History-Restore-Request") == "true":
        return False
    return headers.get("HX-Request-Type") != "full" and "HX-Boosted" not in headers


def render(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int | None = None,
) -> HttpResponse:
    """Render `template`, or only `fragment` when htmx asks and a fragment is given.

    The status is 422 when the context holds a form with errors, unless `status` says otherwise; htmx swaps it in.
    """
    chosen = fragment if fragment and wants_fragment(request) else template
    response = render_template(request, chosen, dict(context or {}), status=status or _status(context))
    if fragment:
        patch_vary_headers(response, ("HX-Request", "HX-Request-Type"))
    return response


def go(request: HttpRequest, to: str) -> HttpResponse:
    """Send the browser to the page `to` after something was done: 303, or HX-Redirect when htmx asked.

    Raises:
        ValueError: `to` is not a path of this site.
    """
    if not to.startswith("/") or to.startswith(("//", "/\\")):
        raise ValueError(f"not a path of this site: {to!r}")
    if request.headers.get("HX-Request") == "true":
        # A header takes neither line breaks nor Persian letters; `HttpResponseRedirect` writes its own in the same way.
        return HttpResponse(status=200, headers={"HX-Redirect": iri_to_uri(to)})
    return HttpResponseRedirect(to, status=SEE_OTHER)


def refuse(form: BaseForm, error: DomainError) -> None:
    """Put the refusal of an action on the field that it names, else above the form."""
    form.add_error(error.field if error.field in form.fields else None, str(error))


def _status(context: Mapping[str, Any] | None) -> int:
    forms = (value for value in (context or {}).values() if isinstance(value, BaseForm))
    return UNPROCESSABLE if any(form.is_bound and form.errors for form in forms) else 200
