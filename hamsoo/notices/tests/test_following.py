"""Who hears because they follow: in part, once, only what they may see, and the same people after a rebuild."""

import dataclasses
from datetime import timedelta

import pytest

from hamsoo.ledger import projections, runner
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.events import Event, event_classes
from hamsoo.ledger.facts import facts_between
from hamsoo.ledger.presentation import _providers
from hamsoo.ledger.traits import Ref, Tracked
from hamsoo.notices import queries
from hamsoo.notices.models import InboxItem, Listening
from hamsoo.notices.projections import Inbox
from hamsoo.people import actions as people
from hamsoo.questions import actions as questions
from hamsoo.social import actions as social
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from hamsoo.threads import actions as threads
from hamsoo.threads import targets
from tests.world import NOON

LATER = NOON + timedelta(hours=1)


def _ref(person) -> Ref:
    return Ref("person", person.pk)


def _heard(person, *, is_later: bool = False) -> list[str]:
    runner.settle()
    items = queries.inbox(person=person, is_later=is_later).items
    return [f"{line.kind}: {line.newest.fact.event.name.split('.')[1]} +{line.other_count}" for line in items]


def _rows() -> list[tuple[object, ...]]:
    fields = ("person_id", "entry_id", "position", "kind", "subject_type", "subject_id", "at", "delivery", "space_ids", "is_settled")
    listening = ("person_id", "target_type", "target_id", "aspects", "delivery", "since", "until")
    items = InboxItem.objects.order_by("person_id", "entry_id").values_list(*fields)
    return [*items, *Listening.objects.order_by("person_id", "target_type", "target_id", "since").values_list(*listening)]


def test_followers_hear_what_changes_and_never_of_themselves(sara, reza, nima, admin) -> None:
    threads.follow(actor=nima, target=_ref(sara), at=NOON)
    threads.follow(actor=reza, target=_ref(sara), at=NOON)
    held = people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    people.endorse_skill(actor=reza, held=held, at=NOON)
    people.change_record(actor=admin, person=sara, changes={"position_en": "Architect"}, at=NOON)
    assert _heard(nima) == ["tracked: PersonRecordChanged +2"]
    assert _heard(reza) == ["tracked: PersonRecordChanged +1"]
    assert _heard(sara) == []


@pytest.mark.parametrize(
    ("aspects", "expected"),
    [
        (["skills"], {"SkillDeclared", "SkillEndorsed"}),
        (["role"], {"PersonRecordChanged:position_en", "PersonLeft"}),
        (["unit"], {"PersonRecordChanged:unit", "PersonLeft"}),
        (["contact"], {"PersonRecordChanged:phone"}),
        (["profile"], {"ProfileEdited"}),
        (["customers"], {"ProfileEdited", "CustomersRecorded"}),
        (["posts"], {"PostPublished", "QuestionAsked", "AnswerGiven"}),
        (["presence"], set()),
    ],
)
def test_an_aspect_is_heard_by_itself(sara, reza, nima, admin, world, aspects, expected) -> None:
    threads.follow(actor=nima, target=_ref(sara), at=NOON, aspects=aspects)
    held = people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    people.endorse_skill(actor=reza, held=held, at=NOON)
    for changes in ({"position_en": "Architect"}, {"unit": world.finance}, {"phone": "+98 21 2345"}, {"name_en": "Sara M."}):
        people.change_record(actor=admin, person=sara, changes=changes, at=NOON)
    people.edit_profile(actor=sara, person=sara, about="Custody", at=NOON)
    people.add_item(actor=sara, part="customers", values={"title": "Sepehr"}, at=NOON)
    people.record_customers(actor=admin, named={sara.pk: ["Kimia"]}, source="file", at=NOON)
    social.publish(actor=sara, body="New hours", space_ids=[world.organisation.pk], at=NOON)
    social.publish(actor=reza, body=f"Thanks @[Sara](person:{sara.pk})", space_ids=[world.organisation.pk], at=NOON)
    asked = questions.ask(actor=reza, title="Which limit?", at=NOON)
    questions.answer(actor=sara, question=asked, body="The lower one.", at=NOON)
    own = questions.ask(actor=sara, title="Who signs?", at=NOON)
    questions.answer(actor=reza, question=own, body="I do.", at=NOON)
    people.leave(actor=admin, person=sara, left_on=NOON.date(), at=LATER)
    runner.settle()
    found = set()
    for row in InboxItem.objects.filter(person=nima, kind="tracked"):
        event = queries.notice(person=nima, entry_id=row.entry_id).fact.event
        fields = getattr(event, "fields", ())
        found.add(event.name.split(".")[1] + (f":{fields[0]}" if event.name.endswith("RecordChanged") else ""))
    assert found == expected


