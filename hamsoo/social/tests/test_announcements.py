"""Announcements: who has read them, who has not, and reminding."""

from datetime import timedelta

import pytest

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Told
from hamsoo.social import actions, queries
from hamsoo.social.models import Post, Receipt
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level, Space
from tests.world import NOON

HTMX = {"HX-Request": "true"}
DAY = timedelta(days=1)


@pytest.fixture
def unit_space(world) -> Space:
    return Space.objects.get(subject_type="unit", subject_id=world.service.pk)


@pytest.fixture
def announcement(admin, unit_space) -> Post:
    return actions.publish(actor=admin, body="We move on Sunday.", space_ids=[unit_space.pk], kind="announcement", at=NOON).post


def reception(person, post: Post, space: Space) -> tuple[int, int, bool]:
    found = queries.reception(person=person, post=post, space_ids=[space.pk])
    return found.read_count, found.audience_count, found.is_read


def test_who_reads_says_so_once(sara, reza, announcement, unit_space) -> None:
    assert reception(sara, announcement, unit_space) == (0, 2, False)
    for _twice in range(2):
        actions.acknowledge(actor=sara, post_id=announcement.pk, at=NOON)
    assert reception(sara, announcement, unit_space) == (1, 2, True)
    assert Entry.objects.filter(name="social.AnnouncementRead").count() == 1
    assert queries.unread_by(post=announcement, space_ids=[unit_space.pk]) == [reza]


def test_only_announcements_are_acknowledged_by_who_sees_them(sara, nima, announcement, world) -> None:
    post = actions.publish(actor=sara, body="Hello", space_ids=[world.organisation.pk], at=NOON).post
    for person, thing in ((nima, announcement), (nima, post)):
        with pytest.raises(NotFound):
            actions.acknowledge(actor=person, post_id=thing.pk, at=NOON)
    assert Receipt.objects.count() == 0


def test_an_audience_is_who_writes_there(admin, sara, reza, nima, unit_space, world) -> None:
    assert set(queries.audience(space_ids=[unit_space.pk])) == {admin, sara, reza}
    assert set(queries.audience(space_ids=[world.organisation.pk])) == {admin, sara, reza, nima}
    spaces.grant(space=unit_space, principal=("person", nima.pk), level=Level.READ)
    assert nima not in queries.audience(space_ids=[unit_space.pk])
    group = spaces.create_group(actor=sara, name_fa="گروه", policy="closed", at=NOON)
    spaces.add_member(actor=sara, space=group, person=nima, at=NOON)
    assert set(queries.audience(space_ids=[group.pk])) == {sara, nima}
    assert set(queries.audience(space_ids=[])) == set()


def test_who_has_not_read_is_reminded_once_a_day(admin, sara, reza, announcement) -> None:
    actions.acknowledge(actor=sara, post_id=announcement.pk, at=NOON)
    assert actions.remind(actor=admin, post_id=announcement.pk, at=NOON) == 1
    entry = Entry.objects.get(name="social.AnnouncementReminded")
    assert facts_by_id([entry.pk])[entry.pk].event.told() == [Told(reza.pk, "reminder")]  # type: ignore[attr-defined]
    with pytest.raises(actions.RemindedLately):
        actions.remind(actor=admin, post_id=announcement.pk, at=NOON + DAY - timedelta(seconds=1))
    assert actions.remind(actor=admin, post_id=announcement.pk, at=NOON + DAY) == 1
    actions.acknowledge(actor=reza, post_id=announcement.pk, at=NOON + DAY)
    with pytest.raises(Invalid):
        actions.remind(actor=admin, post_id=announcement.pk, at=NOON + 2 * DAY)


def test_who_may_not_take_it_away_learns_nothing_of_readers(sara, nima, announcement, browse) -> None:
    with pytest.raises(NotAllowed):
        actions.remind(actor=sara, post_id=announcement.pk, at=NOON)
    assert browse(sara).get(f"/posts/{announcement.pk}/readers").status_code == 403
    assert browse(nima).get(f"/posts/{announcement.pk}/readers").status_code == 404
    assert "Read by" not in browse(sara).get(f"/posts/{announcement.pk}/").content.decode()


def test_reading_on_the_page(admin, sara, reza, announcement, browse) -> None:
    address = f"/posts/{announcement.pk}/"
    assert "I have read this" in browse(sara).get(address).content.decode()
    answer = browse(sara).post(f"{address}reading", headers=HTMX).content.decode()
    assert ("You have read this" in answer, "I have read this" in answer) == (True, False)
    page = browse(admin).get(address).content.decode()
    assert ("Read by 1 of 2" in page, "I have read this" in page) == (True, False)
    readers = browse(admin).get(f"{address}readers").content.decode()
    assert ("Reza Karimi" in readers, "Remind them" in readers) == (True, True)
    assert browse(admin).post(f"{address}reminder").status_code == 303
