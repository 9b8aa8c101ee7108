"""Customers and topics named in texts: by who sees them, linked for who sees them, plain words for everybody else."""

import json
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hamsoo.chat import actions as chat
from hamsoo.chat import queries as conversations
from hamsoo.chat.exporting import as_json_lines
from hamsoo.chat.models import Message
from hamsoo.chat.painting import paint
from hamsoo.customers.actions.forgetting import _erase
from hamsoo.customers.tests.cast import SEPEHR_IN_FINANCE, company, space_of
from hamsoo.finder.documents import load
from hamsoo.identity.tests.records import make_system, send
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref
from hamsoo.notices import queries as notices
from hamsoo.notices.models import InboxItem
from hamsoo.people.actions.naming import new_skill
from hamsoo.questions import actions as questions
from hamsoo.questions.models import Answer, Question
from hamsoo.social import actions as social
from hamsoo.social.feed import feed
from hamsoo.social.importance import Reason
from hamsoo.social.models import Draft, Post, PostVersion
from hamsoo.threads import actions, mentions
from hamsoo.threads.models import Comment, Report
from tests.world import NOON


@pytest.fixture
def hidden(world):
    """Be a customer that finance alone knows."""
    return send(make_system("billing", space_of(world.finance)), SEPEHR_IN_FINANCE, entity="company")[0]


def named(record) -> str:
    return f"@[{record}](source_record:{record.pk})"


def publish(actor, space, body: str, **more) -> Post:
    return social.publish(actor=actor, body=body, space_ids=[space.pk], at=NOON, **more).post


def about(record) -> set[str]:
    """Return which kinds of facts name a record."""
    facts = facts_by_id(Entry.objects.values_list("pk", flat=True))
    return {type(fact.event).__name__ for fact in facts.values() if ("source_record", record.pk, "named") in map(tuple, fact.objects)}


def prose(client, post: Post) -> str:
    page = client.get(post.get_absolute_url()).content.decode()
    return re.search(r'<div class="prose" hx-ignore>(.*?)</div>', page, re.DOTALL)[1]


def test_who_sees_a_customer_gets_a_link_and_everybody_else_the_words_as_if_written_by_hand(sara, nima, world, hidden, browse) -> None:
    post, by_hand = (publish(nima, world.organisation, f"{text} & more") for text in (named(hidden), f"@{hidden}"))
    address = reverse("customers:single", args=[hidden.customer_id])
    assert f'<a class="mention" href="{address}"' in prose(browse(nima), post).replace("  ", " ")
    assert prose(browse(sara), post) == prose(browse(sara), by_hand) == f'<p dir="rtl">@{hidden} &amp; more</p>\n'
    settle()
    feeds = browse(sara).get("/feed/?tab=all").content.decode()
    assert "source_record" not in feeds
    assert address not in feeds
    assert address in browse(nima).get("/feed/?tab=all").content.decode()


def test_what_the_writer_does_not_see_is_not_named(sara, world, hidden) -> None:
    post = publish(sara, world.organisation, f"{named(hidden)} and @[X](source_record:999999999999999999) and #[Y](person:1) @[Z](skill:1)")
    assert post.body == f"@{hidden} and @X and #[Y](person:1) @Z"
    assert about(hidden) == set()


