"""Timelines: what happened to a thing, for those who may see it."""

from datetime import timedelta

from hamsoo.ledger import projections, runner
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.ledger.facts import facts_between
from hamsoo.ledger.presentation import Details, provide
from hamsoo.ledger.traits import Ref, Timeline
from hamsoo.spaces.models import Space
from hamsoo.timeline import queries
from hamsoo.timeline.models import Moment
from hamsoo.timeline.projections import Timelines
from tests.world import NOON


class BoxMoved(Event, Timeline, icon="box", sentence="%(actor)s moved a box"):
    box_id: int
    is_secret: bool = False


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
    fields = ("type", "object_id", "entry_id", "position", "at", "space_ids")
    return list(Moment.objects.order_by("type", "object_id", "entry_id").values_list(*fields))


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
    assert [row[0] for row in live].count("box") == 3
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
