"""Letting a browser be woken, and what for. It is one's own business, so no fact is stated."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import outgoing
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.notices import queries, webpush
from hamsoo.notices.kinds import KINDS
from hamsoo.notices.models import PushChoice, PushDevice
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids

MOST_DEVICES = 12
_LABEL_LONGEST = 80
_ENDPOINT_LONGEST = 1000
_GIVEN_UP_AFTER = 5


@transaction.atomic
def add_device(*, actor: Person, session_key: str, endpoint: str, p256dh: str, auth: str, label: str, at: datetime) -> PushDevice:
    """Let the browser with this session be woken; the same browser again is the same device, whoever it belonged to before."""
    _check(endpoint, p256dh, auth)
    kept = {"person": actor, "session_key": session_key, "p256dh": p256dh, "auth": auth, "at": at, "failure_count": 0}
    device, _made = PushDevice.objects.update_or_create(endpoint=endpoint, defaults=kept | {"label": label[:_LABEL_LONGEST]})
    mine = PushDevice.objects.filter(person=actor).order_by("-at", "-pk")
    mine.exclude(pk__in=list(mine.values_list("pk", flat=True)[:MOST_DEVICES])).delete()
    return device


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    try:
        outgoing.checked(endpoint)
        webpush.public_key_in(p256dh)
        is_sound = len(webpush.decoded(auth)) == 16 and len(endpoint) <= _ENDPOINT_LONGEST
    except (outgoing.Refused, ValueError):
        is_sound = False
    if not is_sound:
        raise Invalid(_("This browser said nothing that messages can be sent to."))


@transaction.atomic
def remove_device(*, actor: Person, pk: int) -> None:
    """Wake a browser no more; raise `NotFound` for one that is not the actor's."""
    if not PushDevice.objects.filter(person=actor, pk=pk).delete()[0]:
        raise NotFound


@transaction.atomic
def note_delivery(*, device: PushDevice, is_gone: bool, is_taken: bool) -> None:
    """Keep what a service said of a browser: one that is gone, or fails again and again, is dropped."""
    rows = PushDevice.objects.filter(pk=device.pk)
    if is_gone or (not is_taken and device.failure_count + 1 >= _GIVEN_UP_AFTER):
        rows.delete()
    elif device.failure_count or not is_taken:
        rows.update(failure_count=0 if is_taken else device.failure_count + 1)


@transaction.atomic
def choose_pushes(*, actor: Person, kinds: Mapping[str, bool] | None = None, spaces: Mapping[int, bool] | None = None) -> None:
    """Say of kinds of notices whether they are pushed, and of spaces whether all is that is placed there; what is not named stays."""
    readable = space_ids(person=actor) if spaces else frozenset()
    for name in kinds or {}:
        if name not in KINDS:
            raise Invalid(field=f"push_kind_{name}")
    for space_id in spaces or {}:
        if space_id not in readable:
            raise Invalid(field=f"push_space_{space_id}")
    for name, is_pushed in (kinds or {}).items():
        _keep({"person": actor, "kind": name, "space": None}, is_pushed, usual=queries.usually_pushed(name))
    for space_id, is_pushed in (spaces or {}).items():
        _keep({"person": actor, "kind": "", "space_id": space_id}, is_pushed, usual=False)


def _keep(what: dict[str, Any], is_pushed: bool, *, usual: bool) -> None:
    if is_pushed == usual:
        PushChoice.objects.filter(**what).delete()
    else:
        PushChoice.objects.update_or_create(**what, defaults={"is_pushed": is_pushed})
