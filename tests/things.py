"""One of everything in the test's world, for addresses that name a thing."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from hamsoo.cases import actions as cases
from hamsoo.cases.queries import Filters
from hamsoo.chat import actions as chat
from hamsoo.commitments import actions as commitments
from hamsoo.commitments import queries as promised
from hamsoo.commitments.rules import Claim
from hamsoo.customers import actions as customers
from hamsoo.customers.models import Tie
from hamsoo.identity import actions as identity
from hamsoo.identity.models import Decision, RecordFile, ReviewPair, SourceRecord
from hamsoo.interactions import actions as interactions
from hamsoo.interactions.models import Interaction
from hamsoo.knowledge import actions as knowledge
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref
from hamsoo.people import actions as people
from hamsoo.people.models import Person, Unit
from hamsoo.questions import actions as questions
from hamsoo.social import actions as social
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from hamsoo.threads import actions as threads
from tests.world import NOON


@dataclass(frozen=True)
class Things:
    """One thing of each type, all in places where Sara and Reza read and nobody else does (but for the persons)."""

    ids: dict[str, int]
    person: Person


def build(*, sara: Person, reza: Person) -> Things:
    """Let Reza write one of everything in the service unit's space and in a secret group."""
    service = Space.objects.get(subject_type="unit", subject_id=sara.unit_id)
    group = spaces.create_group(actor=reza, name_fa="راز", name_en="Secret", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=sara, at=NOON)
    question = questions.ask(actor=reza, title="Which limit holds?", body="For wallets", places=[service.pk], at=NOON)
    answer = questions.answer(actor=sara, question=question, body="The lower one.", at=NOON + timedelta(minutes=1))
    asked = questions.ask(actor=reza, title="Who signs?", places=[service.pk], at=NOON)
    request = questions.send_request(actor=reza, expert=sara, question=asked, at=NOON)
    words = questions.Drafted(title="Who pays?")
    draft = questions.save_request_draft(actor=sara, expert=reza, key=UUID(int=1), words=words, at=NOON)
    poll = social.NewPoll(("Here", "There"))
    post = social.publish(actor=reza, body="We moved.", space_ids=[service.pk], poll=poll, at=NOON).post
    comment = threads.comment(actor=reza, target=Ref("post", post.pk), body="At last.", at=NOON).comment
    file = threads.upload(actor=reza, file=SimpleUploadedFile("notes.txt", b"We moved."), at=NOON)
    threads.attach(actor=reza, target=Ref("post", post.pk), attachment_ids=[file.pk], at=NOON)
    report = threads.report(actor=sara, target=Ref("post", post.pk), reason="false", note="", at=NOON)
    held = people.declare_skill(actor=reza, name="Custody", at=NOON)
    item = people.add_item(actor=sara, part="interests", values={"title": "Chess", "kind": "hobby"}, at=NOON)
    leave = people.enter_leave(actor=sara, starts_on=NOON.date(), ends_on=NOON.date(), at=NOON)
    source, sheet, pair, decision = _records(service, reza)
    member = customers.add_member(actor=_keeper(reza), customer=source.customer, person=sara, role="lead", at=NOON)
    assert reza.unit
    case = cases.open(actor=reza, unit=reza.unit, subject="Secret case", at=NOON)
    view = cases.keep_view(actor=reza, name="Secret view", filters=Filters(), at=NOON)
    ready = cases.keep_answer(actor=reza, answer=None, title="Secret words", text_en="Secret words", at=NOON)
    kind = cases.keep_type(actor=_keeper(reza), type=None, name_fa="Secret type", fields=[], at=NOON)
    run = cases.plan(actor=reza, case_ids=[case.pk], verb="priority", value="1", at=NOON)
    tie = _tie(reza, source)
    kept = customers.save_list(actor=reza, name="Secret list", asked={"kind": "person"}, is_shared=False, at=NOON)
    work = customers.begin_work(actor=reza, kind="value", asked={"segment": "high"}, numbers=[source.own_id], at=NOON)
    talk = chat.start_group(actor=reza, people=[sara], name="Secret talk", at=NOON)
    said = chat.send(actor=sara, conversation_id=talk.pk, body="The lower one, but quietly", client_id=UUID(int=1), at=NOON).message
    settle()
    promise, conflict, proposal = _promises(source, reza, sara)
    article = knowledge.write(actor=reza, title="Secret article", body="Which limit holds", places=[service.pk], is_published=True, at=NOON)
    contact, box = _contact(source, reza)
    words = {"name_fa": "کیف امانی", "meaning": "کیفی که برداشت از آن دو امضا می‌خواهد"}
    term = knowledge.propose_term(actor=sara, words=words, at=NOON)
    things = {
        "case": case,
        "conversation": talk,
        "message": said,
        "item": item,
        "leave": leave,
        "question": question,
        "answer": answer,
        "request": request,
        "draft": draft,
        "post": post,
        "comment": comment,
        "space": group,
        "person": reza,
    }
    others = {
        "other": source.pk,
        "member": member.pk,
        "tie": tie.pk,
        "list": kept.pk,
        "work": work.pk,
        "held": held.pk,
        "skill": held.skill_id,
        "unit": sara.unit_id or 0,
        "record": source.pk,
        "number": source.own_id,
        "system": source.system_id,
        "file": sheet.pk,
        "attachment": file.pk,
        "report": report.pk,
        "pair": pair.pk,
        "decision": decision.pk,
        "commitment": promise,
        "conflict": conflict,
        "proposal": proposal,
        "article": article.pk,
        "term": term.pk,
        "view": view.pk,
        "run": run.pk,
        "ready": ready.pk,
        "case_type": kind.pk,
        "contact": contact.pk,
        "correspondence": contact.correspondence_id,
        "mailbox": box,
    }
    return Things({name: thing.pk for name, thing in things.items()} | others, reza)


