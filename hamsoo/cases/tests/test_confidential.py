"""A confidential case through every door: who is with it reads it, others know its outline, strangers nothing."""

from collections.abc import Callable

from django.test import Client

from hamsoo.cases import actions, queries
from hamsoo.cases.actions import hearing
from hamsoo.cases.models import Case
from hamsoo.cases.tests.contacts import mailbox
from hamsoo.cases.tests.test_handing import told
from hamsoo.cases.tests.test_tying import texts, with_mail
from hamsoo.cases.tests.test_working import MINUTE, opened, refused
from hamsoo.customers.tests.cast import company
from hamsoo.finder import documents
from hamsoo.interactions.actions import receive
from hamsoo.interactions.models import Interaction
from hamsoo.kernel import live
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.presentation import present
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids
from hamsoo.threads import targets
from tests.world import NOON, World


def test_through_every_door(world: World, sara: Person, reza: Person, nima: Person, browse: Callable[..., Client]) -> None:
    """Sara is with it; Reza is of her unit and knows that it exists; Nima would have read it for its customer."""
    case = opened(world, sara, record=company(world, "Sepehr", "crm"))
    actions.edit(actor=sara, case=case, tags=["Whistle"], at=NOON)
    actions.watch(actor=reza, case=case, at=NOON)
    actions.unwatch(actor=reza, case=case)
    actions.close_to_others(actor=sara, case=case, at=NOON + MINUTE)
    actions.set_priority(actor=sara, case=case, priority=1, at=NOON + 2 * MINUTE)
    settle()
    entries = facts_by_id(Entry.objects.filter(name__startswith="cases.").values_list("pk", flat=True))
    [document] = documents.load([Ref("case", case.pk)]).values()
    for person, reads in ((sara, True), (reza, False), (nima, False)):
        assert Case.objects.visible_to(person).exists() is reads
        assert Case.objects.outlined_to(person).exists()
        page = browse(person).get(f"/cases/{case.pk}/")
        assert (case.subject in page.content.decode(), page.status_code) == (reads, 200)
        # Search, feed, inbox and timelines, what is followed, live news.
        assert bool(set(document.space_ids) & space_ids(person=person)) is reads
        assert bool(present(list(entries.values()), person=person)) is reads
        assert (targets.find(person=person, ref=Ref("case", case.pk)) is not None) is reads
        assert (f"case:{case.pk}" in live.topics_for(person, asked=[f"case:{case.pk}"])) is reads
        outline = queries.outline(person=person, pk=case.pk)
        assert (outline.state, outline.unit) == (Case.State.NEW.label, world.service)
        timeline = browse(person).get(f"/customers/{case.record.customer_id}/")  # type: ignore[union-attr]
        assert (case.subject in timeline.content.decode()) is reads
    assert refused(lambda: actions.note(actor=reza, case=case, body="I heard", at=NOON)) == "NotFound"
    assert told(reza) == []


def test_of_a_case_without_a_customer_strangers_know_nothing(
    world: World, sara: Person, nima: Person, browse: Callable[..., Client]
) -> None:
    case = opened(world, sara)
    actions.close_to_others(actor=sara, case=case, at=NOON)
    assert not Case.objects.outlined_to(nima).exists()
    assert browse(nima).get(f"/cases/{case.pk}/").status_code == 404


def test_what_was_said_goes_with_it_and_comes_back(world: World, sara: Person, reza: Person) -> None:
    case = with_mail(world, sara)
    actions.close_to_others(actor=sara, case=case, at=NOON)
    assert (Interaction.objects.visible_to(sara).count(), Interaction.objects.visible_to(reza).count()) == (1, 0)
    actions.open_to_others(actor=sara, case=case, at=NOON)
    assert Interaction.objects.visible_to(reza).count() == 1


