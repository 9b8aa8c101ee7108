"""Whoever does not see a post gets nothing of it, by no way: any place, any kind, any reader."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.kernel.errors import NotFound
from hamsoo.social import actions, queries
from hamsoo.social.models import Post
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from hamsoo.spaces.queries import space_ids
from hamsoo.threads import actions as threads
from hamsoo.threads import queries as of_threads
from tests.world import NOON

KINDS = ("post", "announcement", "article")


@pytest.fixture
def places(world, reza, sara) -> dict[str, Space]:
    group = spaces.create_group(actor=reza, name_fa="راز", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=sara, at=NOON)
    unit = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    return {"organisation": world.organisation, "unit": unit, "group": group}


def write(author, kind: str, place: Space, file_id: int) -> Post:
    """Write a post that has everything: a file, a poll, an earlier text."""
    if kind == "article":
        draft = actions.begin_draft(actor=author, at=NOON)
        words = actions.Words("Title", "First", space_id=place.pk, attachment_ids=[file_id])
        post = actions.publish_draft(actor=author, draft_id=draft.pk, words=words, at=NOON).post  # type: ignore[union-attr]
    else:
        poll = actions.NewPoll(("A", "B"))
        post = actions.publish(
            actor=author, body="First", kind=kind, space_ids=[place.pk], poll=poll, attachment_ids=[file_id], at=NOON
        ).post
    return actions.edit(actor=author, post_id=post.pk, body="Second", at=NOON).post


def reached(person, post: Post, file_id: int, key: int) -> set[str]:
    """Return by which ways `person` gets something of a post."""
    ways = {
        "page": lambda: queries.post(person=person, post_id=post.pk),
        "file": lambda: of_threads.attachment(person=person, pk=file_id),
        "bookmark": lambda: threads.bookmark(actor=person, target=post.ref, at=NOON),
        "comment": lambda: threads.comment(actor=person, target=post.ref, body="Hi", at=NOON),
        "report": lambda: threads.report(actor=person, target=post.ref, reason="other", note="", at=NOON),
        "share": lambda: actions.share(actor=person, post_id=post.pk, space_ids=[key], at=NOON),
    }
    if post.kind == "announcement":
        ways["receipt"] = lambda: actions.acknowledge(actor=person, post_id=post.pk, at=NOON)
    if post.kind != "article":
        options = list(post.poll.options.values_list("pk", flat=True))
        ways["vote"] = lambda: actions.vote(actor=person, post_id=post.pk, option_ids=options[:1], at=NOON)
    found = set()
    for name, way in ways.items():
        try:
            way()
        except NotFound:
            continue
        found.add(name)
    if any(one.pk == post.pk for one in queries.articles(person=person).items):
        found.add("blog")
    if any(thing.ref == post.ref for _row, thing in of_threads.bookmarks(person=person).items):
        found.add("bookmarks")
    return found


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS), place=st.sampled_from(("organisation", "unit", "group")), who=st.sampled_from(("sara", "nima", "reza")))
def test_all_ways_to_a_post_open_together_or_not_at_all(
    kind, place, who, places, admin, sara, reza, nima, world, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    author, person = {"announcement": admin if place != "group" else reza}.get(kind, reza), {"sara": sara, "nima": nima, "reza": reza}[who]
    if person == author:
        person = sara
    with transaction.atomic():
        file = threads.upload(actor=author, file=SimpleUploadedFile("a.txt", b"a"), at=NOON)
        post = write(author, kind, places[place], file.pk)
        found = reached(person, post, file.pk, world.organisation.pk)
        ways = {"page", "file", "bookmark", "comment", "report", "share", "bookmarks"}
        ways |= {"announcement": {"receipt", "vote"}, "post": {"vote"}, "article": {"blog"}}[kind]
        assert found == (ways if places[place].pk in space_ids(person=person) else set())
        # Hidden or removed, it is gone for everybody by every way, their own bookmark included.
        actions.remove(actor=author, post_id=post.pk, at=NOON)
        assert reached(person, post, file.pk, world.organisation.pk) == set()
        transaction.set_rollback(True)


def test_ten_megabytes_of_marks_are_refused_at_the_door(sara, world, browse) -> None:
    client = browse(sara)
    text = "e" + "\u0301" * 3_000_000
    assert client.post("/posts/", {"body": text, "space": world.organisation.pk}).status_code == 400
    assert client.post("/posts/", {"body": text[:60_000], "space": world.organisation.pk}).status_code == 422
    assert Post.objects.count() == 0


def test_what_turns_round_a_title_or_an_option_goes(sara, world) -> None:
    draft = actions.begin_draft(actor=sara, at=NOON)
    words = actions.Words("Pay \u202efdp.exe\u0301\u0301\u0301\u0301\u0301\u0301", "Text", space_id=world.organisation.pk)
    done = actions.publish_draft(actor=sara, draft_id=draft.pk, words=words, at=NOON)
    assert done.post.title == "Pay fdp.exe\u0301\u0301\u0301\u0301"  # type: ignore[union-attr]
    poll = actions.NewPoll(("\u202eYes", "\u2066No"))
    post = actions.publish(actor=sara, body="?", space_ids=[world.organisation.pk], poll=poll, at=NOON).post
    assert [option.text for option in post.poll.options.order_by("place")] == ["Yes", "No"]