def _keeper(person: Person) -> Person:
    """Return `person` with the rights of an administrator, for this once."""
    keeper = Person.objects.get(pk=person.pk)
    keeper.is_administrator = True
    return keeper


def _promises(source: SourceRecord, reza: Person, sara: Person) -> tuple[int, int, int]:
    """Have two units promise a customer what contradicts; return a promise, the conflict, and what was found in a text of Sara's."""
    text, ref = "We will call you by tomorrow.", Ref("message", 1)
    proposal = commitments.propose(person=sara, record=source, unit=reza.unit, text=text, source=ref, at=NOON)[0]  # type: ignore[arg-type]
    made = commitments.commit(actor=sara, record=source, claim=Claim("cancelled", "contract"), text="It is cancelled", at=NOON)
    keeper = _keeper(reza)
    finance = Unit.objects.get(code="finance")
    commitments.commit(actor=keeper, record=source, claim=Claim("continued", "contract"), text="It goes on", unit=finance, at=NOON)
    [found] = promised.conflicts_of(person=sara, record=source)
    return made.pk, found.conflict.pk, proposal.pk


def _contact(source: SourceRecord, reza: Person) -> tuple[Interaction, int]:
    """Have Reza note a call to a customer, and a mailbox kept; return the call and the mailbox."""
    words = {"channel": "phone", "direction": "out", "text": "Secret call", "minutes": 3}
    made = interactions.log(actor=reza, record=source, happened_at=NOON, at=NOON, **words)  # type: ignore[arg-type]
    box = interactions.keep_mailbox(
        actor=_keeper(reza), mailbox=None, address="routes@hamsoo.example", unit=made.correspondence.unit, name_fa="صندوق", at=NOON
    )
    return made, box.pk


def _records(space: Space, by: Person) -> tuple[SourceRecord, RecordFile, ReviewPair, Decision]:
    """Have a system send customers that are read where `space` is, with a file, a question and an answer about them."""
    system = identity.add_system(actor=SYSTEM, code="routes", name_fa="سامانه", name_en="System", space=space, at=NOON)
    rows = [identity.Row(key, {"full_name": "Secret customer"}) for key in ("1", "2", "3")]
    received = identity.receive(actor=SYSTEM, system=system, entity="person", rows=rows, at=NOON)
    one, two, three = SourceRecord.objects.filter(pk__in=received.ids).order_by("pk")
    file = RecordFile.objects.create(name="secret.csv", system=system, by=by, uploaded_at=NOON)
    pair = ReviewPair.objects.create(a=one, b=two, weight=1.0, found_at=NOON)
    return one, file, pair, identity.decide(actor=SYSTEM, a=one, b=three, is_one=False, at=NOON)


def _tie(by: Person, contact: SourceRecord) -> Tie:
    """Have a customer be a contact of a company of the same system, as somebody said who keeps customers."""
    row = identity.Row("1", {"name": "Secret company"})
    [pk] = identity.receive(actor=SYSTEM, system=contact.system, entity="company", rows=[row], at=NOON).ids
    company = SourceRecord.objects.get(pk=pk)
    return customers.relate(actor=_keeper(by), customer=contact.customer, company=company.customer, kind="contact", at=NOON)
