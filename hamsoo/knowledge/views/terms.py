"""The glossary."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotAllowed
from hamsoo.knowledge import actions, queries, rules
from hamsoo.knowledge.forms import TermForm
from hamsoo.knowledge.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Show the glossary, or what of it holds some words."""
    reader = reader_of(request)
    words = request.GET.get("q", "")[:100]
    found = queries.terms(person=reader, words=words)
    keeps = rules.keeps_glossary(reader)
    rows = [(row, keeps or rules.can_change_term(reader, row)) for row in found]
    context = {"rows": rows, "words": words, "keeps": keeps}
    return render(request, "knowledge/glossary.html", context, fragment="knowledge/_terms.html")


@require_http_methods(["GET", "HEAD", "POST"])
def new_term(request: HttpRequest) -> HttpResponse:
    """Propose a term."""
    reader = reader_of(request)
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose_term(actor=reader, words=form.cleaned_data, at=clock.now())
            return go(request, made.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "knowledge/term.html", {"form": form, "keeps": rules.keeps_glossary(reader)})


@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, term_pk: int) -> HttpResponse:
    """Change a term."""
    reader = reader_of(request)
    found = queries.term(person=reader, pk=term_pk)
    if not rules.can_change_term(reader, found):
        raise NotAllowed
    form = TermForm(request.POST or None, initial={name: getattr(found, name) for name in TermForm.base_fields})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_term(actor=reader, pk=found.pk, words=form.cleaned_data, at=clock.now())
            return go(request, found.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "knowledge/term.html", {"form": form, "term": found, "keeps": rules.keeps_glossary(reader)})


@require_POST
def term_state(request: HttpRequest, term_pk: int) -> HttpResponse:
    """Agree on a term, or take it out."""
    reader = reader_of(request)
    if request.POST.get("to") == "removed":
        actions.remove_term(actor=reader, pk=term_pk, at=clock.now())
    else:
        actions.agree(actor=reader, pk=term_pk, at=clock.now())
    return go(request, reverse("knowledge:glossary"))
