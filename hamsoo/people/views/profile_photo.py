"""Photos: choosing one's own, and handing them out to colleagues."""

from http import HTTPStatus

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people import actions, photos, queries
from hamsoo.people.forms import PhotoForm
from hamsoo.people.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render

_YEAR = 31_536_000


@require_safe
def photo(request: HttpRequest, pk: int, size: int) -> HttpResponse:
    """Hand out the photo of a colleague in one of the kept sizes; `?v=` its version, which a browser then keeps for good."""
    person = queries.colleague(person=reader_of(request), pk=pk)
    version = person.photo_version
    if size not in photos.SIZES or not version:
        raise NotFound
    etag = quote_etag(f"{version}-{size}")
    answer = get_conditional_response(request, etag=etag) or _file(photos.file_name(person.pk, version, size))
    kept = f"max-age={_YEAR}, immutable" if request.GET.get("v") == version else "no-cache"
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, f"private, {kept}"
    return answer


def _file(name: str) -> HttpResponse:
    try:
        with default_storage.open(name) as stored:
            return HttpResponse(stored.read(), content_type="image/webp")
    except FileNotFoundError:
        raise NotFound from None


@require_http_methods(["GET", "POST", "DELETE"])
def my_photo(request: HttpRequest) -> HttpResponse:
    """Choose one's photo and the square of it to show, or have none."""
    reader = reader_of(request)
    if request.method == "DELETE" or request.POST.get("_method") == "delete":
        actions.remove_photo(actor=reader, at=clock.now())
        return go(request, reader.get_absolute_url())
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_bound and form.is_valid():
        try:
            actions.set_photo(actor=reader, content=form.cleaned_data["photo"].read(), crop=form.crop, at=clock.now())
            return go(request, reader.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else None
    return render(request, "people/photo.html", {"form": form, "person": reader, "largest": photos.LARGEST}, status=status)
