"""What is open of a company, its contacts and the companies below it, on the page that shows all of them together."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from hamsoo.cases import actions
from hamsoo.commitments import actions as commitments
from hamsoo.commitments.rules import Claim
from hamsoo.customers.tests.test_relations import Cast, group  # noqa: F401 - a fixture
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person
from tests.world import NOON, World


def test_what_is_open_of_all_below_as_far_as_it_may_be_read(
    world: World,
    sara: Person,
    nima: Person,
    browse: Callable[..., Client],
    group: Cast,  # noqa: F811 - the fixture
) -> None:
    actions.open(actor=SYSTEM, unit=world.finance, record=group["Contact L"], subject="In the depth", at=NOON)
    actions.open(actor=SYSTEM, unit=world.finance, record=group["Secret"], subject="Behind the door", at=NOON)
    claim = Claim(kind="contract", key="7", code="cancelled")
    commitments.commit(actor=sara, record=group["Contact L"], claim=claim, subject="Contract 7", text="It is cancelled.", at=NOON)

    def shown(person: Person, name: str, page: str) -> str:
        return browse(person).get(reverse(name, args=[group[page].pk])).content.decode()

    assert ("In the depth" in shown(sara, "cases:of_whole", "Holding"), "In the depth" in shown(sara, "cases:of_record", "Holding")) == (
        True,
        False,
    )
    assert "Behind the door" not in shown(sara, "cases:of_whole", "Holding")
    assert "Behind the door" in shown(nima, "cases:of_whole", "Holding in the books")
    assert "It is cancelled." in shown(sara, "commitments:of_whole", "Holding")
    assert "It is cancelled." not in shown(sara, "commitments:of_record", "Holding")
    assert browse(sara).get(reverse("cases:of_whole", args=[group["Secret"].pk])).status_code == 404
