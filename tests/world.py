"""The cast of every test: who they are and how to sign them in.

Sara (agent) and Reza (her team lead) are in service, Nima in finance; Admin runs the system. Mina is a customer's contact and Parto a
partner: both sign in, neither is a colleague. Tests build only what they speak of, on top of these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest  # noqa: TID251 - what a session begins with
from django.test import Client

from hamsoo.ledger.actors import SYSTEM
from hamsoo.people import actions as people
from hamsoo.people.models import Account, Person, Unit
from hamsoo.site.sessions import SessionStore
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from tests.kept import Kept

NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
"""Saturday 30 Aban 1405, 12:00 in Tehran: the usual `at` of tests."""

PASSWORD = "a-good-long-password"


@dataclass
class World:
    """The organisation that tests act in."""

    organisation: Space
    service: Unit
    finance: Unit


def _account(email: str) -> Account:
    # Hashing takes time that no test is about; who tests signing in sets a password.
    account = Account(email=email, language="en", calendar="gregorian")
    account.set_unusable_password()
    account.save()
    return account


@Kept
def _found() -> World:
    organisation = spaces.found_organisation(name_fa="رایان‌پیام", name_en="Rayan Payam", at=NOON)
    service = people.create_unit(actor=SYSTEM, code="service", name_fa="خدمات", name_en="Service", colour="service", at=NOON)
    finance = people.create_unit(actor=SYSTEM, code="finance", name_fa="مالی", name_en="Finance", colour="finance", at=NOON)
    for unit in (service, finance):
        spaces.ensure_unit_space(unit=unit, at=NOON)
    return World(organisation, service, finance)


@pytest.fixture
def world(db: None) -> World:
    """Found the organisation with its two departments."""
    return _found()


def _colleague(code: str, name_fa: str, name_en: str, unit: Unit, **record: object) -> Person:
    mail = f"{code}@rayanpayam.example"
    return people.add_person(
        actor=SYSTEM, code=code, name_fa=name_fa, name_en=name_en, unit=unit, account=_account(mail), mail=mail, at=NOON, **record
    )  # type: ignore[arg-type]


@pytest.fixture
def reza(world: World) -> Person:
    """Lead the service team."""
    return _colleague("reza", "رضا کریمی", "Reza Karimi", world.service, position_fa="سرپرست خدمات", position_en="Service lead", level=3)


@pytest.fixture
def sara(world: World, reza: Person) -> Person:
    """Answer customers, in service."""
    return _colleague("sara", "سارا محمدی", "Sara Mohammadi", world.service, manager=reza, position_fa="کارشناس", position_en="Agent")


@pytest.fixture
def nima(world: World) -> Person:
    """Work in another department, finance."""
    return _colleague("nima", "نیما احمدی", "Nima Ahmadi", world.finance, position_fa="حسابدار", position_en="Accountant")


@pytest.fixture
def admin(world: World) -> Person:
    """Run the system."""
    return _colleague("admin", "مدیر سامانه", "Admin", world.service, is_administrator=True)


@pytest.fixture
def mina(db: None) -> Account:
    """Be a customer's contact: an account without a person."""
    return _account("mina@customer.example")


@pytest.fixture
def parto(db: None) -> Account:
    """Be a partner: an account without a person."""
    return _account("parto@partner.example")


@pytest.fixture
def browse() -> Callable[[Person | Account | None], Client]:
    """Return a test client signed in as somebody, or as nobody for None."""
    # Views that are loaded first while a test has stopped the clock would keep its moments for the real ones.
    import_module(settings.ROOT_URLCONF)

    def sign_in(somebody: Person | Account | None) -> Client:
        client = Client()
        account = somebody.account if isinstance(somebody, Person) else somebody
        if account is not None:
            # As the client's own `force_login`, which begins a session before that only to put this one in its place.
            request = HttpRequest()
            request.session = SessionStore()
            login(request, account, settings.AUTHENTICATION_BACKENDS[0])
            request.session.save()
            client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
        return client

    return sign_in