def test_units_skills_groups_words_and_questions_are_heard_of(sara, reza, nima, admin, world) -> None:
    held = people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    group = spaces.create_group(actor=reza, name_fa="میز", name_en="Desk", policy="open", at=NOON)
    asked = questions.ask(actor=reza, title="Which limit?", at=NOON)
    for ref in (Ref("unit", world.service.pk), Ref("skill", held.skill_id), Ref("space", group.pk), asked_ref(asked)):
        threads.follow(actor=nima, target=ref, at=NOON)
    threads.follow_topic(actor=nima, words="key management", at=NOON)
    people.change_record(actor=admin, person=reza, changes={"unit": world.finance}, at=NOON)
    people.declare_skill(actor=reza, name="Kubernetes", at=NOON)
    social.publish(actor=reza, body="Welcome", space_ids=[group.pk], at=NOON)
    questions.answer(actor=sara, question=asked, body="The lower one.", at=NOON)
    questions.ask(actor=sara, title="How do we manage keys, and who is in key management?", at=NOON)
    runner.settle()
    rows = InboxItem.objects.filter(person=nima, kind="tracked").order_by("position")
    assert list(rows.values_list("subject_type", flat=True)) == ["unit", "skill", "space", "question", "topic"]
    assert len(queries.inbox(person=nima).items) == 5


def asked_ref(question) -> Ref:
    return Ref("question", question.pk)


def test_who_is_told_directly_is_not_told_again(sara, reza, world) -> None:
    threads.follow(actor=reza, target=_ref(sara), at=NOON)
    social.publish(actor=sara, body=f"@[Reza](person:{reza.pk}) look", space_ids=[world.organisation.pk], at=NOON)
    assert _heard(reza) == ["mention: PostPublished +0"]


def test_following_twice_over_tells_once_and_as_loudly_as_wished(sara, nima, world) -> None:
    held = people.declare_skill(actor=nima, name="Kubernetes", at=NOON)
    threads.follow(actor=nima, target=_ref(sara), at=NOON, delivery="weekly")
    threads.follow(actor=nima, target=Ref("skill", held.skill_id), at=NOON, delivery="now")
    people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    assert _heard(nima) == ["tracked: SkillDeclared +0"]
    assert InboxItem.objects.get(person=nima).subject_type == "skill"


def test_follows_hold_from_their_place_in_the_log_on(sara, nima, admin) -> None:
    def move(number: int) -> None:
        people.change_record(actor=admin, person=sara, changes={"phone": str(number)}, at=NOON)

    move(100)
    threads.follow(actor=nima, target=_ref(sara), at=NOON)
    move(101)
    threads.choose(actor=nima, target=_ref(sara), at=NOON, delivery="daily")
    move(102)
    threads.choose(actor=nima, target=_ref(sara), at=NOON, delivery="quiet")
    move(103)
    threads.choose(actor=nima, target=_ref(sara), at=NOON, aspects=["skills"], delivery="now")
    move(104)
    threads.unfollow(actor=nima, target=_ref(sara), at=NOON)
    move(105)
    threads.follow(actor=nima, target=_ref(sara), at=NOON)
    runner.settle()
    assert list(InboxItem.objects.filter(person=nima).order_by("position").values_list("delivery", flat=True)) == ["now", "daily", "quiet"]
    assert _heard(nima) == ["tracked: PersonRecordChanged +0"]
    assert _heard(nima, is_later=True) == ["tracked: PersonRecordChanged +0"]
    live = _rows()
    projections.rebuild(projections.projection("notices.inbox"))
    assert _rows() == live
    names = [cls.name for cls in event_classes() if issubclass(cls, Inbox.reads)]
    for after, until in ((0, 1000), (0, 12), (6, 1000)):
        Inbox().apply(facts_between(after=after, until=until, names=names))
        assert _rows() == live


@pytest.mark.parametrize("batch_size", [1, 3, 1000])
def test_the_size_of_batches_changes_nothing(sara, reza, nima, world, batch_size) -> None:
    for number in range(4):
        threads.follow(actor=nima, target=_ref(sara), at=NOON)
        people.edit_profile(actor=sara, person=sara, about=str(number), at=NOON)
        threads.unfollow(actor=nima, target=_ref(sara), at=NOON)
        people.edit_profile(actor=sara, person=sara, about=f"{number}!", at=NOON)
    runner.settle()
    live, target = _rows(), projections.projection("notices.inbox")
    target.reset()
    projections.Bookmark.objects.filter(reader=target.name).update(position=0)
    while projections.catch_up(target, batch_size=batch_size):
        pass
    assert [row[1:] for row in _rows()] == [row[1:] for row in live]
    assert InboxItem.objects.filter(person=nima).count() == 4


