"""A customer who is forgotten takes along what cases kept about them; cases of others stay."""

from django.db.models import Model

from hamsoo.cases import actions
from hamsoo.cases.models import Case, CaseLink, HandOff, Merge, Note, Phase, SplitMessage, Watcher
from hamsoo.cases.queries import message_ids
from hamsoo.cases.tests.contacts import correspondence, wrote
from hamsoo.cases.tests.test_working import MINUTE, opened
from hamsoo.customers import actions as customers
from hamsoo.customers.tests.cast import company
from hamsoo.people.models import Person
from tests.world import NOON, World

KEPT: tuple[type[Model], ...] = (Note, HandOff, Merge, SplitMessage, Watcher, CaseLink)


def test_cases_of_a_forgotten_customer_are_gone(world: World, admin: Person, sara: Person, nima: Person) -> None:
    record, other = company(world, "Sepehr", "crm"), opened(world, sara)
    about = correspondence(world.service, record)
    wrote(about)
    case = opened(world, sara, record=record, correspondence=about)
    actions.note(actor=sara, case=case, body="They are angry", at=NOON)
    actions.link(actor=sara, case=other, other=case, kind="related", at=NOON)
    actions.split(actor=sara, case=case, interaction_ids=message_ids(person=sara, case=case), subject="Invoice", at=NOON)
    hand_off = actions.hand_off(actor=sara, case=case, to=world.finance, reason="Their invoice", at=NOON + MINUTE)
    actions.accept(actor=nima, hand_off=hand_off, at=NOON + 2 * MINUTE)
    actions.close_to_others(actor=nima, case=case, at=NOON + 3 * MINUTE)
    twice = opened(world, sara, record=record)
    actions.merge(actor=sara, case=twice, into=other, at=NOON + 3 * MINUTE)
    assert all(model._default_manager.exists() for model in KEPT)

    number = record.customer.number
    customers.forget(actor=admin, customer=record.customer, reason="They asked for it", confirmed=number, at=NOON + 4 * MINUTE)

    assert [model.__name__ for model in KEPT if model._default_manager.exists()] == []
    assert (list(Case.objects.all()), set(Phase.objects.values_list("case", flat=True))) == ([other], {other.pk})
