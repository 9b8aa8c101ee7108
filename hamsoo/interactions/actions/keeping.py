"""Dropping what is kept for a while, and what is left of customers who are forgotten."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from hamsoo.identity.models import SourceRecord
from hamsoo.interactions.actions.placing import TYPE
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.ledger.traits import Ref
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions as threads

AT_ONCE = 200
FOLDER = "mail"
_TRIED_AGAIN = timedelta(days=1)


@transaction.atomic
def drop_raw(*, at: datetime) -> int:
    """Drop mails as they came that are kept for long enough, some at once; what they said stays. Return how many."""
    over = at - timedelta(days=settings.MAIL_KEPT_DAYS)
    rows = Interaction.objects.exclude(raw_key="").filter(recorded_at__lt=over)
    return _drop(list(rows.select_for_update(skip_locked=True).order_by("recorded_at")[:AT_ONCE]))


def drop_strays(*, at: datetime) -> int:
    """Drop mails that no contact knows: taking them in failed half way, and nobody tried again for a day. Return how many."""
    try:
        folders, _files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    return sum(_drop_strays_in(folder, at - _TRIED_AGAIN) for folder in folders)


def _drop_strays_in(folder: str, before: datetime) -> int:
    _folders, names = default_storage.listdir(f"{FOLDER}/{folder}")
    old = [name for name in names if default_storage.get_modified_time(f"{FOLDER}/{folder}/{name}") < before]
    strays = set(old) - set(Interaction.objects.filter(raw_key__in=old).values_list("raw_key", flat=True))
    for name in strays:
        default_storage.delete(f"{FOLDER}/{folder}/{name}")
    return len(strays)


@transaction.atomic
def forget(*, records: Sequence[SourceRecord], at: datetime) -> None:
    """Erase the correspondence with customers who are forgotten, with its mails and files; that of their address as well, whoever wrote."""
    addresses = {value.lower() for each in records for value in _mails(each)}
    theirs = Q(record__in=[each.pk for each in records]) | Q(record=None, contact_address__in=addresses)
    gone = list(Correspondence.objects.select_for_update(of=("self",)).filter(theirs).order_by("pk"))
    within = list(Interaction.objects.filter(correspondence__in=gone))
    _drop([one for one in within if one.raw_key])
    threads.drop_files(targets=[Ref("interaction", one.pk) for one in within])
    for one in gone:
        spaces.place(type=TYPE, object_id=one.pk, space_ids=[], at=at)
    Correspondence.objects.filter(pk__in=[one.pk for one in gone]).delete()


def _drop(gone: Sequence[Interaction]) -> int:
    for one in gone:
        transaction.on_commit(partial(default_storage.delete, one.stored_as))
    Interaction.objects.filter(pk__in=[one.pk for one in gone]).update(raw_key="", has_markup=False)
    return len(gone)


def _mails(record: SourceRecord) -> list[str]:
    said = record.values.get("email") or []
    return [said] if isinstance(said, str) else list(said)
