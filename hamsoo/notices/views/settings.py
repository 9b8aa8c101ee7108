"""How one wants to be told, and the link that stops the mails."""

from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.notices import actions, queries, webpush
from hamsoo.notices.forms import WishesForm
from hamsoo.notices.kinds import kind
from hamsoo.notices.stopping import Stop, stop_in
from hamsoo.notices.views.reading import reader_of
from hamsoo.people.models import Person
from hamsoo.ui import pages


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Choose how to be told: by kind, by place, and when."""
    person = reader_of(request)
    wishes, spaces, pushes = queries.wishes_of(person=person), queries.chosen_spaces(person=person), queries.push_wishes_of(person=person)
    form = WishesForm(request.POST if request.method == "POST" else None, wishes=wishes, pushes=pushes, spaces=spaces)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(person, form)
        except DomainError as error:
            pages.refuse(form, error)
        else:
            messages.success(request, gettext("Your choices are kept."))
            return pages.go(request, reverse("notices:settings"))
    context = {
        "form": form,
        "next_digest_at": queries.planned_digest_at(person=person),
        "devices": queries.devices(person=person),
        "push_key": webpush.encoded(webpush.public_of(webpush.own_key(django_settings.SECRET_KEY))),
    }
    return pages.render(request, "notices/settings.html", context)


def _keep(person: Person, form: WishesForm) -> None:
    at = clock.now()
    actions.set_rhythm(actor=person, at=at, **form.rhythm)
    actions.choose(actor=person, at=at, kinds=form.kinds, spaces=form.spaces)
    actions.choose_pushes(actor=person, kinds=form.pushed_kinds, spaces=form.pushed_spaces)


# A mail program that offers one click sends a POST from its own server: no cookie, no page of ours before it. The signed key is the right.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, key: str) -> HttpResponse:
    """Stop the mails to the person whose letter the link comes from; asked first, as programs follow links by themselves."""
    stop = stop_in(key)
    person = queries.reader_of_letter(person_id=stop.person_id) if stop is not None else None
    if stop is None or person is None:
        raise NotFound
    if request.method == "POST":
        _stop(person, stop)
    language = person.account.language if person.account else "fa"
    with override(language if not request.user.is_authenticated else request.LANGUAGE_CODE):  # type: ignore[attr-defined]
        subjects = [str(kind(name).label) for name in stop.kinds]
        subjects += [space.name for space in queries.chosen_spaces(person=person) if space.pk in stop.space_ids]
        address = person.account.email if person.account else ""
        context = {"is_stopped": request.method == "POST", "stop": stop, "subjects": subjects, "address": address}
        return pages.render(request, "notices/unsubscribe.html", context)


def _stop(person: Person, stop: Stop) -> None:
    if stop.is_of_digests:
        actions.stop_mails(actor=person, at=clock.now())
    else:
        actions.stop_mails_of(actor=person, kinds=stop.kinds, space_ids=stop.space_ids)
