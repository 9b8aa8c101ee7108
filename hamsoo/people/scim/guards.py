"""Who may come: an integration with its token. One decorator for every address of SCIM."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.ledger.actors import Actor, through
from hamsoo.people import keys
from hamsoo.people.actions.directory import TakenName
from hamsoo.people.actions.integrations import note_use
from hamsoo.people.models import Integration
from hamsoo.people.scim.errors import ScimError
from hamsoo.people.scim.responses import refusal

CHANNEL = "scim"
View = Callable[..., HttpResponse]
_LONGEST_TOKEN = 200


def for_integrations(view: View) -> View:
    """Answer those who bring a token in force, as the integration (`request.integration`); refuse in the RFC's form."""

    @csrf_exempt
    @login_not_required
    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        integration = _integration(request)
        if integration is None:
            return refusal(ScimError(401, "A token of an integration is needed: Authorization: Bearer …"))
        request.integration = integration  # type: ignore[attr-defined]
        note_use(integration=integration, at=clock.now())
        # Logs of identity providers are read by whoever runs them; English is what their tools show.
        with through(CHANNEL), translation.override("en"):
            try:
                return view(request, *args, **kwargs)
            except ScimError as error:
                return refusal(error)
            except DomainError as error:
                return refusal(_of_domain(error))
            except IntegrityError:
                # Two at once: the second is told what it would have been told a moment later.
                return refusal(ScimError(409, "This name, number or address has just been taken.", "uniqueness"))

    return answer


def actor_of(request: HttpRequest) -> Actor:
    """Return the integration as the one who acts."""
    return Actor("integration", request.integration.pk)  # type: ignore[attr-defined]


def _integration(request: HttpRequest) -> Integration | None:
    scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token or len(token) > _LONGEST_TOKEN:
        return None
    # Looked up by the digest of 256 random bits: how long that takes tells nothing of them.
    digest = keys.digest(token)
    either = Q(token_digest=digest) | Q(earlier_digest=digest, earlier_until__gt=clock.now())
    return Integration.objects.filter(either, ended_at=None).first()


def _of_domain(error: DomainError) -> ScimError:
    kind = "uniqueness" if isinstance(error, TakenName) else "mutability" if error.field == "employeeNumber" else "invalidValue"
    status = error.status if error.status != 422 else 400
    detail = f"{error.field}: {error}" if error.field else str(error)
    return ScimError(status, detail, kind if status in (400, 409) else "")
