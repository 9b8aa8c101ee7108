"""Fragments on a profile: how somebody stands as one who answers."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.dates import period_bounds
from hamsoo.people.queries import colleague
from hamsoo.questions.queries.standing import standing, usual_answer_seconds
from hamsoo.questions.views.reader import reader
from hamsoo.ui import appearance, pages


@require_safe
def standing_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a colleague answered this season, and who thanked them last."""
    person = reader(request)
    author = colleague(person=person, pk=pk)
    zone = timezone.get_current_timezone()
    today = clock.now().astimezone(zone).date()
    start = period_bounds(today, period="quarter", calendar=appearance.current().calendar).start
    found = standing(person=person, author=author, since=datetime.combine(start, time(), zone))
    return pages.render(request, "questions/_standing.html", {"standing": found, "author": author})


@require_safe
def answer_time(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how soon a colleague usually answers, beside their name."""
    person = reader(request)
    seconds = usual_answer_seconds(person=person, author=colleague(person=person, pk=pk))
    return pages.render(request, "questions/_answer_time.html", {"seconds": seconds})
