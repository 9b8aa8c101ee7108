"""Moving a customer along its way, and saying to which segments it belongs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain, count

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from hamsoo.customers import events, queries, rules
from hamsoo.customers.models import Dimension, SegmentChange, Stage, StageChange, State
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.text import fold
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person

NEED_LENGTH, NOTE_LENGTH, MOST_STAGES, NAME_LENGTH = 40, 300, 9, 60


@transaction.atomic
def move(*, actor: Person, customer: Customer, stage: str, state: str = "", note: str = "", at: datetime) -> StageChange | None:
    """Say at which stage a customer stands, and how it is doing. Return None, and say nothing, when it stands there already."""
    own = rules.require_serves(actor, customer)
    if stage not in queries.stages():
        raise Invalid(_("Choose one of the stages."), field="stage")
    if state not in State.values:
        raise Invalid(field="state")
    SourceRecord.objects.select_for_update(no_key=True).get(pk=own.pk)
    now = queries.standing_of(person=actor, customer=customer)
    if (now.stage, now.state) == (stage, state):
        return None
    change = StageChange.objects.create(record=own, stage=stage, state=state, at=at, by=actor, note=_line(note, NOTE_LENGTH))
    siblings = queries.siblings_of(own)
    _record(events.StageChanged(change_id=change.pk, record_id=own.pk, stage=stage, state=state, sibling_ids=siblings), actor, own, at)
    return change


@transaction.atomic
def put_into_segments(*, actor: Person, customer: Customer, segments: Mapping[str, str], at: datetime) -> list[SegmentChange]:
    """Say by dimension to which segment a customer belongs, "" to leave that to the rules again; return what changed."""
    own = rules.require_serves(actor, customer)
    wanted = {dimension: _line(segment, NEED_LENGTH) for dimension, segment in segments.items()}
    for dimension, segment in wanted.items():
        if dimension not in Dimension.values or (dimension != Dimension.NEED and segment and segment not in queries.LEVELS):
            raise Invalid(field=dimension)
    SourceRecord.objects.select_for_update(no_key=True).get(pk=own.pk)
    held = queries.standing_of(person=actor, customer=customer).segments
    by_hand = {dimension: change.segment for dimension, change in held.items() if change.by_id}
    changes = []
    for dimension, segment in wanted.items():
        if by_hand.get(dimension, "") != segment:
            change = SegmentChange.objects.create(record=own, dimension=dimension, segment=segment, at=at, by=actor)
            siblings = queries.siblings_of(own)
            said = segment if dimension != Dimension.NEED else ""
            fact = events.SegmentChanged(change_id=change.pk, record_id=own.pk, dimension=dimension, segment=said, sibling_ids=siblings)
            _record(fact, actor, own, at)
            changes.append(change)
    return changes


@transaction.atomic
def name_stages(*, actor: Person, names: Sequence[tuple[str, str]], at: datetime) -> list[Stage]:
    """Name the stages of a customer's way: (Persian, English) in order, the usual ones again for none.

    A stage is known by its name: one of old keeps those who stand there. What customers stood at stays in their history.
    """
    rules.require_can_keep(actor)
    wanted = [(_line(fa, NAME_LENGTH), _line(en, NAME_LENGTH)) for fa, en in names if _line(fa or en, NAME_LENGTH)]
    if len(wanted) > MOST_STAGES or len(wanted) == 1:
        raise Invalid(_("Name two to %(count)s stages.") % {"count": MOST_STAGES}, field="names")
    named = [fold(fa or en) for fa, en in wanted]
    if len(set(named)) < len(named):
        raise Invalid(_("Two stages have the same name."), field="names")
    codes = _codes(wanted)
    Stage.objects.exclude(code__in=codes).update(rank=None)
    for place, (code, (fa, en)) in enumerate(zip(codes, wanted, strict=True)):
        Stage.objects.update_or_create(code=code, defaults={"name_fa": fa or en, "name_en": en, "rank": place})
    record(events.StagesNamed(codes=tuple(codes)), actor=actor, objects=[], spaces=[], at=at)
    return list(Stage.objects.filter(rank__isnull=False))


def _codes(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """Return the codes of stages: those known by these names, the usual ones too, else new ones that no stage has."""
    known = {**_usual(), **{fold(stage.name_fa): stage.code for stage in Stage.objects.order_by("-rank", "pk")}}
    codes = [""] * len(wanted)
    for names in ([fa or en for fa, en in wanted], [en for _fa, en in wanted]):
        for place, name in enumerate(names):
            code = known.get(fold(name), "")
            if not codes[place] and code not in codes:
                codes[place] = code
    taken = {*codes, *known.values()}
    for place, (_fa, en) in enumerate(wanted):
        if not codes[place]:
            base = slugify(en)[:30] or f"stage-{place + 1}"
            further = (f"{base}-{number}" for number in count(2))
            codes[place] = next(code for code in chain([base], further) if code not in taken)
            taken.add(codes[place])
    return codes


def _usual() -> dict[str, str]:
    """Return the codes of the usual stages by their names in both languages."""
    found: dict[str, str] = {}
    for language in ("fa", "en"):
        with override(language):
            found |= {fold(str(label)): code for code, label in queries.USUAL.items()}
    return found


def _line(text: str, length: int) -> str:
    return " ".join(text.replace("\x00", "").split())[:length]


def _record(fact: Event, actor: Person, own: SourceRecord, at: datetime) -> None:
    record(fact, actor=actor, objects=[Ref("source_record", own.pk)], spaces=[own.system.space_id], at=at)
