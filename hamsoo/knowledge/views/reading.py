"""Reading articles, and how they came to be."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hamsoo.kernel import clock
from hamsoo.knowledge import queries, rules
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.ui.pages import render

STATES = ("published", "mine")


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """Show articles: what is published, or one's own."""
    reader = reader_of(request)
    asked = request.GET.get("state", "")
    chosen = asked if asked in STATES else STATES[0]
    page = queries.articles(person=reader, state=chosen, before=request.GET.get("before", ""))
    here = reverse("knowledge:list")
    labels = {"published": pgettext("articles", "All"), "mine": pgettext("articles", "Mine")}
    context = {
        "page": page,
        "today": clock.now().date(),
        "tabs": [(label, f"{here}?state={state}", state == chosen) for state, label in labels.items()],
        "more_url": f"{here}?state={chosen}&before={page.next}" if page.next else "",
    }
    return render(request, "knowledge/list.html", context, fragment="knowledge/_rows.html" if request.GET.get("before") else None)


@require_safe
def article(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Show an article."""
    reader = reader_of(request)
    found = queries.article(person=reader, pk=article_pk)
    context = {"article": found, "can_edit": rules.can_edit(reader, found), "today": clock.now().date()}
    return render(request, "knowledge/article.html", context)


@require_safe
def history(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Show the versions of an article."""
    found = queries.article(person=reader_of(request), pk=article_pk)
    return render(request, "knowledge/history.html", {"article": found, "versions": queries.versions(article=found)})


@require_safe
def version(request: HttpRequest, article_pk: int, version_number: int) -> HttpResponse:
    """Show what a version changed."""
    found = queries.article(person=reader_of(request), pk=article_pk)
    shown = queries.version(article=found, number=version_number)
    before = queries.version(article=found, number=version_number - 1) if version_number > 1 else None
    context = {
        "article": found,
        "version": shown,
        "title": queries.compared(before.title if before else "", shown.title),
        "pieces": queries.compared(before.body if before else "", shown.body),
    }
    return render(request, "knowledge/version.html", context)
