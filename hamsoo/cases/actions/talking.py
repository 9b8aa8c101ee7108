"""What colleagues say among themselves about a case, and who watches it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.cases import events, rules
from hamsoo.cases.actions import entering, members
from hamsoo.cases.models import Case, Note, Watcher
from hamsoo.chat import actions as chat
from hamsoo.chat.models import Conversation
from hamsoo.chat.queries import channels_about
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.errors import Invalid
from hamsoo.people.models import Person
from hamsoo.spaces.queries import placed_in
from hamsoo.threads import mentions


@dataclass(frozen=True, slots=True)
class Noted:
    """A note as written, and whom it names in vain because they may not read the case."""

    note: Note
    unreached: tuple[Person, ...]


@transaction.atomic
def note(*, actor: Person, case: Case, body: str, at: datetime, client_id: UUID | None = None) -> Noted:
    """Say something about a case among colleagues: whoever reads it may. The same `client_id` again writes nothing."""
    case = entering.locked(actor, case.pk, to_work=False)
    if client_id and (known := Note.objects.filter(client_id=client_id, case=case, author=actor).first()):
        return Noted(known, ())
    text = rules.required(body, "body", longest=rules.NOTE_LENGTH)
    reached = mentions.audience(text=text, space_ids_of_thing=placed_in(type="case", object_id=case.pk))
    written = Note.objects.create(case=case, author=actor, body=text, at=at, client_id=client_id)
    entering.state_fact(events.CaseNoted, case, actor=actor, at=at, note_id=written.pk, mentioned_ids=reached.told_ids)
    return Noted(written, reached.unreached)


@transaction.atomic
def talk_about(*, actor: Person, case: Case, at: datetime) -> Conversation:
    """Take part in the channel about a case, which is read where the case is; opened at the first call by who writes there."""
    case = entering.locked(actor, case.pk, to_work=False)
    if case.merged_into_id and not channels_about(person=actor, refs=[case.ref]):
        raise rules.Merged
    return chat.open_about(actor=actor, ref=case.ref, space_ids=placed_in(type="case", object_id=case.pk), at=at)


def erase_talk(*, records: Sequence[SourceRecord], at: datetime) -> None:
    """Erase what was said in the channels about cases of records that are about to go."""
    cases = Case.objects.filter(record__in=[record.pk for record in records]).order_by("pk")
    chat.drop_about(refs=[case.ref for case in cases], at=at)


@transaction.atomic
def watch(*, actor: Person, case: Case, at: datetime, person: Person | None = None) -> Case:
    """Be told what happens with a case; who works on it can have a colleague watch it, whom that lets into a confidential one."""
    watching = person or actor
    case = entering.locked(actor, case.pk, to_work=watching != actor)
    reads = case.is_confidential or Case.objects.visible_to(watching).filter(pk=case.pk).exists()
    if not watching.is_active or not reads:
        raise Invalid(_("They may not see this case."), field="person")
    _watching, is_new = Watcher.objects.get_or_create(case=case, person=watching, defaults={"at": at})
    if is_new:
        members.keep(case)
        entering.state_fact(events.CaseWatched, case, actor=actor, at=at, person_id=watching.pk)
    return case


@transaction.atomic
def unwatch(*, actor: Person, case: Case, person: Person | None = None) -> Case:
    """Be told no more. That is order, so no fact is stated; who only watched a confidential case reads it no more."""
    watching = person or actor
    case = entering.locked(actor, case.pk, to_work=watching != actor)
    Watcher.objects.filter(case=case, person=watching).delete()
    members.keep(case)
    return case
