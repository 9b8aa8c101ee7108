"""Choosing how to be told. It is one's own business, so no fact is stated."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import live
from hamsoo.kernel.errors import Invalid
from hamsoo.notices import queries
from hamsoo.notices.actions.digests import plan_digest
from hamsoo.notices.kinds import KINDS
from hamsoo.notices.models import Choice, Rhythm
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids


@transaction.atomic
def choose(*, actor: Person, at: datetime, kinds: Mapping[str, str] | None = None, spaces: Mapping[int, str] | None = None) -> None:
    """Choose `mail`, `now`, `digest` or `never` for kinds of notices and for spaces (by id); what is not named stays as it is.

    Who is waited for is always told: a kind that asks something can be put off but not turned off. Spaces that the actor does not read
    are refused.
    """
    for name, delivery in (kinds or {}).items():
        _check_kind(name, delivery)
    _check_spaces(actor, spaces or {})
    for name, delivery in (kinds or {}).items():
        _keep({"person": actor, "kind": name, "space": None}, delivery)
    for space_id, delivery in (spaces or {}).items():
        _keep({"person": actor, "kind": "", "space_id": space_id}, delivery)
    plan_digest(person=actor, at=at)
    live.publish(f"inbox:{actor.pk}", 0)


def _check_kind(name: str, delivery: str) -> None:
    field = f"kind_{name}"
    if name not in KINDS or delivery not in Choice.Delivery.values:
        raise Invalid(field=field)
    if KINDS[name].asks and delivery == Choice.Delivery.NEVER:
        raise Invalid(_("Somebody waits for you there: put it off to the digest at most."), field=field)


def _check_spaces(actor: Person, spaces: Mapping[int, str]) -> None:
    readable = space_ids(person=actor) if spaces else frozenset()
    for space_id, delivery in spaces.items():
        if space_id not in readable or delivery not in Choice.Delivery.values:
            raise Invalid(field=f"space_{space_id}")


def _keep(what: dict[str, Any], delivery: str) -> None:
    if delivery == queries.usual_delivery(what["kind"]):
        Choice.objects.filter(**what).delete()
    else:
        Choice.objects.update_or_create(**what, defaults={"delivery": delivery})


@transaction.atomic
def set_rhythm(
    *,
    actor: Person,
    at: datetime,
    digest_at: time,
    weekly_on: int,
    on_working_days_only: bool,
    quiet_from: time | None,
    quiet_until: time | None,
    merges: bool,
    is_mailed: bool,
) -> Rhythm:
    """Say when to be told, whether the like is made one line, and whether digests come by mail. Weekdays count from Monday, 0."""
    if weekly_on not in range(7):
        raise Invalid(field="weekly_on")
    if (quiet_from is None) != (quiet_until is None):
        missing = "quiet_until" if quiet_until is None else "quiet_from"
        raise Invalid(_("Quiet hours need a beginning and an end."), field=missing)
    rhythm, _made = Rhythm.objects.update_or_create(
        person=actor,
        defaults={
            "digest_at": digest_at,
            "weekly_on": weekly_on,
            "on_working_days_only": on_working_days_only,
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
            "merges": merges,
            "is_mailed": is_mailed,
        },
    )
    plan_digest(person=actor, at=at)
    return rhythm


@transaction.atomic
def stop_mails(*, actor: Person, at: datetime) -> None:
    """Send no more digests by mail; what they would have told stays in the inbox."""
    Rhythm.objects.update_or_create(person=actor, defaults={"is_mailed": False})
    plan_digest(person=actor, at=at)


@transaction.atomic
def stop_mails_of(*, actor: Person, kinds: Iterable[str], space_ids: Iterable[int]) -> None:
    """Send no more mails at once because of these kinds and places, where any still are; they are told at once in the inbox."""
    wishes = queries.wishes_of(person=actor)
    for name in set(kinds).intersection(wishes.mail_kinds):
        _keep({"person": actor, "kind": name, "space": None}, Choice.Delivery.NOW)
    for space_id in set(space_ids).intersection(wishes.mail_space_ids):
        _keep({"person": actor, "kind": "", "space_id": space_id}, Choice.Delivery.NOW)