def test_who_loses_sight_hears_nothing_any_more(sara, reza, nima, world) -> None:
    group = spaces.create_group(actor=reza, name_fa="راز", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=nima, at=NOON)
    runner.settle()
    threads.follow(actor=nima, target=_ref(reza), at=NOON)
    threads.follow(actor=nima, target=Ref("space", group.pk), at=NOON)
    social.publish(actor=reza, body="We begin", space_ids=[group.pk], at=NOON)
    assert _heard(nima)[0] == "tracked: PostPublished +0"
    spaces.remove_member(actor=reza, space=group, person=nima, at=NOON)
    social.publish(actor=reza, body="We go on", space_ids=[group.pk], at=LATER)
    assert not any("PostPublished" in line for line in _heard(nima))
    assert queries.unread_count(person=nima) == len(_heard(nima))


def test_what_is_written_where_the_follower_never_read_is_not_told(sara, reza, nima, world) -> None:
    threads.follow(actor=nima, target=_ref(sara), at=NOON)
    service = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    social.publish(actor=sara, body="For service alone", space_ids=[service.pk], at=NOON)
    questions.ask(actor=sara, title="Among us", places=[service.pk], at=NOON)
    assert (_heard(nima), queries.unread_count(person=nima)) == ([], 0)


def test_skills_that_are_not_shown_are_told_to_nobody_else(sara, reza, nima) -> None:
    for follower in (reza, nima):
        threads.follow(actor=follower, target=_ref(sara), at=NOON)
    people.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    people.show_part(actor=sara, part="skills", audience="unit", at=NOON)
    assert (_heard(reza), _heard(nima)) == (["tracked: SkillDeclared +0"], [])
    people.show_part(actor=sara, part="skills", audience="me", at=NOON)
    assert (_heard(reza), _heard(nima)) == ([], [])


def test_leavers_hear_nothing(sara, nima, admin) -> None:
    threads.follow(actor=nima, target=_ref(sara), at=NOON)
    nima = people.leave(actor=admin, person=nima, left_on=NOON.date(), at=NOON)
    people.edit_profile(actor=sara, person=sara, about="Custody", at=LATER)
    assert _heard(nima) == []


def tracked_classes() -> list[type[Event]]:
    return [cls for cls in event_classes() if issubclass(cls, Tracked) and "tests" not in cls.__module__]


def _value(name: str, hint: object) -> object:
    text = str(hint)
    if "tuple" in text:
        return ()
    return {"int": 1, "str": "x", "bool": True}.get(
        getattr(hint, "__name__", ""), 1 if "int" in text else NOON.date() if "date" in text else "x"
    )


FIELDS = {
    "people.ProfileEdited": {"profile": ("about",), "contact": ("reach",), "customers": ("customers",)},
    "people.PersonRecordChanged": {"role": ("level",), "unit": ("unit",), "contact": ("phone",)},
}
"""What one fact of a class touches, where that depends on its fields."""

TYPES = ("person", "unit", "skill", "space", "topic", "question", "post", "source_record")


def test_the_table_of_aspects_is_not_empty() -> None:
    assert {aspect for cls in tracked_classes() for aspect in cls.aspects} >= {"skills", "role", "unit", "contact", "posts", "comments"}


def test_every_event_with_an_aspect_is_told_to_those_who_follow_it(sara, reza, nima, world) -> None:
    """Whatever class of fact comes: a person, unit, skill, group, topic, question or customer in it is followed and heard of."""
    expected = {}
    cases = [(cls, aspect, type_) for cls in tracked_classes() for aspect in cls.aspects for type_ in TYPES]
    for number, (cls, aspect, type_) in enumerate(cases):
        assert cls.name in _providers, f"{cls.name} tells followers, and nobody says how it reads"
        if aspect not in targets.aspects_of(type_):
            continue
        ref = Ref(type_, 1_000_000 + number)
        Listening.objects.create(person=nima, target_type=ref.type, target_id=ref.id, aspects=[aspect], delivery="now", since=0)
        known = {field.name: _value(field.name, field.type) for field in dataclasses.fields(cls) if _is_required(field)}
        if cls.name in FIELDS:
            known["fields"] = FIELDS[cls.name][aspect]
        expected[record(cls(**known), actor=SYSTEM, objects=[ref], spaces=[], at=NOON)] = (cls.name, aspect, type_)
    runner.settle()
    told = set(InboxItem.objects.filter(person=nima, kind="tracked").values_list("entry_id", flat=True))
    assert [case for entry, case in expected.items() if entry not in told] == []
    assert {name for name, _aspect, _type in expected.values()} == {cls.name for cls in tracked_classes()}


def _is_required(field: "dataclasses.Field[object]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
