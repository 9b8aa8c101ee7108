"""What a feed leaves out, for whom, why an item stands there, and having it back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger import runner
from hamsoo.ledger.traits import Ref
from hamsoo.notices.queries import inbox
from hamsoo.social import actions, feed, queries
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from hamsoo.threads import actions as threads
from tests.world import NOON


@pytest.fixture
def unit_space(world) -> Space:
    return Space.objects.get(subject_type="unit", subject_id=world.service.pk)


def post(actor, *places: Space, minutes: int = 0, body: str = "Hello"):
    at = NOON + timedelta(minutes=minutes)
    return actions.publish(actor=actor, body=body, space_ids=[space.pk for space in places], at=at)


def seen(person, tab="all", **options) -> list[int]:
    runner.settle()
    return [item.subject.id for item in feed.feed(person=person, tab=tab, **options).items]


def test_a_muted_colleague_is_left_out_everywhere_and_still_reaches_the_inbox(sara, reza, nima, unit_space, world):
    loud = post(reza, world.organisation, body=f"@[Sara](person:{sara.pk})").post.pk
    inside = post(reza, unit_space, minutes=1).post.pk
    other = post(nima, world.organisation, minutes=2).post.pk
    since = feed.feed(person=sara, tab="all").position
    actions.mute(actor=sara, target=Ref("person", reza.pk), at=NOON)
    assert (seen(sara), seen(sara, "me"), seen(sara, "team")) == ([other], [other], [])
    assert seen(nima) == [other, loud]
    assert seen(sara, space=unit_space) == [inside]
    assert feed.news_count(person=sara, tab="all", since=since) == 1
    assert [line.kind for line in inbox(person=sara).items] == ["mention"]
    actions.unmute(actor=sara, target=Ref("person", reza.pk))
    assert seen(sara) == [other, inside, loud]


def test_a_muted_place_hides_what_stands_there_alone(sara, reza, unit_space, world):
    inside, both = post(reza, unit_space).post.pk, post(reza, unit_space, world.organisation, minutes=1).post.pk
    actions.mute(actor=sara, target=Ref("space", unit_space.pk), at=NOON)
    assert seen(sara) == [both]
    assert seen(reza) == [both, inside]


def test_one_muted_thing_stays_away_whatever_happens_to_it(sara, nima, world):
    one, other = post(nima, world.organisation).post, post(nima, world.organisation, minutes=1).post
    actions.mute(actor=sara, target=one.ref, at=NOON)
    assert actions.mute(actor=sara, target=one.ref, at=NOON).at == NOON
    assert seen(sara) == [other.pk]


def test_muted_words_are_left_out_in_whatever_form_from_now_on(sara, nima, world):
    before = post(nima, world.organisation, body="ناهار امروز").post.pk
    actions.mute_words(actor=sara, words="ناهار", at=NOON)
    post(nima, world.organisation, minutes=1, body="ناهارها عوض شد")
    assert seen(sara) == [before]
    assert len(seen(nima)) == 2


def test_pages_of_muted_words_only_are_passed_over(sara, nima, world):
    wanted = post(nima, world.organisation).post.pk
    actions.mute_words(actor=sara, words="noise", at=NOON)
    for number in range(7):
        post(nima, world.organisation, minutes=1 + number, body="noise")
    runner.settle()
    page = feed.feed(person=sara, tab="all", limit=2)
    assert ([item.subject.id for item in page.items], page.before) == ([wanted], None)


def test_what_cannot_be_muted_is_refused(sara, nima, world):
    secret = spaces.create_group(actor=nima, name_fa="راز", policy="secret", at=NOON)
    inside = post(nima, secret).post
    for target in (
        Ref("space", secret.pk),
        inside.ref,
        Ref("person", 999_999),
        Ref("topic", 1),
        Ref("nothing", 1),
        Ref("space", world.organisation.pk),
    ):
        with pytest.raises(NotFound):
            actions.mute(actor=sara, target=target, at=NOON)
    with pytest.raises(Invalid):
        actions.mute(actor=sara, target=Ref("person", sara.pk), at=NOON)
    assert queries.muted_things(person=sara) == []


def test_what_was_muted_and_is_secret_now_has_no_name_and_can_be_had_back(sara, nima, browse):
    group = spaces.create_group(actor=nima, name_fa="راز", name_en="Hush", policy="open", at=NOON)
    actions.mute(actor=sara, target=Ref("space", group.pk), at=NOON)
    spaces.change_policy(actor=nima, space=group, policy="secret", at=NOON)
    page = browse(sara).get(reverse("social:muted")).content.decode()
    assert "Hush" not in page
    address = reverse("social:muting", args=["space", group.pk])
    assert browse(sara).post(address, {"_method": "delete"}).status_code == 303
    assert queries.muted_things(person=sara) == []


def test_an_item_says_why_it_is_there_and_is_muted_in_place(sara, reza, nima, unit_space, world, browse):
    threads.follow(actor=sara, target=Ref("person", nima.pk), at=NOON)
    followed = post(nima, world.organisation)
    near = post(reza, unit_space)
    client, fragment = browse(sara), {"HX-Request": "true"}
    assert "Nima Ahmadi" in client.get(reverse("social:explanation", args=[followed.entry_id]), headers=fragment).content.decode()
    page = client.get(reverse("social:explanation", args=[near.entry_id])).content.decode()
    assert "a unit or group that you write in" in page
    assert reverse("social:muting", args=["space", unit_space.pk]) in page
    assert browse(nima).get(reverse("social:explanation", args=[near.entry_id])).status_code == 404
    answer = client.post(reverse("social:muting", args=["person", reza.pk]), headers=fragment)
    assert (answer.status_code, "Undo" in answer.content.decode()) == (200, True)
    assert "Reza Karimi" in client.get(reverse("social:muted")).content.decode()
    assert client.post(reverse("social:mute_words"), {"words": "!!"}).status_code == 422
    assert client.post(reverse("social:mute_words"), {"words": "lunch"}).status_code == 303


def test_page_costs(sara, reza, nima, world, browse, django_assert_num_queries):
    done = post(nima, world.organisation)
    for target in (Ref("person", reza.pk), done.post.ref):
        actions.mute(actor=sara, target=target, at=NOON)
    client = browse(sara)
    with django_assert_num_queries(7):
        client.get(reverse("social:muted"))
    with django_assert_num_queries(7):
        client.get(reverse("social:explanation", args=[done.entry_id]))
