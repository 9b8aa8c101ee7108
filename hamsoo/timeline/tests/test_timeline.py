"""Timelines: what happened to a thing, for those who may see it."""

from datetime import timedelta

from hamsoo.ledger import projections, runner
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.ledger.facts import facts_between
from hamsoo.ledger.presentation import Details, provide
from hamsoo.ledger.traits import Filed, Ref, Timeline
from hamsoo.spaces.models import Space
from hamsoo.timeline import queries
from hamsoo.timeline.models import Facet, Moment
from hamsoo.timeline.projections import Timelines
from tests.world import NOON


class BoxMoved(Event, Timeline, icon="box", sentence="%(actor)s moved a box"):
    box_id: int
    is_secret: bool = False
    kind: str = ""
    channel: str = ""
    unit_id: int | None = None

    def filed(self) -> Filed:
        return Filed(self.kind, self.channel, self.unit_id)


class BoxPainted(Event, icon="box", sentence="%(actor)s painted a box"):
    box_id: int


provide([BoxMoved, BoxPainted], lambda facts, _person: {f.id: Details({"actor": "A"}, "/box/") for f in facts if not f.event.is_secret})

BOX = Ref("box", 7)


def _move(actor, *spaces: Space, minutes: int = 0, is_secret: bool = False) -> int:
    objects = [("box", 7, "moved"), ("box", 7, "box"), ("person", actor.pk, "mover")]
    at = NOON + timedelta(minutes=minutes)
    return record(BoxMoved(box_id=7, is_secret=is_secret), actor=actor, objects=objects, spaces=[space.pk for space in spaces], at=at)


def _seen(person, ref=BOX, **options) -> list[int]:
    return [item.fact.id for item in queries.of(ref=ref, person=person, **options).items]


def _rows() -> list[tuple[object, ...]]:
    fields = ("type", "object_id", "entry_id", "position", "at", "space_ids", "unit_id", "channel", "kind")
    facets = Facet.objects.order_by("type", "object_id", "unit_id", "channel", "kind")
    return list(facets.values_list("type", "object_id", "unit_id", "channel", "kind")) + list(
        Moment.objects.order_by("type", "object_id", "entry_id").values_list(*fields)
    )


def test_everybody_sees_what_their_spaces_show(sara, reza, nima, admin, world) -> None:
    service = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    first = _move(sara, world.organisation)
    second = _move(sara, service, minutes=1)
    third = _move(nima, minutes=2)
    record(BoxPainted(box_id=7), actor=sara, objects=[BOX], spaces=[world.organisation.pk], at=NOON)
    runner.settle()
    for person in (sara, reza, admin):
        assert _seen(person) == [third, second, first]
    assert _seen(nima) == [third, first]
    assert _seen(None) == []
    assert [pk for pk in _seen(nima, ref=Ref("person", sara.pk)) if pk in (first, second, third)] == [first]
    assert _seen(sara, ref=Ref("box", 8)) == []


def test_what_the_app_does_not_show_is_left_out(sara, world) -> None:
    _move(sara, world.organisation, is_secret=True)
    shown = _move(sara, world.organisation)
    runner.settle()
    assert _seen(sara) == [shown]


def test_leavers_see_nothing(sara, world) -> None:
    _move(sara)
    runner.settle()
    sara.left_on = NOON.date()
    assert _seen(sara) == []


