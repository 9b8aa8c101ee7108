"""The directory of colleagues."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from hamsoo.people import queries
from hamsoo.people.views.reading import number, reader_of
from hamsoo.ui.pages import render


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """List colleagues: `?q=` words of a name, `?unit=` a unit with those below it, `?after=` the next part."""
    reader = reader_of(request)
    words, unit_id = request.GET.get("q", "").replace("\x00", "")[:100], number(request.GET.get("unit"))
    unit = queries.unit(person=reader, pk=unit_id) if unit_id else None
    page = queries.directory(person=reader, words=words, unit=unit, after=number(request.GET.get("after")))
    more = request.GET.copy()
    more["after"] = str(page.after)
    context = {
        "people": page.people,
        "words": words,
        "unit": unit,
        "units": queries.units_to_choose(person=reader, chosen=unit),
        "more_url": f"{request.path}?{more.urlencode()}" if page.after else "",
    }
    return render(request, "people/directory.html", context, fragment="people/_rows.html")
