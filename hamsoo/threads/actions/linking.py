"""Looking at pages that texts link to. The worker looks, never who writes."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from hamsoo.kernel import outside
from hamsoo.threads import links
from hamsoo.threads.models import LinkPreview

TASK = "threads.look_at_link"
LOOK_AGAIN = timedelta(days=7)
log = structlog.get_logger(__name__)


def want_preview(*, text: str, at: datetime) -> LinkPreview | None:
    """Have the worker look at the first page that `text` links to, unless it has of late or may not. Part of the action that writes."""
    url = links.first_link(text)
    if url is None:
        return None
    with transaction.atomic():
        found, is_new = LinkPreview.objects.get_or_create(url=url, defaults={"asked_at": at})
        if is_new or found.asked_at < at - LOOK_AGAIN:
            LinkPreview.objects.filter(pk=found.pk).update(asked_at=at)
            app.configure_task(TASK).defer(preview_id=found.pk)
    return found


def look_at_link(*, preview_id: int, at: datetime) -> None:
    """Look at a page now and keep its words. One that may not be looked at, or does not answer, has none; nobody is kept waiting for it."""
    found = LinkPreview.objects.filter(pk=preview_id).first()
    if found is None or not links.may_be_looked_at(found.url):
        return
    title, description = "", ""
    try:
        title, description = links.words_of(outside.fetch(found.url))
    except outside.NotLookedAt as error:
        log.info("link not looked at", preview=found.pk, reason=str(error))
    LinkPreview.objects.filter(pk=found.pk).update(title=title, description=description, looked_at=at)