def test_everything_that_is_said_can_name_customers(sara, nima, world, hidden, browse) -> None:
    text, space = named(hidden), space_of(world.finance)
    posts = social.publish(actor=nima, body="Hello", space_ids=[space.pk], at=NOON).post
    social.edit(actor=nima, post_id=posts.pk, body=text, at=NOON)
    assert about(hidden) == {"ThingsNamed"}
    said = actions.comment(actor=nima, target=posts.ref, body="Hm", at=NOON).comment
    actions.edit_comment(actor=nima, comment_id=said.pk, body=text, at=NOON)
    actions.comment(actor=nima, target=posts.ref, body=text, at=NOON)
    social.share(actor=nima, post_id=posts.pk, body=text, space_ids=[space.pk], at=NOON)
    asked = questions.ask(actor=nima, title="When?", body=text, at=NOON)
    given = questions.answer(actor=sara, question=asked, body="Soon.", at=NOON)
    answered = questions.answer(actor=nima, question=asked, body=text, at=NOON)
    assert about(hidden) == {"ThingsNamed", "CommentAdded", "PostShared", "QuestionAsked", "AnswerGiven"}
    questions.edit_answer(actor=sara, answer=given, body=text, at=NOON)
    assert Answer.objects.get(pk=given.pk).body == f"@{hidden}"
    address = reverse("customers:single", args=[hidden.customer_id])
    for who, count in ((nima, 2), (sara, 0)):
        page = browse(who).get(asked.get_absolute_url()).content.decode()
        assert (page.count(address), page.count("source_record:")) == (count, 0)
    assert [load([ref])[ref].text for ref in (asked.ref, answered.ref)] == [f"@{hidden}"] * 2
    comments = browse(nima).get(reverse("threads:comments", args=posts.ref)).content.decode()
    assert comments.count(address) == 2


def test_a_message_is_pushed_in_plain_words_and_linked_for_who_sees_the_customer(sara, nima, hidden, browse) -> None:
    talk = chat.start_direct(actor=nima, person=sara, at=NOON)
    sent = chat.send(actor=nima, conversation_id=talk.pk, body=named(hidden), client_id=uuid4(), at=NOON).message
    assert about(hidden) == {"ThingsNamed"}
    for html in paint(sent.pk).values():
        assert f"@{hidden}</p>" in html
        assert "mention" not in html
    links = [
        [one.names.leads_to("source_record", hidden.pk) for one in conversations.said(person=p, messages=[sent])] for p in (nima, sara)
    ]
    assert links == [[reverse("customers:single", args=[hidden.customer_id])], [""]]
    copied = json.loads(as_json_lines(talk))
    assert copied["body"] == f"@{hidden}"


def test_the_customers_story_tells_of_it_to_who_sees_both(sara, reza, nima, world, browse) -> None:
    record = company(world, "Sepehr", "crm")
    publish(sara, space_of(world.service), f"Visit {named(record)} soon")
    talk = chat.start_direct(actor=sara, person=reza, at=NOON)
    chat.send(actor=sara, conversation_id=talk.pk, body=f"Ring {named(record)} up", client_id=uuid4(), at=NOON)
    publish(sara, space_of(world.service), f"Won {named(record)} over", kind=Post.Kind.RECOGNITION, praised_ids=[reza.pk])
    settle()
    address = reverse("customers:single", args=[record.customer_id])
    stories = [browse(who).get(address).content.decode() for who in (sara, reza, nima)]
    assert [[words in story for words in ("Visit @Sepehr soon", "Ring @Sepehr up", "Won @Sepehr over")] for story in stories] == [
        [True, True, True],
        [True, True, True],
        [False, False, False],
    ]


def test_followers_of_a_customer_hear_of_posts_that_they_may_read(sara, reza, nima, world) -> None:
    record = company(world, "Sepehr", "crm")
    for who in (reza, nima):
        actions.follow(actor=who, target=Ref("source_record", record.pk), at=NOON)
    settle()
    post = publish(sara, space_of(world.service), f"Visit {named(record)}")
    settle()
    assert [len(notices.inbox(person=who).items) for who in (reza, nima)] == [1, 0]
    assert feed(person=reza).items[0].reason == Reason.FOLLOWED_THING
    assert feed(person=reza).items[0].subject == post.ref


def test_a_topic_leads_to_its_page_and_its_followers_are_told_and_see_it_first(sara, reza, world, browse) -> None:
    skill = new_skill(name_fa="بیمهٔ عمر", name_en="Life insurance")
    actions.follow(actor=reza, target=Ref("skill", skill.pk), at=NOON)
    settle()
    post = publish(sara, world.organisation, f"#[Life insurance](skill:{skill.pk}) is new")
    settle()
    link = f'<a class="mention" href="{reverse("people:skill_page", args=[skill.pk])}"'
    assert link in prose(browse(reza), post)
    assert feed(person=reza).items[0].reason == Reason.FOLLOWED_THING
    assert InboxItem.objects.get(person=reza).subject_type == "skill"


