"""The form by which somebody outside writes to a department: no account, made to stand in pages of other sites."""

from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address, ip_network
from typing import cast

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hamsoo.interactions import actions, queries
from hamsoo.interactions.forms import WriteForm
from hamsoo.interactions.models import Interaction, Mailbox
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.ledger.actors import SYSTEM, through
from hamsoo.ui.pages import refuse, render

MOST_AN_HOUR = 10
"""So often somebody writes from one place; of a whole form a hundred times as often."""
_HOUR = 3600


# It stands in frames of other sites, to which a browser sends no cookie of ours; and nothing is done in anybody's name.
@csrf_exempt
@xframe_options_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, token: str) -> HttpResponse:
    """Take what somebody writes to the department that a form belongs to; `?lang=` is the language of the page."""
    mailbox = queries.mailbox_with_form(token=token)
    if mailbox is None:
        raise NotFound
    asked = request.GET.get("lang", "")
    language = asked if asked in ("fa", "en") else request.LANGUAGE_CODE  # type: ignore[attr-defined]
    with translation.override(language):
        form = WriteForm(request.POST or None, initial={"key": get_random_string(24)})
        is_taken = request.method == "POST" and form.is_valid() and _took(request, form, mailbox, language)
        context = {"mailbox": mailbox, "form": form, "is_taken": is_taken, "language": language}
        response = render(request, "interactions/write.html", context)
    response.headers["Cache-Control"] = "no-store"
    return _framed(request, response)


def _took(request: HttpRequest, form: WriteForm, mailbox: Mailbox, language: str) -> bool:
    words = form.cleaned_data
    if words["website"]:
        # A machine that fills in whatever there is: it learns nothing.
        return True
    if _is_too_often(_place(request.META.get("REMOTE_ADDR", "")), str(mailbox.pk)):
        form.add_error(None, _("This was too often. Wait an hour, or write a mail."))
        return False
    try:
        with through("web"):
            actions.receive(
                actor=SYSTEM,
                mailbox=mailbox,
                channel=Interaction.Channel.FORM,
                name=words["name"],
                address=words["address"],
                subject=words["subject"],
                text=words["text"],
                key=f"form:{words['key']}:{words['address']}" if words["key"] else "",
                language=language,
                at=clock.now(),
            )
    except DomainError as error:
        refuse(form, error)
        return False
    return True


def _place(address: str) -> str:
    """Return what stands for who writes: their address, as the proxies named it; of six the network of their house."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:45]
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)


def _is_too_often(place: str, form: str) -> bool:
    """Count, and return whether somebody has written too often from one place, or all together by this form."""
    counts = [_counted(f"interactions.form.{place}"), _counted(f"interactions.form.all.{form}")]
    return counts[0] > MOST_AN_HOUR or counts[1] > MOST_AN_HOUR * 100


def _counted(key: str) -> int:
    cache.add(key, 0, _HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:
        # Its hour has just ended.
        return 1


def _framed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the page stand in frames of the sites that are named for it (HAMSOO_FORM_HOSTS), and of no other."""
    hosts: Sequence[str] = settings.FORM_HOSTS
    within = csp_replace({"frame-ancestors": list(hosts) or [NONE]})
    return cast("HttpResponse", within(lambda _request: response)(request))