def test_who_is_let_in(world: World, sara: Person, reza: Person, nima: Person, admin: Person) -> None:
    people.appoint(actor=admin, unit=world.finance, head=nima, deputy=None, at=NOON)
    case = opened(world, sara)
    actions.close_to_others(actor=sara, case=case, at=NOON)

    def reading() -> list[str]:
        return [person.code for person in (sara, reza, nima, admin) if Case.objects.visible_to(person).exists()]

    assert reading() == ["sara"]
    actions.assign(actor=sara, case=case, person=reza, at=NOON)
    assert reading() == ["sara", "reza"]
    actions.assign(actor=sara, case=case, person=None, at=NOON)
    assert reading() == ["sara"]
    asked = actions.hand_off(actor=sara, case=case, to=world.finance, reason="Theirs", at=NOON)
    assert reading() == ["sara", "nima"]
    actions.accept(actor=nima, hand_off=asked, at=NOON + MINUTE)
    assert reading() == ["sara", "nima"]
    actions.unwatch(actor=sara, case=case)
    assert reading() == ["nima"]


def test_what_is_split_off_is_confidential_too(world: World, sara: Person, reza: Person) -> None:
    case = with_mail(world, sara)
    case = actions.close_to_others(actor=sara, case=case, at=NOON)
    wanted = queries.message_ids(person=sara, case=case)
    actions.split(actor=sara, case=case, interaction_ids=wanted, subject="The invoice", at=NOON)
    assert (Case.objects.visible_to(sara).count(), Case.objects.visible_to(reza).count()) == (2, 0)


def test_what_the_customer_writes_after_its_end_is_confidential_and_stands_apart(world: World, sara: Person, reza: Person) -> None:
    """A new case begins for those who were with the former; who comes to it later reads nothing of what was said before."""
    mailbox(world.service)
    case = with_mail(world, sara)
    case = actions.close_to_others(actor=sara, case=case, at=NOON)
    actions.close(actor=sara, case=case, at=NOON + MINUTE)

    def writes(text: str, minutes: int) -> Case:
        at = NOON + minutes * MINUTE
        said = receive(actor=SYSTEM, channel="portal", text=text, correspondence=case.correspondence, at=at)
        made = hearing.hear(interaction_id=said.pk, at=at)
        assert made is not None
        return made

    made = writes("One more thing", 2)
    assert (made.pk == case.pk, writes("And another", 3)) == (False, made)
    assert [(Case.objects.visible_to(one).count(), Interaction.objects.visible_to(one).count()) for one in (sara, reza)] == [(2, 3), (0, 0)]
    actions.assign(actor=sara, case=made, person=reza, at=NOON + 4 * MINUTE)
    assert (Case.objects.visible_to(reza).get(), texts(reza, made)) == (made, ["One more thing", "And another"])
    assert Interaction.objects.visible_to(reza).count() == 2
    # Opening the new one opens nothing of the former; and what is said goes on where a case was opened again.
    actions.open_to_others(actor=sara, case=made, at=NOON + 5 * MINUTE)
    assert [case.pk for case in Case.objects.visible_to(reza)] == [made.pk]
    actions.close(actor=sara, case=made, at=NOON + 6 * MINUTE)
    actions.reopen(actor=sara, case=case, at=NOON + 7 * MINUTE)
    assert writes("The first again", 8) == case
    assert texts(reza, made) == ["One more thing", "And another"]


def test_what_was_split_off_before_is_read_by_those_alone_who_are_with_it(world: World, sara: Person, reza: Person) -> None:
    case, other = with_mail(world, sara), with_mail(world, sara, "Another")
    wanted = queries.message_ids(person=sara, case=case)
    made = actions.split(actor=sara, case=case, interaction_ids=wanted, subject="The invoice", at=NOON)
    assert queries.message_ids(person=reza, case=made) == wanted
    case = actions.close_to_others(actor=sara, case=case, at=NOON)
    assert (queries.message_ids(person=reza, case=made), queries.message_ids(person=sara, case=made)) == (set(), wanted)
    # What is split off a case that it was merged into takes it nowhere else.
    actions.merge(actor=sara, case=case, into=other, at=NOON + MINUTE)
    wanted = queries.message_ids(person=sara, case=other)
    again = actions.split(actor=sara, case=other, interaction_ids=wanted, subject="Both", at=NOON + MINUTE)
    assert (len(queries.message_ids(person=reza, case=again)), len(queries.message_ids(person=sara, case=again))) == (1, 2)
