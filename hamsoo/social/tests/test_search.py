"""What the finder is handed of posts and comments."""

from hamsoo.finder import documents
from hamsoo.ledger.traits import Ref
from hamsoo.social import actions
from hamsoo.spaces.models import Space
from hamsoo.threads import actions as threads
from tests.world import NOON


def test_posts_and_comments_are_documents_with_their_people_and_places(sara, reza, world) -> None:
    unit_space = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    body = f"Thanks to @[Reza](person:{reza.pk}) for the escrow migration"
    spaces = [world.organisation.pk, unit_space.pk]
    post = actions.publish(actor=sara, kind="recognition", body=body, space_ids=spaces, at=NOON).post
    comment = threads.comment(actor=reza, target=post.ref, body="It was a pleasure", at=NOON).comment
    found = documents.load([post.ref, comment.ref])
    text = "Thanks to Reza for the escrow migration"
    assert found[post.ref].text == found[post.ref].title == text
    assert found[post.ref].people == ((sara.pk, 0.5), (reza.pk, 0.5))
    assert found[post.ref].space_ids == found[comment.ref].space_ids == tuple(sorted(spaces))
    assert (found[comment.ref].parent, found[comment.ref].people) == (post.ref, ((reza.pk, 0.3),))


def test_what_is_removed_leaves_the_index(sara, world) -> None:
    post = actions.publish(actor=sara, body="Hello", space_ids=[world.organisation.pk], at=NOON).post
    comment = threads.comment(actor=sara, target=post.ref, body="Hi", at=NOON).comment
    actions.remove(actor=sara, post_id=post.pk, at=NOON)
    assert documents.load([post.ref, comment.ref, Ref("post", 999_999)]) == {}
