"""What somebody would try who wants to know, or do, more than they may: each found a hole once."""

from uuid import uuid4

import pytest

from hamsoo.chat import actions as chat
from hamsoo.customers.tests.cast import SEPEHR_IN_FINANCE
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref
from hamsoo.notices import queries as notices
from hamsoo.notices.queries import bell_count
from hamsoo.people.models import Person
from hamsoo.social import actions
from hamsoo.social.feed import explained, feed
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions as threads
from hamsoo.threads.models import Report
from hamsoo.threads.queries import tallies
from tests.world import NOON


def test_a_comment_that_was_hidden_is_not_counted(sara, reza, nima, world, admin) -> None:
    post = actions.publish(actor=sara, body="Hello", space_ids=[world.organisation.pk], at=NOON).post
    said = threads.comment(actor=nima, target=post.ref, body="Rumours", at=NOON).comment
    threads.report(actor=sara, target=said.ref, reason="false", note="", at=NOON)
    threads.decide(actor=admin, target=said.ref, decision="hidden", answer="Not so", at=NOON)
    assert tallies(person=reza, refs=[post.ref])[post.ref].comment_count == 0


def test_a_message_cannot_be_hidden_by_a_report_that_changes_nothing(sara, nima) -> None:
    talk = chat.start_direct(actor=sara, person=nima, at=NOON)
    said = chat.send(actor=nima, conversation_id=talk.pk, body="Hello", client_id=uuid4(), at=NOON).message
    with pytest.raises(NotFound):
        threads.report(actor=sara, target=said.ref, reason="false", note="", at=NOON)
    assert not Report.objects.exists()


def test_who_follows_a_customer_that_they_do_not_see_any_more_hears_nothing_of_it(sara, nima, world) -> None:
    group = spaces.create_group(actor=nima, name_fa="حساب", policy="closed", at=NOON)
    spaces.add_member(actor=nima, space=group, person=sara, at=NOON)
    record = send(make_system("billing", group), SEPEHR_IN_FINANCE, entity="company")[0]
    threads.follow(actor=sara, target=Ref("source_record", record.pk), at=NOON)
    settle()
    spaces.remove_member(actor=nima, space=group, person=sara, at=NOON)
    sara = Person.objects.get(pk=sara.pk)
    text = f"@[{record}](source_record:{record.pk})"
    done = actions.publish(actor=nima, body=text, space_ids=[world.organisation.pk], at=NOON)
    settle()
    assert [one.kind for one in notices.inbox(person=sara).items] == ["group"]
    assert bell_count(person=sara, at=NOON) == 1
    assert explained(person=sara, entry_id=done.entry_id).followed is None
    assert feed(person=sara, tab="all").items[0].reason == feed(person=sara).items[0].reason != 4
