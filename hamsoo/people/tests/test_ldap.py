"""The directory by LDAP, against a real slapd: what is taken over, who leaves, who is let in, and that every wait ends."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hamsoo.kernel.imports import run_import
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.people import actions
from hamsoo.people.ldap.backend import LdapBackend
from hamsoo.people.ldap.config import LdapConfig
from hamsoo.people.ldap.importer import DirectoryOfPeople, fetched
from hamsoo.people.ldap.reading import DirectoryFailed, units_of
from hamsoo.people.models import Person, ProfileItem, RecordSource, Unit
from hamsoo.people.queries.policy import forget_policy
from hamsoo.people.tests.slapd import BASE, PASSWORD, READER, Directory, running_slapd, slapd
from tests.world import NOON

__all__ = ["running_slapd", "slapd"]
SERVICE = f"ou=Service,{BASE}"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def config(slapd: Directory) -> LdapConfig:
    return LdapConfig(url=slapd.url, base=BASE, bind_dn=READER, bind_password=PASSWORD, timeout=3)


def synced(config: LdapConfig, *, dry_run: bool = False, days: int = 0, allows_many: bool = False):
    at = NOON.replace(day=NOON.day + days)
    with fetched(config) as path:
        importer = DirectoryOfPeople(path, config=config, allows_many=allows_many, actor=SYSTEM, at=at, today=at.date())
        return run_import(importer, dry_run=dry_run), importer


def company(slapd: Directory) -> dict[str, str]:
    slapd.add_unit("ou=Operations")
    slapd.add_unit("ou=Store,ou=Operations")
    slapd.add_unit("ou=Empty")
    boss = slapd.add(
        "uid=leila,ou=Operations", employeeNumber="1", displayName="لیلا کاظمی", mail="leila@rayan.example", userPassword="leila-secret"
    )
    omid = slapd.add(
        "uid=omid,ou=Store,ou=Operations", employeeNumber="2", cn="Omid Rad", manager=boss, mail="omid@rayan.example", title="Clerk"
    )
    return {"leila": boss, "omid": omid}


def test_people_units_and_managers_are_taken_over(slapd, config, world):
    company(slapd)
    found, importer = synced(config)
    assert found.succeeded, found.problems
    assert (importer.counts["joined"], importer.counts["units"]) == (2, 3)
    omid = Person.objects.get(code="2")
    assert (omid.name_en, omid.position_en, omid.manager.code, omid.unit.name_en, omid.unit.parent.name_en) == (
        "Omid Rad", "Clerk", "1", "Store", "Operations",
    )  # fmt: skip
    assert RecordSource.objects.get(person=omid, field="mail").source == "ldap"
    assert (Unit.objects.filter(name_en="Empty").count(), omid.account.email) == (1, "omid@rayan.example")
    facts = Entry.objects.count()
    found, importer = synced(config, days=1)
    assert (found.applied_count, importer.counts["same"], Entry.objects.count()) == (0, 2, facts)


def test_what_changes_there_changes_here(slapd, config, world):
    dns = company(slapd)
    synced(config)
    slapd.change(dns["omid"], title="Head of the store")
    _found, importer = synced(config, days=1)
    assert (importer.counts["changed"], Person.objects.get(code="2").position_en) == (1, "Head of the store")


def test_an_attribute_names_customers_as_long_as_it_has_values(slapd, config, world):
    dns = company(slapd)
    config = replace(config, attributes={**config.attributes, "customers": "businessCategory"})

    def served():
        return list(ProfileItem.objects.filter(person__code="2").values_list("title", "source"))

    slapd.change(dns["omid"], businessCategory=["بيمه سپهر", "Kimia"])
    synced(config)
    assert sorted(served()) == [("Kimia", "ldap"), ("بیمه سپهر", "ldap")]
    slapd.change(dns["omid"], businessCategory="Kimia")
    _found, importer = synced(config, days=1)
    assert (importer.counts["customers"], served()) == (1, [("Kimia", "ldap")])
    slapd.change(dns["omid"], businessCategory="")
    synced(config, days=2)
    assert served() == []
    _found, importer = synced(config, days=3)
    assert (importer.counts["customers"], importer.counts["same"]) == (0, 2)


def test_who_is_switched_off_or_gone_leaves_and_can_come_back(slapd, config, sara):
    dns = company(slapd)
    synced(config)
    slapd.change(dns["leila"], pwdAccountLockedTime="000001010000Z")
    slapd.change(dns["omid"], manager="")
    slapd.delete(dns["omid"])
    _found, importer = synced(config, days=1)
    assert importer.counts["left"] == 2
    assert not Person.objects.active().filter(code__in=["1", "2"]).exists()
    # Who came another way is none of the directory's.
    assert Person.objects.get(pk=sara.pk).is_active
    slapd.change(dns["leila"], pwdAccountLockedTime="")
    _found, importer = synced(config, days=2)
    assert Person.objects.get(code="1").is_active


def test_a_hundred_people_come_in_pages_though_the_server_limits_each(slapd, config, world):
    slapd.add_unit("ou=Many")
    with slapd.root() as connection:
        for number in range(150):
            connection.add(
                f"uid=u{number},ou=Many,{BASE}", ["inetOrgPerson"], {"cn": f"U {number}", "sn": "x", "employeeNumber": str(number)}
            )
    found, importer = synced(replace(config, bind_dn=f"cn=admin,{BASE}"))
    assert (found.succeeded, importer.counts["joined"]) == (True, 150)


def test_what_is_wrong_is_named_with_the_entry_and_nothing_is_changed(slapd, config, world):
    dns = company(slapd)
    slapd.change(dns["omid"], manager=f"uid=nobody,{BASE}")
    slapd.change(dns["leila"], employeeNumber="")
    facts = Entry.objects.count()
    found, importer = synced(config)
    assert sorted((problem.file, problem.column, problem.said_reason()) for problem in importer.flaws) == [
        (dns["leila"], "employeeNumber", "The personnel number is missing."),
        (dns["omid"], "manager", f"The manager “uid=nobody,{BASE}” is neither in the file nor on record."),
    ]
    assert (found.succeeded, Entry.objects.count()) == (False, facts)


def test_the_connection_is_encrypted_where_that_is_asked(slapd, config, world):
    company(slapd)
    trusted = replace(config, starts_tls=True, ca_file=slapd.ca_file)
    assert synced(trusted, dry_run=True)[1].counts["joined"] == 2
    with pytest.raises(DirectoryFailed, match="cannot be trusted"):
        synced(replace(config, starts_tls=True))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"bind_password": "wrong"}, "refuses the name or the password of HAMSOO_LDAP_BIND_DN"),
        ({"url": "ldap://localhost:1"}, "cannot be reached"),
        ({"base": "dc=nowhere"}, "answers with an error"),
        ({"people_filter": "(objectClass=inetOrgPerson"}, "answers with an error"),
    ],
)
def test_a_directory_that_cannot_be_asked_says_why(config, changed, said):
    with pytest.raises(DirectoryFailed, match=said), fetched(replace(config, **changed)):
        pass


@pytest.fixture
def silent() -> Iterator[int]:
    """Listen, take connections, and never say a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_directory_that_hangs_is_given_up(silent, settings, sara):
    config = LdapConfig(url=f"ldap://127.0.0.1:{silent}", base=BASE, bind_dn=READER, bind_password="x", timeout=1)
    begun = time.monotonic()
    with pytest.raises(DirectoryFailed, match="did not answer within 1 seconds"), fetched(config):
        pass
    settings.LDAP = config
    assert LdapBackend().authenticate(None, email=sara.account.email, password="secret-of-sara") is None
    assert time.monotonic() - begun < 5


