"""A message becomes an article, a note on a case or a commitment, and leads there; what its writer may not see is not there."""

from uuid import uuid4

import pytest
from django.urls import reverse

from hamsoo.cases import actions as cases
from hamsoo.cases.models import Note
from hamsoo.chat import actions as chat
from hamsoo.chat.models import Outcome
from hamsoo.commitments.models import Commitment, Proposal
from hamsoo.customers.tests.cast import SEPEHR_IN_FINANCE, company, space_of
from hamsoo.identity.tests.records import make_system, send
from hamsoo.knowledge.models import Article
from tests.world import NOON


@pytest.fixture
def said(sara, reza, world):
    record = company(world, "Sepehr", "crm")
    talk = chat.start_direct(actor=sara, person=reza, at=NOON)
    body = f"We give @[Sepehr](source_record:{record.pk}) a discount of 10 percent on contract 1234"
    return record, chat.send(actor=reza, conversation_id=talk.pk, body=body, client_id=uuid4(), at=NOON).message


def test_a_message_becomes_an_article_of_who_makes_it(said, sara, nima, world, browse) -> None:
    _record, message = said
    address = reverse("desk:message_article", args=[message.pk])
    page = browse(sara).get(address).content.decode()
    assert "We give @Sepehr a discount" in page
    assert "source_record" not in page
    assert browse(nima).get(address).status_code == 404
    sent = {"title": "Discounts", "body": "Ten percent at most.", "places": world.organisation.pk}
    answer = browse(sara).post(address, sent)
    made = Article.objects.get()
    assert (made.owner, made.state, answer["Location"]) == (sara, Article.State.DRAFT, made.get_absolute_url())
    assert Outcome.objects.get().url == made.get_absolute_url()


def test_a_message_becomes_a_note_on_a_case_that_one_reads(said, sara, nima, world, browse) -> None:
    _record, message = said
    case = cases.open(actor=sara, unit=world.service, subject="Discount", at=NOON)
    address = reverse("desk:message_note", args=[message.pk])
    for wrong in ("999999", "x", "9" * 19, "9" * 18, "²"):
        answer = browse(sara).post(address, {"case": wrong, "body": "Noted"})
        assert (answer.status_code, "no case of this number" in answer.content.decode()) == (422, True)
    answer = browse(sara).post(address, {"case": f" #{case.pk}", "body": "Noted"})
    assert (Note.objects.get().body, answer["Location"]) == ("Noted", case.get_absolute_url())
    assert Outcome.objects.get().url == case.get_absolute_url()


def test_a_message_becomes_a_commitment_to_the_customer_that_it_names(said, sara, world, browse) -> None:
    record, message = said
    send(make_system("billing", space_of(world.finance)), SEPEHR_IN_FINANCE, entity="company")
    address, client = reverse("desk:message_commitment", args=[message.pk]), browse(sara)
    assert 'value="Sepehr"' in client.get(address).content.decode()
    for wrong in ("شرکت بیمه سپهر", "nobody", "\x00"):
        assert client.post(address, {"customer": wrong, "text": "x"}).status_code == 422
    answer = client.post(address, {"customer": "Sepehr", "text": "We give a discount of 10 percent on contract 1234."})
    proposal = Proposal.objects.get()
    assert (proposal.record, proposal.source, answer["Location"]) == (
        record,
        message.ref,
        reverse("commitments:proposal", args=[proposal.pk]),
    )
    client.post(answer["Location"], {"keep": "1"})
    assert Commitment.objects.get().source == message.ref
    again = client.post(address, {"customer": str(record.customer_id), "text": "Nothing of that sort."})
    assert again["Location"].startswith(reverse("commitments:new", args=[record.pk]))
    assert Outcome.objects.get().url == reverse("customers:single", args=[record.customer_id])
