"""What a reader of one system learns of the records of another that are the same customer: nothing, not even how many there are."""

import re
from collections.abc import Callable

from django.test import Client

from hamsoo.identity import actions
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.queries import graph
from hamsoo.identity.tests.records import make_system, persons
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from tests.world import NOON, World

Browse = Callable[[Person | None], Client]


def one_customer(*records: SourceRecord) -> None:
    first, *others = records
    for other in others:
        actions.decide(actor=SYSTEM, a=first, b=other, is_one=True, at=NOON)


def test_hidden_records_are_not_counted(browse: Browse, world: World, sara: Person, nima: Person) -> None:
    crm = make_system("crm", world.organisation)
    billing = make_system("billing", Space.objects.get(subject_type="unit", subject_id=world.finance.pk))
    first, second, third = persons(crm, 3)
    hidden = persons(billing, 4)
    one_customer(first, second, *hidden[:3])
    one_customer(third, hidden[3])

    def counts(person: Person, url: str) -> list[str]:
        return re.findall(r"(\d+) records?\b", browse(person).get(url).content.decode())

    assert (counts(sara, crm.get_absolute_url()), counts(nima, crm.get_absolute_url())) == (["2", "2"], ["2", "5", "5"])
    assert set(counts(sara, first.get_absolute_url())) == {"2"}
    assert set(counts(nima, first.get_absolute_url())) == {"5"}
    assert set(counts(sara, third.get_absolute_url())) == {"1"}


def test_hidden_records_are_not_counted_below_a_picture(world: World, sara: Person) -> None:
    records = persons(make_system("crm", world.organisation), graph.MOST + 2)
    hidden = persons(make_system("billing", Space.objects.get(subject_type="unit", subject_id=world.finance.pk)), 3)
    one_customer(*records, *hidden)

    picture = graph.picture(person=sara, customer=SourceRecord.objects.select_related("customer").get(pk=records[0].pk).customer)

    assert (len(picture.nodes), picture.left_out) == (graph.MOST, 2)
