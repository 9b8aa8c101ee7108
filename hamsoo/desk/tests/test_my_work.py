"""What stands beside the feed on the first page: my cases by their clocks, and what I promised for today."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from freezegun import freeze_time

from hamsoo.cases import actions as cases
from hamsoo.cases.models import CaseDue
from hamsoo.commitments import actions as commitments
from hamsoo.commitments.rules import Claim
from hamsoo.customers.tests.cast import company
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person
from tests.world import NOON, World

HTMX = {"HX-Request": "true"}


def test_my_open_cases_stand_there_what_is_due_first_comes_first(
    world: World, sara: Person, reza: Person, browse: Callable[..., Client]
) -> None:
    address, one = "/cases/mine", company(world, "Sepehr", "crm")
    with freeze_time(NOON):
        assert " hidden " in browse(sara).get(address).content.decode()
        mine = [cases.open(actor=SYSTEM, unit=world.service, record=one, subject=name, at=NOON) for name in ("Later", "Sooner", "Ended")]
        for case in mine:
            cases.assign(actor=SYSTEM, case=case, person=sara, at=NOON)
        cases.resolve(actor=sara, case=mine[2], at=NOON)
        CaseDue.objects.create(case=mine[1], due_at=NOON + timedelta(hours=1))
        cases.assign(actor=SYSTEM, case=cases.open(actor=SYSTEM, unit=world.service, subject="Of Reza", at=NOON), person=reza, at=NOON)
        page = browse(sara).get(address).content.decode()
    assert (page.index("Sooner") < page.index("Later"), "Ended" in page, "Of Reza" in page) == (True, False, False)
    assert '<span class="meta">2</span>' in page


def test_what_i_promised_for_today_is_ticked_off(world: World, sara: Person, nima: Person, browse: Callable[..., Client]) -> None:
    address, one = "/commitments/today", company(world, "Sepehr", "crm")
    days = {"Today": NOON.date(), "Overdue": NOON.date() - timedelta(days=3), "Tomorrow": NOON.date() + timedelta(days=1)}
    made = {
        name: commitments.commit(actor=sara, record=one, claim=_call_by(day), text=name, subject=name, at=NOON - timedelta(days=5))
        for name, day in days.items()
    }
    theirs = commitments.commit(actor=nima, record=one, claim=_call_by(NOON.date()), text="Of Nima", subject="n", at=NOON)
    with freeze_time(NOON):
        page = browse(sara).get(address).content.decode()
        assert [name for name in ("Overdue", "Today", "Tomorrow", "Of Nima") if name in page] == ["Overdue", "Today"]
        assert page.index("Overdue") < page.index("Today")
        ticked = browse(sara).post(f"/commitments/{made['Today'].pk}/kept", headers=HTMX)
        assert "line-through" in ticked.content.decode()
        made["Today"].refresh_from_db()
        assert made["Today"].state == "kept"
        # Again, as two windows do: it is said that it was done, and nothing breaks.
        assert browse(sara).post(f"/commitments/{made['Today'].pk}/kept", headers=HTMX).status_code == 200
        assert browse(sara).post(f"/commitments/{theirs.pk}/kept").status_code == 403
        theirs.refresh_from_db()
        assert theirs.state == "standing"
    with freeze_time(NOON + timedelta(days=1)):
        assert "Today" not in browse(sara).get(address).content.decode().replace("Today’s", "")


def _call_by(day: date) -> Claim:
    return Claim("answer_by", "service", on=day)
