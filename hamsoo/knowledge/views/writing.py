"""Writing articles."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotAllowed
from hamsoo.knowledge import actions, queries, rules
from hamsoo.knowledge.forms import ArticleForm
from hamsoo.knowledge.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write an article; `title` and `text` of the address are where one begins."""
    reader = reader_of(request)
    begun = {"title": request.GET.get("title", "")[: rules.TITLE_LENGTH], "body": request.GET.get("text", "")[:4000]}
    form = ArticleForm(request.POST or None, person=reader, is_new=True, initial=begun)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.write(
                actor=reader,
                title=given["title"],
                body=given["body"],
                places=[int(given["places"])],
                review_on=given["review_on"],
                is_published=request.POST.get("publish") == "1",
                at=clock.now(),
            )
            return go(request, made.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "knowledge/edit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Change an article."""
    reader = reader_of(request)
    found = queries.article(person=reader, pk=article_pk)
    if not rules.can_edit(reader, found):
        raise NotAllowed
    now = {"title": found.title, "body": found.body, "review_on": found.review_on}
    form = ArticleForm(request.POST or None, person=reader, is_new=False, initial=now)
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid():
        begun_with = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else found.version_count
        try:
            actions.edit(actor=reader, article=found, seen=begun_with, at=clock.now(), **form.cleaned_data)
            return go(request, found.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "knowledge/edit.html", {"form": form, "article": found, "seen": seen or found.version_count})


@require_POST
def state(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Publish an article, make it a draft again, or say that it is still true."""
    reader = reader_of(request)
    found = queries.article(person=reader, pk=article_pk)
    to, at = request.POST.get("to", ""), clock.now()
    if to == "reviewed":
        actions.review(actor=reader, article=found, at=at)
        messages.success(request, _("Noted: it is still true."))
    elif to == "draft":
        actions.hide(actor=reader, article=found, at=at)
    else:
        actions.publish(actor=reader, article=found, at=at)
    return go(request, found.get_absolute_url())
