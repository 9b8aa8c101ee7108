"""Programs: promises and drafts by the API; and forgetting a customer leaves nothing of what it was promised."""

from collections.abc import Callable

from django.test import Client

from hamsoo.commitments import actions, queries
from hamsoo.commitments.models import Commitment, Conflict, Proposal, Resolution, SentAnyway, Talk
from hamsoo.commitments.tests.cast import CANCELLED, LATER, RENEWED, promise
from hamsoo.customers import actions as customers
from hamsoo.customers.tests.test_forgetting import everything_kept
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from tests.world import NOON


def test_programs_promise_check_and_settle(record: SourceRecord, sara: Person, nima: Person, browse: Callable[..., Client]) -> None:
    client, kind = browse(nima), "application/json"
    given = {"code": "continued", "kind": "contract", "subject": "contract no. 12", "text": "It goes on"}
    made = client.post(f"/api/v1/records/{record.pk}/commitments", given, content_type=kind)
    assert (made.status_code, made.json()["subject"], made.json()["unit"]) == (201, "contract no. 12", "Finance")
    pk = made.json()["id"]
    sent = {"text": "Your contract no. 12 has been cancelled."}
    found = browse(sara).post(f"/api/v1/records/{record.pk}/drafts", sent, content_type=kind).json()
    [one] = found["contradictions"]
    assert (one["words"], one["is_sure"], one["commitment"]["id"]) == ("has been cancelled", True, pk)
    assert client.post(f"/api/v1/records/{record.pk}/commitments", {**given, "code": "x"}, content_type=kind).status_code == 422
    assert client.get(f"/api/v1/commitments/{10**30}").status_code == 404
    assert client.post(f"/api/v1/records/{10**30}/drafts", sent, content_type=kind).status_code == 404
    ended = client.post(f"/api/v1/commitments/{pk}/end", {"to": "kept"}, content_type=kind).json()
    assert (ended["state"], client.get("/api/v1/commitments").json()["items"]) == ("kept", [])


def test_nothing_that_was_promised_is_left_of_who_is_forgotten(record: SourceRecord, sara: Person, nima: Person, admin: Person) -> None:
    ours = promise(sara, record, CANCELLED, text="زمزمه", subject="زمزمه")
    promise(nima, record, RENEWED, text="زمزمه")
    [found] = queries.conflicts_of(person=sara, record=record)
    actions.talk(actor=sara, conflict_id=found.conflict.pk, at=NOON)
    text = "قرارداد زمزمه تمدید شد."
    keys = queries.check_draft(person=sara, record=record, text=text, at=NOON).keys
    actions.note_sent_anyway(actor=sara, record=record, text=text, keys=keys, reason="زمزمه", at=NOON)
    actions.propose(person=sara, record=record, unit=sara.unit, text="زمزمه رایگان است.", source=Ref("interaction", 1), at=NOON)  # type: ignore[arg-type]
    actions.decide(actor=admin, conflict_id=found.conflict.pk, winner=ours, reason="زمزمه", note="زمزمه", at=LATER)
    settle()
    kept = (Commitment, Conflict, Resolution, Talk, SentAnyway, Proposal)
    assert [model.objects.count() for model in kept] == [2, 1, 1, 1, 1, 1]
    customer = Customer.objects.get(records=record)
    customers.forget(actor=admin, customer=customer, reason="asked", confirmed=customer.number, at=LATER)
    settle()
    assert ([model.objects.count() for model in kept], "زمزمه" in everything_kept()) == ([0] * 6, False)
