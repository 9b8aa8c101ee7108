"""Two at once: real connections, real transactions. What one has just written is not undone by the other."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from hamsoo.people import actions
from hamsoo.people.models import Person, Unit
from tests.world import NOON

pytestmark = pytest.mark.django_db(transaction=True)


def _wait_until_somebody_waits() -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    pytest.fail("Nobody waits.")


def test_a_deputy_who_is_appointed_while_a_unit_is_handed_over_stays(sara, reza, nima, admin, world):
    actions.appoint(actor=admin, unit=world.service, head=sara, deputy=None, at=NOON)
    gone = actions.leave(actor=admin, person=Person.objects.get(pk=sara.pk), left_on=NOON.date(), at=NOON)

    def hand_over() -> None:
        try:
            actions.hand_over(actor=reza, leaver=gone, kind="units", object_id=world.service.pk, to=reza, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Unit.objects.filter(pk=world.service.pk).update(deputy=nima)
            other = pool.submit(hand_over)
            _wait_until_somebody_waits()
        other.result()
    unit = Unit.objects.get(pk=world.service.pk)
    assert (unit.head_id, unit.deputy_id) == (reza.pk, nima.pk)
