"""Files: sent before the text that they hang on, and handed out to whoever sees that."""

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid, NotFound
from hamsoo.threads import actions, queries
from hamsoo.threads.models import Attachment
from hamsoo.threads.views.reading import reader_of
from hamsoo.ui import pages

# Whatever a file says, a browser that shows it runs nothing of it and fetches nothing for it.
_POLICY = "default-src 'none'; sandbox"


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one file in; answer with its line in the composer, or say in plain words why not."""
    person, file = reader_of(request), request.FILES.get("file")
    try:
        if file is None:
            raise Invalid
        # Django drops the half-space from names of files; a page says it beside.
        found = actions.upload(actor=person, file=file, name=request.POST.get("name", ""), at=clock.now())
    except DomainError as refusal:
        return HttpResponse(str(refusal), status=refusal.status, content_type="text/plain; charset=utf-8")
    return pages.render(request, "threads/_attached.html", {"one": found})


@require_POST
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what somebody says a picture shows."""
    actions.describe(actor=reader_of(request), attachment_id=pk, alt=request.POST.get("alt", ""))
    return HttpResponse(status=204)


@require_safe
def attachment(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Hand out a file: pictures to be looked at, everything else to be saved."""
    found = queries.attachment(person=reader_of(request), pk=pk)
    if name != found.name:
        raise NotFound
    part = "thumb" if found.is_picture and request.GET.get("size") == "thumb" else ""
    etag = quote_etag(f"{found.key}{part}")
    answer = get_conditional_response(request, etag=etag) or _file(found, part)
    # A browser keeps it, and asks each time whether its reader may see it still.
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, "private, no-cache"
    return answer


def _file(found: Attachment, part: str) -> HttpResponse:
    try:
        with default_storage.open(found.stored_as(part)) as stored:
            content = stored.read()
    except FileNotFoundError:
        raise NotFound from None
    answer = HttpResponse(content, content_type="image/webp" if found.is_picture else "application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(not found.is_picture, found.name) or "inline"
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