def test_only_what_the_writer_sees_is_offered(sara, nima, world, hidden, browse) -> None:
    company(world, "بیمه [سپهر] (تهران)", "crm")
    new_skill(name_fa="بیمهٔ عمر", name_en="Life insurance")
    address = reverse("threads:mentions")

    def offered(who, **asked: str) -> list[str]:
        return re.findall(r'data-mention="([^"]*)"', browse(who).get(address, asked).content.decode())

    assert [re.sub(r"\d+", "1", one) for one in offered(sara, q="بیمه")] == ["@[بیمه سپهر (تهران)](source_record:1)"]
    assert [mentions.things_in(one)[0].type for one in offered(sara, q="بیمه")] == ["source_record"]
    assert offered(nima, q="شرکت") == [named(hidden)]
    assert offered(sara, q="شرکت") == []
    assert [re.sub(r"\d+", "1", one) for one in offered(sara, q="بیمه", sign="#")] == ["#[Life insurance](skill:1)"]
    assert offered(sara, q="خدم") == [f"@[Service](unit:{world.service.pk})"]
    assert offered(sara, q="\x00", sign="#") == offered(sara, q="x" * 500) == []


def test_things_of_a_whole_page_are_asked_for_once(sara, world, browse) -> None:
    records = [company(world, f"Company {number}", f"crm{number}") for number in range(3)]
    for _record in records:
        publish(sara, world.organisation, "Hello")
    settle()
    client = browse(sara)
    counts = []
    for _round in range(2):
        client.get("/feed/?tab=all")
        with CaptureQueriesContext(connection) as queries:
            client.get("/feed/?tab=all")
        counts.append(len(queries))
        for post, record in zip(Post.objects.all(), records, strict=True):
            social.edit(actor=sara, post_id=post.pk, body=named(record), at=NOON)
    assert counts[1] == counts[0] + 2  # which systems the reader sees, and their records


def test_a_unit_is_named_and_its_followers_hear(sara, reza, nima, world, browse) -> None:
    actions.follow(actor=reza, target=Ref("unit", world.finance.pk), at=NOON)
    settle()
    post = publish(sara, world.organisation, f"Ask @[Finance](unit:{world.finance.pk})")
    settle()
    assert f'href="{reverse("people:directory")}?unit={world.finance.pk}"' in prose(browse(nima), post)
    assert [len(notices.inbox(person=who).items) for who in (reza, nima)] == [1, 0]


def test_a_forgotten_customer_is_named_nowhere_any_more(sara, reza, world) -> None:
    record, other = company(world, "Sepehr", "crm"), company(world, "Kimia", "erp")
    text = f"{named(record)} or {named(other)}"
    post = publish(sara, world.organisation, text)
    social.edit(actor=sara, post_id=post.pk, body=f"{text}!", at=NOON)
    draft = social.begin_draft(actor=sara, at=NOON)
    social.save_draft(actor=sara, draft_id=draft.pk, words=social.Words("T", text), at=NOON)
    actions.comment(actor=sara, target=post.ref, body=text, at=NOON)
    question = questions.ask(actor=sara, title="When?", body=text, at=NOON)
    questions.answer(actor=reza, question=question, body=text, at=NOON)
    talk = chat.start_direct(actor=sara, person=reza, at=NOON)
    chat.send(actor=sara, conversation_id=talk.pk, body=text, client_id=uuid4(), at=NOON)
    actions.report(actor=reza, target=post.ref, reason="false", note="", at=NOON)
    _erase(SYSTEM, record.customer_id, [record], "", NOON)
    kept = [row.body for model in (Post, PostVersion, Draft, Comment, Question, Answer, Message) for row in model.objects.all()]
    assert kept == [f"@— or {named(other)}{end}" for end in ("!", "", "", "", "", "", "")]
    assert Report.objects.get().title == "—"
    assert "sepehr" not in Message.objects.get().folded
    settle()
    assert "Sepehr" not in load([post.ref])[post.ref].text