def test_pages_are_cut_by_time_and_entry(sara, world) -> None:
    made = [_move(sara, world.organisation, minutes=number // 2) for number in range(6)]
    late = _move(sara, world.organisation, minutes=-60)
    runner.settle()
    first = queries.of(ref=BOX, person=sara, limit=3)
    second = queries.of(ref=BOX, person=sara, before=first.before, limit=3)
    last = queries.of(ref=BOX, person=sara, before=second.before, limit=3)
    assert [[item.fact.id for item in page.items] for page in (first, second, last)] == [made[:2:-1], made[2::-1], [late]]
    assert last.before is None


def test_rebuild_equals_live_and_twice_equals_once(sara, world) -> None:
    for number in range(3):
        _move(sara, world.organisation, minutes=number)
    runner.settle()
    live = _rows()
    assert Moment.objects.filter(type="box").count() == 3
    projections.rebuild(projections.projection("timeline.moments"))
    assert _rows() == live
    Timelines().apply(facts_between(after=0, until=1000, names=["timeline.BoxMoved"]))
    assert _rows() == live


def test_a_page_costs_the_same_however_long_the_timeline(sara, world, django_assert_num_queries) -> None:
    for number in range(30):
        _move(sara, world.organisation, minutes=number)
    runner.settle()
    with django_assert_num_queries(3):
        assert len(_seen(sara)) == 20


CALLS, INVOICES = {"kind": "call", "channel": "phone"}, {"kind": "invoice", "channel": "paper"}


def _happen(actor, space: Space, box: int, minutes: int, **filed) -> int:
    at = NOON + timedelta(minutes=minutes)
    boxes = [Ref("box", number) for number in ((7, 8) if box == 78 else (box,))]
    return record(BoxMoved(box_id=box, **filed), actor=actor, objects=boxes, spaces=[space.pk], at=at)


def _of_all(person, *ids: int, **options) -> list[int]:
    return [item.fact.id for item in queries.of_all(type="box", ids=ids, person=person, **options).items]


def test_several_things_are_read_as_one_each_fact_once(sara, world) -> None:
    one, other = _happen(sara, world.organisation, 7, 0), _happen(sara, world.organisation, 8, 1)
    both, newest = _happen(sara, world.organisation, 78, 2), _happen(sara, world.organisation, 7, 3)
    runner.settle()

    assert _of_all(sara, 7, 8) == [newest, both, other, one]
    assert (_of_all(sara, 8), _of_all(sara), _of_all(None, 7, 8)) == ([both, other], [], [])
    seen, before = [], None
    while True:
        page = queries.of_all(type="box", ids=[7, 8], person=sara, before=before, limit=1)
        seen += [item.fact.id for item in page.items]
        before = page.before
        if before is None:
            break
    assert seen == [newest, both, other, one]


def test_timelines_are_narrowed_by_unit_channel_and_kind_and_by_all_together(sara, nima, world) -> None:
    service, finance = world.service.pk, world.finance.pk
    call = _happen(sara, world.organisation, 7, 0, **CALLS)
    invoice = _happen(sara, world.organisation, 8, 1, unit_id=finance, **INVOICES)
    late_call = _happen(nima, world.organisation, 8, 2, **CALLS)
    plain = _happen(nima, world.organisation, 7, 3)
    runner.settle()

    def seen(**narrowing) -> list[int]:
        return _of_all(sara, 7, 8, narrowing=queries.Narrowing(**narrowing))

    assert seen() == [plain, late_call, invoice, call]
    assert seen(kind="call") == [late_call, call]
    assert (seen(channel="paper"), seen(kind="call", channel="paper")) == ([invoice], [])
    assert (seen(unit_ids=(service,)), seen(unit_ids=(finance,)), seen(unit_ids=())) == ([call], [plain, late_call, invoice], [])
    assert seen(unit_ids=(service, finance), kind="call") == [late_call, call]
    assert seen(unit_ids=(finance,), kind="call", channel="phone") == [late_call]
    narrowing = queries.Narrowing(kind="call")
    first = queries.of_all(type="box", ids=[7, 8], person=sara, narrowing=narrowing, limit=1)
    assert _of_all(sara, 7, 8, narrowing=narrowing, before=first.before) == [call]


def test_facets_are_those_of_what_one_may_see(sara, nima, world) -> None:
    service = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    _happen(sara, service, 7, 0, **CALLS)
    _happen(nima, world.organisation, 7, 1, **INVOICES)
    runner.settle()
    call, invoice = (world.service.pk, "phone", "call"), (world.finance.pk, "paper", "invoice")

    assert queries.facets(type="box", ids=[7], person=sara) == sorted([call, invoice])
    assert queries.facets(type="box", ids=[7], person=nima) == [invoice]
    assert queries.facets(type="box", ids=[7], person=None) == []
    assert queries.of_all(type="box", ids=[7], person=nima, narrowing=queries.Narrowing(kind="call")).items == []