def test_a_directory_that_hangs_up_in_the_middle_changes_nothing(slapd, config, world):
    company(slapd)
    with _cutting(slapd.port, after=3) as port, pytest.raises(DirectoryFailed):
        synced(replace(config, url=f"ldap://127.0.0.1:{port}"))
    assert not Person.objects.filter(code__in=["1", "2"]).exists()


def test_the_password_of_the_directory_lets_in(slapd, config, settings, world):
    company(slapd)
    synced(config)
    settings.LDAP = config
    account = Person.objects.get(code="1").account
    for name in ("leila@rayan.example", "LEILA@rayan.example", "leila"):
        assert LdapBackend().authenticate(None, email=name, password="leila-secret") == account


def test_it_is_the_companys_account_where_policy_asks_for_that(slapd, config, settings, admin):
    company(slapd)
    synced(config)
    settings.LDAP = config
    settings.AUTHENTICATION_BACKENDS = ["hamsoo.people.ldap.backend.LdapBackend", *settings.AUTHENTICATION_BACKENDS]
    account = Person.objects.get(code="1").account
    account.set_password("a-good-long-password")
    account.save()
    actions.change_sign_in_policy(actor=admin, second_factor="nobody", grace_days=7, is_company_only=True, at=NOON)
    forget_policy()
    for password, enters in (("a-good-long-password", False), ("leila-secret", True)):
        client = Client()
        client.post(reverse("account_login"), {"login": account.email, "password": password})
        assert ("_auth_user_id" in client.session) is enters
    forget_policy()


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("leila", ""),
        ("leila", "wrong"),
        ("", "leila-secret"),
        ("*", "leila-secret"),
        ("leila)(uid=*", "leila-secret"),
        ("leila*", "leila-secret"),
        ("leila\\2a", "leila-secret"),
        ("leila\x00", "leila-secret"),
        ("leila", "leila-secret\x00"),
        ("nobody", "leila-secret"),
    ],
)
def test_nobody_else_is_let_in(slapd, config, settings, world, name, password):
    company(slapd)
    synced(config)
    settings.LDAP = config
    assert LdapBackend().authenticate(None, email=name, password=password) is None


