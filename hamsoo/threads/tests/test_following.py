"""Following: done; refused and nothing changed; told. Topics, followers, suggestions."""

from datetime import timedelta

import pytest

from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref
from hamsoo.people import actions as people
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions, queries, targets
from hamsoo.threads.models import Follow, Topic
from hamsoo.threads.tests.things import unit_space, write_note
from tests.world import NOON

__all__ = ["unit_space"]

LATER = NOON + timedelta(minutes=5)


def _payloads(name: str) -> list[dict[str, object]]:
    return list(Entry.objects.filter(name=f"threads.{name}").order_by("id").values_list("payload", flat=True))


def _ref(person) -> Ref:
    return Ref("person", person.pk)


def test_a_follow_says_what_is_heard_and_when(sara, reza) -> None:
    made = actions.follow(actor=sara, target=_ref(reza), at=NOON, aspects=["posts", "skills"], delivery="daily", is_named=True)
    assert (made.aspects, made.delivery, made.is_named) == (["skills", "posts"], "daily", True)
    assert actions.follow(actor=sara, target=_ref(reza), at=LATER) == made
    assert _payloads("Followed") == [{"target_type": "person", "target_id": reza.pk, "aspects": ["skills", "posts"], "delivery": "daily"}]


def test_a_plain_follow_hears_everything_but_presence(sara, reza) -> None:
    made = actions.follow(actor=sara, target=_ref(reza), at=NOON)
    assert [aspect for aspect in targets.aspects_of("person") if not made.hears(aspect)] == ["presence"]
    assert _payloads("Followed")[0]["aspects"] is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"aspects": ["gossip"]}, "aspects"), ({"aspects": ["members"]}, "aspects"), ({"delivery": "hourly"}, "delivery")],
)
def test_what_cannot_be_chosen_is_refused(sara, reza, changed, field) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.follow(actor=sara, target=_ref(reza), at=NOON, **changed)
    assert refusal.value.field == field
    assert (Follow.objects.count(), _payloads("Followed")) == (0, [])


def test_nobody_follows_themselves_comments_or_what_they_do_not_see(sara, nima, unit_space) -> None:
    note = write_note(sara, unit_space)
    comment = actions.comment(actor=sara, target=note.ref, body="Hello", at=NOON).comment
    for actor, target, refusal in (
        (sara, _ref(sara), Invalid),
        (sara, comment.ref, Invalid),
        (nima, note.ref, NotFound),
        (nima, Ref("nothing", 1), NotFound),
        (nima, Ref("skill", 999), NotFound),
        (nima, Ref("space", unit_space.pk), NotFound),
        (nima, Ref("topic", 999), NotFound),
    ):
        with pytest.raises(refusal):
            actions.follow(actor=actor, target=target, at=NOON)
    assert Follow.objects.count() == 0


def test_choices_are_changed_and_told_once(sara, reza) -> None:
    actions.follow(actor=sara, target=_ref(reza), at=NOON)
    for _twice in range(2):
        chosen = actions.choose(actor=sara, target=_ref(reza), at=LATER, aspects=["role"], delivery="weekly")
    assert (chosen.aspects, chosen.delivery, chosen.is_named) == (["role"], "weekly", False)
    assert actions.choose(actor=sara, target=_ref(reza), at=LATER, is_named=True).is_named
    assert _payloads("FollowChosen") == [{"target_type": "person", "target_id": reza.pk, "aspects": ["role"], "delivery": "weekly"}]


def test_nothing_is_chosen_of_what_is_not_followed(sara, reza, nima) -> None:
    actions.follow(actor=sara, target=_ref(reza), at=NOON)
    with pytest.raises(NotFound):
        actions.choose(actor=nima, target=_ref(reza), at=LATER, delivery="daily")
    with pytest.raises(Invalid):
        actions.choose(actor=sara, target=_ref(reza), at=LATER, aspects=["gossip"])
    assert (Follow.objects.get().delivery, _payloads("FollowChosen")) == ("now", [])


