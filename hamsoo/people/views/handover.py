"""Leavers, and what they left open."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people import actions
from hamsoo.people.actions.leaving import close_left_open
from hamsoo.people.forms import HandoverForm
from hamsoo.people.handover import Owned
from hamsoo.people.models import Person
from hamsoo.people.queries import leavers as queries
from hamsoo.people.views.reading import number, reader_of
from hamsoo.ui.pages import go, refuse, render


@require_GET
def leavers(request: HttpRequest) -> HttpResponse:
    """List who has left, the latest first: `?after=` the next part."""
    page = queries.leavers(person=reader_of(request), after=number(request.GET.get("after")))
    more_url = f"{request.path}?after={page.after}" if page.after else ""
    return render(request, "people/imports/leavers.html", {"page": page, "more_url": more_url})


@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a leaver left open; POST gives one thing (`kind`, `thing`) to a colleague, or ends it (`close`)."""
    reader = reader_of(request)
    leaver = queries.leaver(person=reader, pk=pk)
    kind, thing = request.POST.get("kind", "")[:40], number(request.POST.get("thing"))
    if request.method == "POST" and "close" in request.POST:
        return _close(request, reader, leaver, kind, thing or 0)
    form = HandoverForm(request.POST or None, reader=reader)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            actions.hand_over(actor=reader, leaver=leaver, kind=kind, object_id=thing or 0, to=to, at=clock.now())
            messages.success(request, _("%(name)s has it now.") % {"name": to.name})
            return go(request, reverse("people:handover", args=[leaver.pk]))
        except DomainError as error:
            refuse(form, error)
    parts = [
        {"kind": left.kind, "rows": [(owned, _form_of(owned, left.kind.code, reader, form, (kind, thing))) for owned in left.things]}
        for left in queries.left_open(person=reader, leaver=leaver)
    ]
    return render(request, "people/imports/handover.html", {"leaver": leaver, "parts": parts, "form": form})


def _close(request: HttpRequest, reader: Person, leaver: Person, kind: str, thing: int) -> HttpResponse:
    close_left_open(actor=reader, leaver=leaver, kind=kind, object_id=thing, at=clock.now())
    messages.success(request, _("Nobody waits for it any more."))
    return go(request, reverse("people:handover", args=[leaver.pk]))


def _form_of(owned: Owned, kind: str, reader: Person, sent: HandoverForm, meant: tuple[str, int | None]) -> HandoverForm:
    """Return the form of one thing: the one that was sent, with what is wrong with it, or an empty one."""
    if sent.is_bound and meant == (kind, owned.object_id):
        return sent
    return HandoverForm(reader=reader, auto_id=f"{kind}-{owned.object_id}-%s")
