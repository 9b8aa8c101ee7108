"""Skills suggested to the reader: beside their own profile, to be taken up, turned down, or turned off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamsoo.finder import suggesting
from hamsoo.finder.suggestions import suggestions
from hamsoo.finder.views.reading import reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.ui.pages import go, render, wants_fragment


@require_safe
def suggested(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a colleague what is suggested to them: nobody else finds it."""
    reader = reader_of(request)
    if reader.pk != pk:
        raise NotFound
    return _shown(request, reader)


@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a suggested skill on the reader's profile, under `name` if one is given, and show the profile with it."""
    reader = reader_of(request)
    suggesting.accept_suggestion(actor=reader, pk=pk, name=request.POST.get("name", "").replace("\x00", ""), at=clock.now())
    messages.success(request, _("The skill stands on your profile."))
    return go(request, reader.get_absolute_url())


@require_POST
def turn_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Never suggest this skill to the reader again."""
    reader = reader_of(request)
    suggesting.dismiss_suggestion(actor=reader, pk=pk, at=clock.now())
    return _again(request, reader)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Turn suggestions on or off (`on`), and have private texts read for them or not (`private`)."""
    reader, given = reader_of(request), request.POST
    suggesting.choose_suggestions(actor=reader, is_on="on" in given, reads_private="private" in given, at=clock.now())
    return _again(request, reader, is_open=True)


def _again(request: HttpRequest, reader: Person, *, is_open: bool = False) -> HttpResponse:
    return _shown(request, reader, is_open=is_open) if wants_fragment(request) else go(request, reader.get_absolute_url())


def _shown(request: HttpRequest, reader: Person, *, is_open: bool = False) -> HttpResponse:
    return render(request, "finder/_suggested.html", {"suggested": suggestions(person=reader), "is_open": is_open})