def test_who_left_or_is_switched_off_is_not_let_in(slapd, config, settings, world):
    dns = company(slapd)
    synced(config)
    settings.LDAP = config

    def enters() -> object:
        return LdapBackend().authenticate(None, email="leila", password="leila-secret")

    slapd.change(dns["leila"], pwdAccountLockedTime="000001010000Z")
    assert enters() is None
    slapd.change(dns["leila"], pwdAccountLockedTime="")
    assert enters() is not None
    actions.leave(actor=SYSTEM, person=Person.objects.get(code="1"), left_on=NOON.date(), at=NOON)
    assert enters() is None


def test_the_directory_makes_nobody_a_colleague(slapd, config, settings, world):
    company(slapd)
    settings.LDAP = config
    assert LdapBackend().authenticate(None, email="leila", password="leila-secret") is None
    assert not Person.objects.filter(code="1").exists()


def test_units_are_read_from_the_name_of_an_entry():
    assert units_of(f"uid=x,ou=North\\, East,ou=Sales,{BASE}", BASE) == ("Sales", "North, East")
    assert units_of(f"uid=x,ou=\\D9\\85\\D8\\A7\\D9\\84\\DB\\8C,{BASE}", BASE) == ("مالی",)
    assert units_of(f"uid=x,{BASE}", BASE) == ()


class _cutting:
    """Stand between client and server, and hang up after so many answers."""

    def __init__(self, port: int, *, after: int) -> None:
        self._port, self._after = port, after

    def __enter__(self) -> int:
        self._server = socket.socket()
        self._server.bind(("127.0.0.1", 0))
        self._server.listen()
        threading.Thread(target=self._serve, daemon=True).start()
        return int(self._server.getsockname()[1])

    def __exit__(self, *_error: object) -> None:
        self._server.close()

    def _serve(self) -> None:
        client, _address = self._server.accept()
        with client, socket.create_connection(("127.0.0.1", self._port)) as real:
            for _turn in range(self._after - 1):
                real.sendall(client.recv(65536))
                client.sendall(real.recv(65536))
            client.recv(65536)
            real.close()
