"""What happens to posts: earlier texts, sharing, pinning, values."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Told
from hamsoo.social import actions, queries
from hamsoo.social.models import Pin, Post, PostVersion, Value
from hamsoo.social.search import load_posts
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level, Space
from hamsoo.threads import actions as threads
from hamsoo.threads.queries import attachments_of
from tests.world import NOON

LATER, LATEST = NOON + timedelta(minutes=5), NOON + timedelta(minutes=9)


@pytest.fixture
def unit_space(world) -> Space:
    return Space.objects.get(subject_type="unit", subject_id=world.service.pk)


def publish(author, space, body: str = "We moved.", **more: object) -> Post:
    return actions.publish(actor=author, body=body, space_ids=[space.pk], at=NOON, **more).post  # type: ignore[arg-type]


def test_earlier_texts_are_kept_as_they_came_and_go_with_the_post(sara, reza, nima, unit_space, browse) -> None:
    post = publish(sara, unit_space, "Frist")
    actions.edit(actor=sara, post_id=post.pk, body="First", at=LATER)
    actions.edit(actor=sara, post_id=post.pk, body="First!", at=LATEST)
    post.refresh_from_db()
    assert [(one.body, one.at) for one in queries.versions(post=post)] == [("First", LATER), ("Frist", NOON)]
    page = browse(reza).get(f"/posts/{post.pk}/history").content.decode()
    assert page.index("First!") < page.index("Frist")
    assert browse(nima).get(f"/posts/{post.pk}/history").status_code == 404
    actions.remove(actor=sara, post_id=post.pk, at=LATEST)
    assert PostVersion.objects.count() == 0


def test_files_come_go_and_are_searched_with_a_post(sara, unit_space, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    one = threads.upload(actor=sara, file=SimpleUploadedFile("budget.pdf", b"%PDF-1.7"), at=NOON)
    post = publish(sara, unit_space, attachment_ids=[one.pk])
    assert attachments_of([post.ref]) == {post.ref: [one]}
    assert "budget.pdf" in load_posts([post.pk])[0].text
    # Only the file goes: that is an edit of the post too.
    assert actions.edit(actor=sara, post_id=post.pk, body="We moved.", attachment_ids=[], at=LATER).entry_id
    assert attachments_of([post.ref]) == {}
    assert not actions.edit(actor=sara, post_id=post.pk, body="We moved.", attachment_ids=[], at=LATER).entry_id


def test_sharing_passes_on_a_reference_and_opens_nothing(sara, reza, nima, unit_space, world, browse) -> None:
    post = publish(reza, unit_space, "Only for service")
    done = actions.share(actor=sara, post_id=post.pk, space_ids=[world.organisation.pk], body="Look", at=LATER)
    assert facts_by_id([done.entry_id])[done.entry_id].event.told() == [Told(reza.pk, "share")]  # type: ignore[attr-defined]
    settle()
    address = f"/posts/{done.post.pk}/"
    for page in (browse(reza).get(address), browse(reza).get("/feed/?tab=all")):
        assert "Only for service" in page.content.decode()
    for page in (browse(nima).get(address), browse(nima).get("/feed/?tab=all")):
        shown = page.content.decode()
        assert ("Look" in shown, "Only for service" in shown, "stands where you do not read" in shown) == (True, False, True)
    # What shares is not shared: the reference goes to the post itself.
    again = actions.share(actor=reza, post_id=done.post.pk, space_ids=[unit_space.pk], at=LATEST).post
    assert (again.shared_id, queries.title_of(again) != "") == (post.pk, True)


def test_nobody_shares_what_they_do_not_see_or_where_they_do_not_write(sara, reza, nima, unit_space, world) -> None:
    post = publish(reza, unit_space)
    shared = actions.share(actor=sara, post_id=post.pk, space_ids=[world.organisation.pk], at=LATER).post
    for pk in (post.pk, shared.pk, 999_999):
        with pytest.raises(NotFound):
            actions.share(actor=nima, post_id=pk, space_ids=[world.organisation.pk], at=LATER)
    with pytest.raises(NotAllowed):
        actions.share(actor=nima, post_id=publish(nima, world.organisation).pk, space_ids=[unit_space.pk], at=LATER)
    assert Post.objects.filter(shared__isnull=False).count() == 1


def test_a_removed_post_is_gone_where_it_was_shared(sara, reza, unit_space, browse) -> None:
    post = publish(reza, unit_space, "Never mind")
    shared = actions.share(actor=sara, post_id=post.pk, space_ids=[unit_space.pk], at=LATER).post
    actions.remove(actor=reza, post_id=post.pk, at=LATEST)
    assert "What was shared here is gone" in browse(sara).get(f"/posts/{shared.pk}/").content.decode()


def test_who_looks_after_a_space_pins_there(sara, reza, nima, unit_space, browse) -> None:
    group = spaces.create_group(actor=reza, name_fa="گروه", policy="closed", at=NOON)
    spaces.add_member(actor=reza, space=group, person=sara, at=NOON)
    post = publish(sara, group, "Read this first")
    with pytest.raises(NotAllowed):
        actions.pin(actor=sara, post_id=post.pk, space_id=group.pk, at=LATER)
    with pytest.raises(NotFound):
        actions.pin(actor=nima, post_id=post.pk, space_id=group.pk, at=LATER)
    with pytest.raises(NotFound):
        actions.pin(actor=reza, post_id=post.pk, space_id=unit_space.pk, at=LATER)
    for _twice in range(2):
        actions.pin(actor=reza, post_id=post.pk, space_id=group.pk, at=LATER)
    assert queries.pinned(person=sara, space=group) == [post]
    assert "Read this first" in browse(sara).get(f"/feed/of/{group.pk}/pinned").content.decode()
    actions.unpin(actor=reza, post_id=post.pk, space_id=group.pk, at=LATEST)
    assert (queries.pinned(person=sara, space=group), Pin.objects.count()) == ([], 0)


def test_few_posts_are_pinned(reza, unit_space, monkeypatch) -> None:
    monkeypatch.setattr("hamsoo.social.actions.passing_on.MOST_PINS", 1)
    spaces.grant(space=unit_space, principal=("person", reza.pk), level=Level.MANAGE)
    actions.pin(actor=reza, post_id=publish(reza, unit_space).pk, space_id=unit_space.pk, at=LATER)
    with pytest.raises(Conflict):
        actions.pin(actor=reza, post_id=publish(reza, unit_space).pk, space_id=unit_space.pk, at=LATER)


def test_a_recognition_names_a_value_that_administrators_keep(admin, sara, reza, world, browse) -> None:
    value = actions.keep_value(actor=admin, name_fa="مشتری اول", name_en="Customer first", at=NOON)
    with pytest.raises(NotAllowed):
        actions.keep_value(actor=sara, name_fa="من", at=NOON)
    body = f"Thank you @[Reza](person:{reza.pk})"
    post = publish(sara, world.organisation, body, kind="recognition", value_id=value.pk)
    assert "Customer first" in browse(sara).get(f"/posts/{post.pk}/").content.decode()
    actions.keep_value(actor=admin, pk=value.pk, name_fa="مشتری", name_en="Customers", is_retired=True, at=LATER)
    assert queries.values() == []
    with pytest.raises(Invalid):
        publish(sara, world.organisation, body, kind="recognition", value_id=value.pk)
    # It stays where it was named.
    assert "Customers" in browse(sara).get(f"/posts/{post.pk}/").content.decode()
    assert Entry.objects.filter(name="social.ValueKept").count() == 2


def test_the_page_of_values(admin, sara, browse) -> None:
    client = browse(admin)
    assert client.post("/administration/values/", {"name_fa": "راستی", "name_en": "Honesty"}).status_code == 303
    value = Value.objects.get()
    assert "Honesty" in client.get("/administration/values/").content.decode()
    assert client.post("/administration/values/", {"value": value.pk, "name_fa": " ", "name_en": ""}).status_code == 422
    assert client.post("/administration/values/", {"value": 999_999, "name_fa": "x"}).status_code == 404
    assert browse(sara).get("/administration/values/").status_code == 404
