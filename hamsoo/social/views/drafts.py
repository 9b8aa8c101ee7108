"""Writing articles."""

import secrets
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid
from hamsoo.people.models import Person
from hamsoo.social import actions, queries
from hamsoo.social.forms import ScheduleForm
from hamsoo.social.models import Draft
from hamsoo.social.views.reading import number, reader_of, tell_unreached
from hamsoo.threads.components import attachment_ids
from hamsoo.threads.queries import attachments_of
from hamsoo.ui import pages


@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: HttpRequest) -> HttpResponse:
    """Show what one writes; begin another article."""
    person = reader_of(request)
    if request.method == "POST":
        space = request.POST.get("space")
        made = actions.begin_draft(actor=person, space_id=number(space) if space else None, at=clock.now())
        return pages.go(request, made.get_absolute_url())
    return pages.render(request, "social/blogs/drafts.html", {"drafts": queries.drafts(person=person)})


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a draft to write on; keep what was written: by itself a moment after the last letter, or by the button."""
    person = reader_of(request)
    if request.method == "POST":
        found = actions.save_draft(actor=person, draft_id=pk, words=_words(request), at=clock.now())
        if pages.wants_fragment(request):
            return pages.render(request, "social/blogs/_saved.html", {"draft": found})
        return pages.go(request, found.get_absolute_url())
    return _editor(request, person, queries.draft(person=person, draft_id=pk))


def _editor(request: HttpRequest, person: Person, found: Draft, refusal: DomainError | None = None) -> HttpResponse:
    context = {
        "draft": found,
        "files": attachments_of([found.ref]).get(found.ref, []),
        "spaces": queries.writable_spaces(person=person),
        "editor": request.POST.get("editor") or secrets.token_hex(8),
        "opened_at": clock.now().isoformat(),
        "refusal": refusal,
        "schedule": _schedule(request, found),
    }
    return pages.render(request, "social/blogs/draft.html", context, status=refusal.status if refusal else None)


def _schedule(request: HttpRequest, found: Draft) -> ScheduleForm:
    due = timezone.localtime(found.publish_at) if found.publish_at else None
    initial = {"publish_on": due.date(), "publish_time": f"{due:%H:%M}"} if due else {}
    return ScheduleForm(request.POST if request.method == "POST" else None, initial=initial)


@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a draft, at once or at a time (`when=later`); with `stop=1` let its time pass."""
    person, at = reader_of(request), clock.now()
    if request.POST.get("stop") == "1":
        return pages.go(request, actions.unschedule_draft(actor=person, draft_id=pk).get_absolute_url())
    try:
        due = _instant(request) if request.POST.get("when") == "later" else None
        done = actions.publish_draft(actor=person, draft_id=pk, words=_words(request), publish_at=due, at=at)
    except Invalid as refusal:
        return _editor(request, person, _as_sent(request, queries.draft(person=person, draft_id=pk)), refusal)
    if isinstance(done, Draft):
        return pages.go(request, reverse("social:drafts"))
    tell_unreached(request, done.unreached)
    return pages.go(request, done.post.get_absolute_url())


def _as_sent(request: HttpRequest, found: Draft) -> Draft:
    """Return the draft with what the page sent, which was refused: nothing that was written is lost."""
    found.title, found.body, found.series = (request.POST.get(name, "") for name in ("title", "body", "series"))
    return found


@require_POST
def discarding(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    actions.discard_draft(actor=reader_of(request), draft_id=pk, at=clock.now())
    messages.success(request, gettext("The draft was discarded."))
    return pages.go(request, reverse("social:drafts"))


def _words(request: HttpRequest) -> actions.Words:
    sent = request.POST
    space, cover, opened_at = sent.get("space"), sent.get("cover"), sent.get("opened_at", "")
    return actions.Words(
        title=sent.get("title", ""),
        body=sent.get("body", ""),
        series=sent.get("series", ""),
        space_id=number(space) if space else None,
        attachment_ids=attachment_ids(sent),
        cover_id=number(cover) if cover else None,
        editor=sent.get("editor", "").replace("\x00", ""),
        opened_at=_aware(opened_at),
    )


def _instant(request: HttpRequest) -> datetime:
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        raise Invalid(gettext("Say when, with day and time."), field="publish_on")
    found = datetime.combine(form.cleaned_data["publish_on"], form.cleaned_data["publish_time"])
    return timezone.make_aware(found)


def _aware(text: str) -> datetime | None:
    """Return the instant that `text` says, in the reader's zone unless it names another; None when it says none."""
    try:
        found = parse_datetime(text.replace("\x00", ""))
        if found is None or not 2000 < found.year < 2200:
            return None
        return found if timezone.is_aware(found) else timezone.make_aware(found)
    except (ValueError, OverflowError):
        return None
