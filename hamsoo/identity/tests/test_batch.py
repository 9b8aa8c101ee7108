"""The batch: what it finds, what it leaves alone, and that beginning again ends the same."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from hamsoo.identity import actions
from hamsoo.identity.actions.batching import Batch, resolve_all
from hamsoo.identity.models import Customer, Decision, GenericValue, ReviewPair, SourceRecord, System, WeightModel
from hamsoo.identity.tests.records import look, make_system, numbers
from hamsoo.kernel.clock import now
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person
from hamsoo.spaces.actions import found_organisation
from hamsoo.spaces.queries import organisation
from tests.world import NOON, World

ROOT = Path(__file__).resolve().parents[3]
SARA = {"full_name": "سارا محمدی", "phone": "09121234567"}
SARA_LATIN = {"full_name": "Sara Mohammadi", "phone": "+98 912 123 4567"}
NIMA = {"full_name": "نیما احمدی", "phone": "09120000000", "email": "n@a.ir", "national_id": "0013542419"}
SISTER = {"full_name": "رویا محمدی", "phone": "09121234567"}


@pytest.fixture
def crm(world: World) -> System:
    return make_system("crm", world.organisation)


@pytest.fixture
def shop(world: World) -> System:
    return make_system("shop", world.organisation)


def await_batch(system: System, *people: dict[str, Any]) -> list[SourceRecord]:
    rows = [actions.Row(str(number), values) for number, values in enumerate(people)]
    received = actions.receive(actor=SYSTEM, system=system, entity="person", rows=rows, at=NOON, awaits_batch=True)
    found = SourceRecord.objects.select_related("system").in_bulk(received.ids)
    return [found[pk] for pk in received.ids]


def batch() -> Batch:
    return resolve_all(entity="person", at=now())


def test_records_that_waited_are_linked_asked_about_or_left_alone(crm: System, shop: System) -> None:
    a, b = await_batch(crm, SARA, NIMA)
    c, d, e = await_batch(shop, SARA_LATIN, NIMA | {"national_id": "0084575948"}, {"full_name": "کسی دیگر"})

    done = batch()

    assert (done.record_count, done.linked, done.taken_back, done.left_out) == (5, 1, 0, 0)
    assert numbers(a, b, c, d, e) == [a.own_id, b.own_id, a.own_id, d.own_id, e.own_id]
    decision = Decision.objects.get()
    assert (decision.is_automatic, decision.model_version) == (True, done.model_version)
    assert "phone" in [field for field, level, _weight in decision.reasons if level.startswith("shares:")]
    assert list(ReviewPair.objects.values_list("a", "b", "reason", "state")) == [(b.pk, d.pk, "conflict", "open")]
    assert done.asked == 1
    assert not SourceRecord.objects.filter(is_due=True).exists()
    assert Entry.objects.filter(name="identity.MatchesFound").count() == 1
    assert (WeightModel.objects.get().version, WeightModel.objects.get().record_count) == (done.model_version, 5)


def test_what_is_generic_to_the_batch_is_generic_to_those_who_come_later(crm: System, shop: System) -> None:
    names = [
        "بهرام آریا",
        "کاوه دادگر",
        "هما پارسا",
        "یونس زند",
        "فرهاد ملکی",
        "الهه توکلی",
        "تینا وزیری",
        "قباد نوری",
        "ژیلا ستوده",
        "مهسا راد",
    ]
    await_batch(crm, *({"full_name": name, "phone": "02188776655"} for name in (*names, *(f"{name}ی" for name in names))))

    batch()

    assert list(GenericValue.objects.values_list("entity", "key")) == [("person", "phone:+982188776655")]


def test_the_same_again_changes_nothing(crm: System, shop: System) -> None:
    await_batch(crm, SARA, SISTER)
    await_batch(shop, SARA_LATIN)
    batch()
    before = look()

    done = batch()

    assert (done.linked, done.taken_back) == (0, 0)
    assert look() == before
    assert (Decision.objects.count(), WeightModel.objects.count()) == (1, 1)


def test_what_was_decided_by_hand_is_kept(crm: System, shop: System, admin: Person) -> None:
    a, b, c = await_batch(crm, SARA, {"full_name": "کسی"}, {"full_name": "کسی دیگر"})
    d, e = await_batch(shop, SARA_LATIN, {**SARA, "phone": "09129999999", "email": "s@m.ir"})
    actions.decide(actor=admin, a=a, b=d, is_one=False, at=NOON)
    actions.decide(actor=admin, a=b, b=c, is_one=True, at=NOON)

    batch()

    assert numbers(a, b, c, d, e) == [a.own_id, b.own_id, b.own_id, d.own_id, e.own_id]


def test_links_of_the_model_that_do_not_hold_are_taken_back(crm: System, shop: System) -> None:
    a, _b = await_batch(crm, SARA, {"full_name": "کسی"})
    [c] = await_batch(shop, SARA_LATIN)
    batch()
    # Changed, and not looked at since.
    actions.receive(
        actor=SYSTEM,
        system=shop,
        entity="person",
        rows=[actions.Row("0", {"full_name": "نیلوفر صادقی", "phone": "09351112233"})],
        at=NOON,
        awaits_batch=True,
    )

    done = batch()

    assert (done.linked, done.taken_back, numbers(a, c)) == (0, 1, [a.own_id, c.own_id])
    assert Decision.objects.get(kind="retract").reason == "batch"


def test_what_changes_while_the_batch_runs_is_left_out(crm: System, shop: System) -> None:
    [a] = await_batch(crm, SARA)
    [b] = await_batch(shop, SARA_LATIN)
    SourceRecord.objects.filter(pk=b.pk).update(changed_at=now().replace(year=2999))

    done = batch()

    assert (done.linked, done.left_out, numbers(a, b)) == (0, 1, [a.own_id, b.own_id])
    assert list(SourceRecord.objects.filter(is_due=True)) == [b]


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_was_killed_leaves_no_half_customer_and_is_done_again() -> None:
    found_organisation(name_fa="شرکت", at=NOON)
    crm, shop = make_system("crm", organisation()), make_system("shop", organisation())
    families = ["محمدی", "احمدی", "کریمی", "صادقی", "رضایی", "نوری", "پارسا", "زند"]
    people = [(f"سارا {family}", f"0912{number:07}") for number, family in enumerate(families)]
    for system in (crm, shop):
        for_batch = [{"full_name": name, "phone": phone} for name, phone in people]
        await_batch(system, *for_batch, *for_batch)
    settings = connection.settings_dict
    url = f"postgresql:///{settings['NAME']}?host={settings['HOST']}&port={settings['PORT']}&user={settings['USER']}&password={settings['PASSWORD']}"
    environ = {**os.environ, "HAMSOO_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "hamsoo.identity.tests.resolve_then_die"]
    with subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.send_signal(signal.SIGKILL)

    # Four records each, of which whole customers were written or nothing.
    counts = sorted(Customer.objects.filter(record_count__gt=0).values_list("record_count", flat=True))
    assert (set(counts), 0 < counts.count(4) < 8) == ({1, 4}, True)

    done = batch()

    assert list(Customer.objects.filter(record_count__gt=0).values_list("record_count", flat=True)) == [4] * 8
    assert 0 < done.linked < 24
    assert Decision.objects.effective().count() == 24
