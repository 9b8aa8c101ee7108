"""Profiles, and the owner's part of them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people import actions, queries, rules
from hamsoo.people.forms import PresenceForm, ProfileForm
from hamsoo.people.models import Person
from hamsoo.people.views.reading import reader_of
from hamsoo.people.views.skills import context_of_skills
from hamsoo.ui.pages import go, refuse, render


@require_GET
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a colleague."""
    reader = reader_of(request)
    person = queries.colleague(person=reader, pk=pk)
    context = {
        "person": person,
        "is_me": rules.can_edit_profile(reader, person),
        "presences": Person.Presence.choices,
        "around": queries.around(of=person),
        "reachability": queries.reachability(person=person, at=clock.now()),
        **context_of_skills(reader, person),
    }
    return render(request, "people/profile.html", context)


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Go to one's own profile."""
    return go(request, reader_of(request).get_absolute_url())


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Change one's own part of the profile."""
    reader = reader_of(request)
    shown = {"about": reader.about, "languages": reader.languages, "time_zone": reader.time_zone}
    form = ProfileForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_profile(actor=reader, person=reader, at=clock.now(), **form.cleaned_data)
            return go(request, reader.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/edit.html", {"form": form, "person": reader})


@require_POST
def presence(request: HttpRequest) -> HttpResponse:
    """Say whether one can be asked now."""
    reader, form = reader_of(request), PresenceForm(request.POST)
    if form.is_valid():
        actions.set_presence(actor=reader, presence=form.cleaned_data["presence"])
    return go(request, reader.get_absolute_url())
