"""The customers whom the company's record says that colleagues serve: lines of their profiles, which they may complete and hide."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from hamsoo.ledger.actions import Statement, record_all
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rules
from hamsoo.people.models import Part, Person, ProfileItem
from hamsoo.people.models.findable import named_customer
from hamsoo.people.models.skill import kept_from

_SAID = ("title", "folded_title", "sounds", "near_sounds", "source")


@dataclass(slots=True)
class _Changes:
    """What becomes of lines; `people` are those who have them, each with whether there is something to see of it."""

    new: list[ProfileItem] = field(default_factory=list)
    changed: list[ProfileItem] = field(default_factory=list)
    gone: list[ProfileItem] = field(default_factory=list)
    people: dict[int, bool] = field(default_factory=dict)


@transaction.atomic
def record_customers(*, actor: Acts, named: Mapping[int, Sequence[str]], source: str, at: datetime) -> None:
    """Keep which customers `source` (of `RecordSource.Source`) names for colleagues: by id all names. The same again changes nothing.

    Whom the owner named already is left to them. A line that the source names no more goes, unless its owner curated it: then it is theirs.
    """
    rules.require_can_manage_people(actor)
    people = list(Person.objects.select_for_update(of=("self",)).filter(pk__in=named).order_by("pk").values_list("pk", flat=True))
    lines: dict[int, list[ProfileItem]] = defaultdict(list)
    for line in ProfileItem.objects.filter(person__in=people, part=Part.CUSTOMERS):
        lines[line.person_id].append(line)
    changes = _Changes()
    for pk in people:
        _compare(pk, named[pk], lines[pk], source, changes)
    ProfileItem.objects.filter(pk__in=[line.pk for line in changes.gone]).delete()
    ProfileItem.objects.bulk_update(changes.changed, _SAID)
    ProfileItem.objects.bulk_create(changes.new)
    _tell(actor, changes, at)


def _compare(person_id: int, names: Sequence[str], lines: Sequence[ProfileItem], source: str, changes: _Changes) -> None:
    """Note what has to become of the lines of one colleague for them to say what the source does."""
    wanted = {said["folded_title"]: said for said in map(named_customer, names)}
    seen: list[bool] = []
    for line in lines:
        said = wanted.pop(line.folded_title, None)
        if line.source != source or (said and said["title"] == line.title):
            continue
        becomes_own = said is None and line.is_curated
        seen.append(not line.is_hidden and not becomes_own)
        if said is None and not becomes_own:
            changes.gone.append(line)
            continue
        for name, value in (said or {"source": ""}).items():
            setattr(line, name, value)
        changes.changed.append(line)
    first = max((line.rank for line in lines), default=-1) + 1
    new = [
        ProfileItem(person_id=person_id, part=Part.CUSTOMERS, rank=rank, source=source, **said)
        for rank, said in enumerate(wanted.values(), first)
    ]
    changes.new += new
    if seen or new:
        changes.people[person_id] = bool(new) or any(seen)


def _tell(actor: Acts, changes: _Changes, at: datetime) -> None:
    kept = set(kept_from(None, Part.CUSTOMERS).filter(person__in=changes.people).values_list("person", flat=True))
    facts = [(pk, events.CustomersRecorded(person_id=pk, is_shown=seen and pk not in kept)) for pk, seen in changes.people.items()]
    record_all([Statement(fact, actor, [Ref("person", pk)], [], at) for pk, fact in facts])
