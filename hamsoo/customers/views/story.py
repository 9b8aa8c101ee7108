"""The timeline of a customer, and noting what happened."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamsoo.customers import actions, queries
from hamsoo.customers.forms import ActivityForm
from hamsoo.customers.models import Activity
from hamsoo.customers.presentation import ICONS
from hamsoo.customers.views.reading import customer_of, number, reader_of
from hamsoo.kernel import clock, dates
from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.ui import appearance
from hamsoo.ui.pages import go, refuse, render


@require_safe
def timeline(request: HttpRequest, number: int) -> HttpResponse:
    """Show what happened with a customer, narrowed by `?unit=`, `?channel=` and `?kind=`; with `?before=`, the part that follows."""
    reader = reader_of(request)
    before = cursor_of(request.GET.get("before"))
    standing, name, story = queries.story_of(person=reader, number=number, asked=asked_of(request), before=before)
    context = {"customer": {"number": standing}, "name": name, **told(story, standing, before[0] if before else None)}
    fragment = "customers/_moments.html" if before else "customers/_timeline.html"
    return render(request, "customers/timeline.html", context, fragment=fragment)


@require_http_methods(["GET", "HEAD", "POST"])
def activities(request: HttpRequest, number: int) -> HttpResponse:
    """Note what happened with a customer."""
    reader = reader_of(request)
    customer, name = customer_of(reader, number)
    form = ActivityForm(request.POST or None, initial={"kind": request.GET.get("kind", "call")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.note(actor=reader, customer=customer, **_said(form.cleaned_data, clock.now()))
            return go(request, reverse("customers:single", args=[customer.number]))
        except DomainError as error:
            refuse(form, error)
    return render(request, "customers/note.html", {"customer": customer, "name": name, "form": form})


def _said(words: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Return what was filled in as the action takes it: a day of the past stands at its noon."""
    on: date | None = words["day"]
    happened_at = now if on in (None, timezone.localdate(now)) else datetime.combine(on, time(12), timezone.get_current_timezone())
    minutes = int(words["minutes"]) if words["minutes"] is not None else None
    return {
        "kind": words["kind"],
        "text": words["text"],
        "amount": words["amount"],
        "minutes": minutes,
        "happened_at": happened_at,
        "at": now,
    }


def asked_of(request: HttpRequest) -> queries.Asked:
    """Return what of the timeline the address asks for; what is not there narrows nothing."""
    asked = request.GET
    channel, kind = asked.get("channel", ""), asked.get("kind", "")
    return queries.Asked(
        unit_id=number(asked.get("unit")) or 0,
        channel=channel if channel in Activity.Channel.values else "",
        kind=kind if kind in Activity.Kind.values else "",
    )


def told(story: queries.Story, customer_number: int, after: datetime | None = None, *, name: str = "customers:timeline") -> dict[str, Any]:
    """Return what the templates of a timeline need: days with what happened on each, filters, and where it goes on."""
    address, asked = reverse(name, args=[customer_number]), story.asked
    chosen = {"unit": asked.unit_id or "", "channel": asked.channel, "kind": asked.kind}

    def url(**changes: object) -> str:
        query = urlencode({name: value for name, value in {**chosen, **changes}.items() if value})
        return f"{address}?{query}" if query else address

    before = story.page.before
    return {
        "story": story,
        "days": list(_days(story, after)),
        "kinds": [(ICONS[kind], label, url(kind=kind), kind == asked.kind) for kind, label in story.kinds.items()],
        "all_kinds_url": url(kind=""),
        "choices": [
            (_("Department"), [(unit, url(unit=unit.pk), unit.pk == asked.unit_id) for unit in story.units], url(unit="")),
            (
                _("Channel"),
                [(label, url(channel=value), value == asked.channel) for value, label in story.channels.items()],
                url(channel=""),
            ),
        ],
        "is_narrowed": asked != queries.Asked(),
        "more_url": url(before=f"{before[0].isoformat()}_{before[1]}") if before else "",
    }


def _days(story: queries.Story, after: datetime | None) -> Iterator[tuple[date | None, str, list[Any]]]:
    """Yield the days with what happened: (day, how it is written, items).

    The day is None for what goes on with the part before; today is not written; of this year of the reader's calendar the year is not.
    """
    today, calendar = timezone.localdate(clock.now()), appearance.current().calendar
    this_year = dates.year_month_day(today, calendar)[0]
    begun = timezone.localdate(after) if after else None
    for on, items in groupby(story.page.items, key=lambda item: timezone.localdate(item.fact.happened_at)):
        style = "" if on == today else "weekday" if dates.year_month_day(on, calendar)[0] == this_year else "full"
        yield (None if on == begun else on), style, list(items)


def cursor_of(text: str | None) -> tuple[datetime, int] | None:
    """Return where a part of a timeline begins, None for its beginning; raise `NotFound` for what is no such place."""
    if not text:
        return None
    try:
        found = read_cursor(text)
        # On some day here: the last hours that can be written are of a day that cannot.
        timezone.localdate(found[0])
    except (ValueError, OverflowError):
        raise NotFound from None
    return found
