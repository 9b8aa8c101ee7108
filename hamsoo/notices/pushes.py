"""Waking browsers: what is said is asked for now, so that nobody hears of what they may not see any more."""

import json
from datetime import datetime
from hashlib import blake2b

import structlog
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hamsoo.kernel import outgoing
from hamsoo.notices import actions, queries, webpush
from hamsoo.notices.kinds import kind
from hamsoo.notices.models import PushDevice
from hamsoo.people.models import Person

log = structlog.get_logger(__name__)

_LONGEST_WORDS = 240
_KEPT_SECONDS = 24 * 3600
"""A browser that is off hears of it when it is on again within a day; later it is no news."""


class NotTaken(Exception):
    """A service wants to be asked again later."""


def push(*, person_id: int, after: int, until: int, at: datetime) -> int:
    """Wake the browsers of a person for what came between two places in the log; return to how many services was spoken.

    Raises `NotTaken` when a service wants to be asked again. What is said again replaces what was said: a message has the name of its line.
    """
    person = Person.objects.active().select_related("account", "unit").filter(pk=person_id).first()
    if person is None or person.account is None:
        return 0
    language = person.account.language
    with translation.override(language):
        notices = queries.for_push(person=person, after=after, until=until, at=at)
        messages = [(notice, _message(notice, language)) for notice in notices]
    woken = queries.devices_to_wake(person=person, at=at) if messages else []
    later = [device for device in woken for notice, message in messages if not _say(device, notice, message, at)]
    if later:
        raise NotTaken(f"{len(later)} times")
    return len(woken)


def _say(device: PushDevice, notice: queries.Notice, message: bytes, at: datetime) -> bool:
    """Tell one browser of one line; return whether that is settled, one way or the other."""
    key = webpush.own_key(settings.SECRET_KEY)
    headers = {
        "Authorization": webpush.authorization(device.endpoint, key=key, contact=settings.DEFAULT_FROM_EMAIL, at=at),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(_KEPT_SECONDS),
        "Urgency": "high" if kind(notice.kind).asks else "normal",
        "Topic": _name(notice),
    }
    try:
        body = webpush.sealed(message, p256dh=device.p256dh, auth=device.auth)
        answer = outgoing.post(device.endpoint, body=body, headers=headers)
    except outgoing.Refused as error:
        log.warning("push refused", device=device.pk, error=str(error))
        actions.note_delivery(device=device, is_gone=True, is_taken=False)
        return True
    except outgoing.Unreachable as error:
        log.warning("push service not reached", device=device.pk, error=str(error))
        actions.note_delivery(device=device, is_gone=False, is_taken=False)
        return False
    is_later = answer.status == 429 or answer.status >= 500
    if not is_later:
        actions.note_delivery(device=device, is_gone=answer.status in (404, 410), is_taken=answer.status < 300)
    return not is_later


def _message(notice: queries.Notice, language: str) -> bytes:
    said = {
        "title": str(kind(notice.kind).label),
        "body": notice.newest.sentence[:_LONGEST_WORDS],
        "url": reverse("notices:open", args=[notice.entry_id]),
        "tag": _name(notice),
        "lang": language,
        "dir": "rtl" if language == "fa" else "ltr",
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _name(notice: queries.Notice) -> str:
    """Return the name of a line: what a service and a browser replace a message by. It says nothing to those who read it on the way."""
    event = notice.newest.fact.event
    subject = getattr(event, "notice_subject", lambda: None)()
    return webpush.encoded(blake2b(f"{settings.SECRET_KEY}:{subject or notice.entry_id}:{notice.kind}".encode(), digest_size=18).digest())
