"""The picture over a group or a unit."""

from http import HTTPStatus

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people.models import Person
from hamsoo.spaces import actions, covers, rules
from hamsoo.spaces.forms import CoverForm
from hamsoo.spaces.models import Space
from hamsoo.spaces.views.reading import found_place
from hamsoo.ui.pages import go, refuse, render

_YEAR = 31_536_000


@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the picture out to whoever may know of the place (`?v=` its version, kept for good then); take another one, or none."""
    reader, place = found_place(request, pk)
    return _change(request, reader, place) if request.method == "POST" else _shown(request, place)


def _shown(request: HttpRequest, place: Space) -> HttpResponse:
    version = place.cover_version
    if not version:
        raise NotFound
    etag = quote_etag(version)
    answer = get_conditional_response(request, etag=etag) or _file(covers.file_name(place.pk, version))
    kept = f"max-age={_YEAR}, immutable" if request.GET.get("v") == version else "no-cache"
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, f"private, {kept}"
    return answer


def _file(name: str) -> HttpResponse:
    try:
        with default_storage.open(name) as stored:
            return HttpResponse(stored.read(), content_type="image/webp")
    except FileNotFoundError:
        raise NotFound from None


def _change(request: HttpRequest, reader: Person, place: Space) -> HttpResponse:
    rules.require_can_manage(reader, place)
    form = CoverForm(request.POST, request.FILES)
    if request.POST.get("_method") == "delete" or form.is_valid():
        content = None if request.POST.get("_method") == "delete" else form.cleaned_data["cover"].read()
        try:
            actions.set_cover(actor=reader, space=place, content=content, at=clock.now())
            return go(request, reverse("spaces:about", args=[place.pk]))
        except DomainError as error:
            refuse(form, error)
    return render(request, "spaces/cover.html", {"space": place, "cover_form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