def test_units_skills_and_groups_are_followed(sara, nima, world) -> None:
    held = people.declare_skill(actor=nima, name="Kubernetes", at=NOON)
    group = spaces.create_group(actor=sara, name_fa="راز", name_en="Secret", policy="secret", at=NOON)
    refs = [Ref("unit", world.finance.pk), Ref("skill", held.skill_id), Ref("space", group.pk)]
    for ref in refs:
        actions.follow(actor=sara, target=ref, at=NOON)
    assert [(item.ref.type, item.target.title) for item in queries.all_followed(person=sara) if item.target] == [
        ("unit", "مالی"),
        ("skill", "Kubernetes"),
        ("space", "راز"),
    ]


def test_what_may_not_be_seen_any_more_can_be_left(sara, reza, nima, world) -> None:
    group = spaces.create_group(actor=reza, name_fa="راز", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=nima, at=NOON)
    actions.follow(actor=nima, target=Ref("space", group.pk), at=NOON)
    spaces.remove_member(actor=reza, space=group, person=nima, at=NOON)
    (item,) = queries.all_followed(person=nima)
    assert item.target is None
    actions.choose(actor=nima, target=item.ref, at=LATER, delivery="quiet")
    actions.unfollow(actor=nima, target=item.ref, at=LATER)
    assert queries.all_followed(person=nima) == []


@pytest.mark.parametrize(
    ("words", "text", "stands"),
    [
        ("key management", "How do we manage keys? A question of key management", True),
        ("key management", "Management of the third key", True),
        ("key management", "Where is my key?", False),
        ("مدیریت كليدها", "سیاست مدیریتِ کلید چیست؟", True),
        ("کیف پول", "کیف‌های پول", True),
        ("کیف پول", "پول", False),
    ],
)
def test_topics_are_words_in_whatever_form(sara, words, text, stands) -> None:
    follow = actions.follow_topic(actor=sara, words=words, at=NOON)
    assert (queries.topics_in(text) == [follow.target]) is stands


def test_one_topic_has_one_row_and_is_nobody_elses_business(sara, reza, nima) -> None:
    first = actions.follow_topic(actor=sara, words="  Key   management ", at=NOON)
    assert actions.follow_topic(actor=reza, words="key management", at=NOON).target == first.target
    assert Topic.objects.get().words == "Key management"
    assert targets.find(person=sara, ref=first.target) is not None
    assert targets.find(person=nima, ref=first.target) is None
    with pytest.raises(NotFound):
        actions.follow(actor=nima, target=first.target, at=NOON)


@pytest.mark.parametrize(
    "words", ["", "  ", "!!!", "\x00", "و از", "a " * 9 + "key cloud wallet bank limit sign hour unit card", "x" * 81, "ﷺ" * 20]
)
def test_topics_without_words_are_refused(sara, words) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.follow_topic(actor=sara, words=words, at=NOON)
    assert refusal.value.field == "words"
    assert (Topic.objects.count(), Follow.objects.count(), _payloads("Followed")) == (0, 0, [])


def test_followers_are_counted_and_named_as_they_wish(sara, reza, nima, admin) -> None:
    actions.follow(actor=reza, target=_ref(sara), at=NOON, is_named=True)
    actions.follow(actor=nima, target=_ref(sara), at=NOON)
    actions.follow(actor=admin, target=_ref(sara), at=NOON, is_named=True)
    people.set_administrator(actor=admin, person=nima, is_administrator=True, at=NOON)
    people.leave(actor=admin, person=admin, left_on=NOON.date(), at=NOON)
    found = queries.followers(of=sara)
    assert ([one.pk for one in found.named], found.count, found.unnamed_count) == ([reza.pk], 2, 1)


def test_those_near_are_suggested(sara, reza, world) -> None:
    assert [thing.ref for thing in queries.suggestions(person=sara)] == [_ref(reza), Ref("unit", world.service.pk)]
    assert [thing.ref for thing in queries.suggestions(person=reza)] == [_ref(sara), Ref("unit", world.service.pk)]
    actions.follow(actor=sara, target=_ref(reza), at=NOON)
    assert [thing.ref for thing in queries.suggestions(person=sara)] == [Ref("unit", world.service.pk)]


def test_presence_is_heard_of_where_it_was_chosen(sara, reza, nima) -> None:
    actions.follow(actor=sara, target=_ref(reza), at=NOON)
    actions.follow(actor=sara, target=_ref(nima), at=NOON, aspects=["presence"])
    assert queries.present_people(person=sara) == [nima.pk]
