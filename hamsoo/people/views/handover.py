"""Leavers, and what they left open."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people import actions
from hamsoo.people.actions.leaving import close_left_open
from hamsoo.people.forms import HandoverForm
from hamsoo.people.models import Person
from hamsoo.people.queries import leavers as queries
from hamsoo.people.views.reading import number, reader_of
from hamsoo.ui.components.values import num
from hamsoo.ui.pages import go, refuse, render


@require_GET
def leavers(request: HttpRequest) -> HttpResponse:
    """List who has left, the latest first: `?after=` the next part."""
    page = queries.leavers(person=reader_of(request), after=number(request.GET.get("after")))
    more_url = f"{request.path}?after={page.after}" if page.after else ""
    return render(request, "people/imports/leavers.html", {"page": page, "more_url": more_url})


@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a leaver left open; POST gives one thing (`kind`, `thing`), or `all` of a kind, to a colleague, or ends one (`close`)."""
    reader = reader_of(request)
    leaver = queries.leaver(person=reader, pk=pk)
    kind = request.POST.get("kind", "")[:40]
    thing = None if "all" in request.POST else number(request.POST.get("thing")) or 0
    if request.method == "POST" and "close" in request.POST:
        return _close(request, reader, leaver, kind, thing or 0)
    form = HandoverForm(request.POST or None, reader=reader)
    if request.method == "POST" and form.is_valid():
        try:
            _give(request, reader, leaver, kind, thing, form.cleaned_data["to"])
            return go(request, reverse("people:handover", args=[leaver.pk]))
        except DomainError as error:
            refuse(form, error)
    parts = [_part(left, reader, form, (kind, thing)) for left in queries.left_open(person=reader, leaver=leaver)]
    return render(request, "people/imports/handover.html", {"leaver": leaver, "parts": parts, "form": form})


def _close(request: HttpRequest, reader: Person, leaver: Person, kind: str, thing: int) -> HttpResponse:
    close_left_open(actor=reader, leaver=leaver, kind=kind, object_id=thing, at=clock.now())
    messages.success(request, _("Nobody waits for it any more."))
    return go(request, reverse("people:handover", args=[leaver.pk]))


def _give(request: HttpRequest, reader: Person, leaver: Person, kind: str, thing: int | None, to: Person) -> None:
    if thing is not None:
        actions.hand_over(actor=reader, leaver=leaver, kind=kind, object_id=thing, to=to, at=clock.now())
        messages.success(request, _("%(name)s has it now.") % {"name": to.name})
        return
    done = actions.hand_over_all(actor=reader, leaver=leaver, kind=kind, to=to, at=clock.now())
    shown = {"name": to.name, "number": num(done.given_count)}
    words = ngettext("%(name)s has %(number)s more now.", "%(name)s has %(number)s more now.", done.given_count)
    messages.success(request, words % shown)
    if done.reason is not None:
        words = ngettext("%(number)s stays: %(reason)s", "%(number)s stay: %(reason)s", done.kept_count)
        messages.warning(request, words % {"number": num(done.kept_count), "reason": done.reason})


def _part(left: queries.Left, reader: Person, sent: HandoverForm, meant: tuple[str, int | None]) -> dict[str, Any]:
    """Return one kind for the page; where there are some that the reader may give, `everything` gives all of it at once."""
    kind = left.kind.code
    rows = [(owned, _form_of(kind, owned.object_id, reader, sent, meant) if owned.is_givable else None) for owned in left.things]
    everything = _form_of(kind, None, reader, sent, meant) if left.givable_count > 1 else None
    return {"left": left, "kind": left.kind, "rows": rows, "everything": everything}


def _form_of(kind: str, thing: int | None, reader: Person, sent: HandoverForm, meant: tuple[str, int | None]) -> HandoverForm:
    """Return the form of one thing, or of all of a kind: the one that was sent, with what is wrong with it, or an empty one."""
    if sent.is_bound and meant == (kind, thing):
        return sent
    return HandoverForm(reader=reader, auto_id=f"{kind}-{thing or 'all'}-%s")
