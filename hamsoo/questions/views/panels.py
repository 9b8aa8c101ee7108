"""Fragments that other pages show: a person's best answers, what waits for me, my running request, what I may know."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hamsoo.kernel import clock
from hamsoo.people.queries import colleague, skill
from hamsoo.questions import queries
from hamsoo.questions.rail import Listed, steps
from hamsoo.questions.views.reader import reader
from hamsoo.ui import pages

SEASON = timedelta(days=90)
"""Requests sent before that say little about today."""


@require_safe
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the answers that a colleague is best known for."""
    person = reader(request)
    answers = queries.best_answers(person=person, author=colleague(person=person, pk=pk))
    return pages.render(request, "questions/_of_person.html", {"answers": answers})


@require_safe
def skill_evidence(request: HttpRequest, person_pk: int, skill_pk: int) -> HttpResponse:
    """Show the answers that show a skill of a colleague, as far as I may read them."""
    person = reader(request)
    author = colleague(person=person, pk=person_pk)
    answers = queries.answers_showing(person=person, author=author, skill=skill(person=person, pk=skill_pk))
    return pages.render(request, "questions/_skill_evidence.html", {"answers": answers})


@require_safe
def experts(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who may know the answer to a question: to be sent a request, or to have the next turn in the sender's open one."""
    person = reader(request)
    question = queries.question(person=person, pk=pk)
    found = queries.experts_for(person=person, question=question, at=clock.now())
    context = {"question": question, "experts": found, "request_": queries.open_request(person=person, question=question)}
    return pages.render(request, "questions/_experts.html", context)


@require_safe
def ask_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer to ask a colleague, beside their name; nobody is offered to ask themselves."""
    person = reader(request)
    expert = colleague(person=person, pk=pk)
    return pages.render(request, "questions/_ask_person.html", {"expert": None if expert == person else expert})


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the requests whose next step is up to me."""
    person, at = reader(request), clock.now()
    rows = queries.waiting_for(person=person)
    return pages.render(request, "questions/_waiting.html", {"waiting": [Listed.of(row, person=person, at=at) for row in rows]})


@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """Show how long the requests of the last months took that I am part of."""
    person, at = reader(request), clock.now()
    found = queries.times(queries.courses(person=person, since=at - SEASON, at=at))
    return pages.render(request, "questions/_times.html", {"times": found})


@require_safe
def knowable(request: HttpRequest) -> HttpResponse:
    """Show open questions that I may know the answer to."""
    rows = queries.knowable(person=reader(request))
    return pages.render(request, "questions/_knowable.html", {"rows": rows, "is_matched": any(row.skills for row in rows)})


@require_safe
def live_request(request: HttpRequest) -> HttpResponse:
    """Show the rail of the newest request that I sent and that is still open."""
    person, at = reader(request), clock.now()
    running = queries.running(person=person)
    context = {"running": Listed.of(running, person=person, at=at), "steps": steps(running, at=at)} if running else {}
    return pages.render(request, "questions/_live_request.html", context)
