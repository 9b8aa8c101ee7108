"""Every route x anonymous, member, other department, customer: compared with the checked-in table `access.tsv`.

A new route fails this test until its row is written (`HAMSOO_WRITE_ACCESS=1 pytest tests/test_access.py`) and read by somebody.
`access_keepers.tsv` says the same of administration for those who keep the record of a unit.
Rows are the statuses of GET and of an empty POST; nothing that a request changes is kept.
"""

import copy
import os
from collections.abc import Callable
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from hamsoo.people import actions as people
from hamsoo.people.models import Account, Person
from hamsoo.spaces.queries import organisation
from tests import routes
from tests.world import NOON

TABLE = Path(__file__).parent / "access.tsv"
HEAD = ["route", "method", "anonymous", "member", "colleague", "customer"]
KEEPERS = Path(__file__).parent / "access_keepers.tsv"
KEEPERS_HEAD = ["route", "method", "of the unit", "of another unit"]

PUBLIC = (
    *("ui:manifest", "ui:offline", "ui:service_worker", "ui:appearance", "health:", "account_"),
    *("mfa_login", "mfa_authenticate", "mfa_webauthn_login", "mfa_reauth"),
    *("openid_connect_", "socialaccount_login", "socialaccount_signup", "people:accept_invitation", "cases:partner"),
)
"""Routes that anonymous visitors may reach: signing in, health, what an installed application is made of."""

OWN_ACCOUNT = (*PUBLIC, "mfa_", "usersessions", "people:address", "people:sessions", "people:end_", "socialaccount_", "desk:home", "ui:")
"""Routes that concern nothing but the account itself, so that a customer's contact may use them too."""


@pytest.fixture
def table(browse: Callable[..., Client], sara: Person, reza: Person, nima: Person, mina: Account) -> list[list[str]]:
    things = routes.build(sara=sara, reza=reza)
    tickets = [browse(role).cookies for role in (None, sara, nima, mina)]
    rows = []
    for name, arguments in sorted(routes.patterns()):
        url = routes.address(name, arguments, things)
        for method in ("GET", "POST"):
            rows.append([name, method, *(_status(cookies, method, url) for cookies in tickets)])
    return rows


# One for all: each would load all middleware again.
_CLIENT = Client()


def _status(cookies: SimpleCookie, method: str, url: str) -> str:
    """Ask once, as somebody who has just signed in, and take back whatever that changed."""
    client = _CLIENT
    client.cookies = copy.deepcopy(cookies)
    with transaction.atomic():
        response = client.generic(method, url, REMOTE_ADDR="203.0.113.9")
        transaction.set_rollback(True)
    signs_in = response.status_code == 302 and response.headers["Location"].startswith("/accounts/login/")
    return "302 sign in" if signs_in else str(response.status_code)


def _holds(path: Path, rows: list[list[str]]) -> None:
    """Compare with what is checked in, or write it when that is asked for."""
    text = "\n".join("\t".join(row) for row in rows) + "\n"
    if os.environ.get("HAMSOO_WRITE_ACCESS"):
        path.write_text(text)
    assert path.read_text().splitlines() == text.splitlines()


def test_the_table_holds_and_is_safe(table: list[list[str]]) -> None:
    """Whatever the table says: a stranger sees no page of the organisation, an outsider nothing of a space that is not theirs."""
    _holds(TABLE, [HEAD, *table])
    for name, method, anonymous, _member, colleague, customer in table:
        if not name.startswith(PUBLIC):
            assert anonymous in ("302 sign in", "401", "404", "405"), (name, method, anonymous)
        if not name.startswith(OWN_ACCOUNT):
            assert customer in ("302 sign in", "401", "403", "404", "405"), (name, method, customer)
        if name.startswith(
            ("questions:", "social:", "threads:", "spaces:", "timeline:", "notices:", "identity:", "chat:", "commitments:", "cases:")
        ) and _names_a_thing(name):
            assert colleague in ("401", "404", "405", "302 sign in"), (name, method, colleague)


def test_keepers_of_a_unit_reach_what_is_theirs(
    browse: Callable[..., Client], admin: Person, sara: Person, reza: Person, nima: Person
) -> None:
    """Administration, for who keeps the record of a unit: what is asked for is of service, which Sara keeps; Nima keeps finance."""
    things = routes.build(sara=sara, reza=reza)
    role = people.create_role(actor=admin, name_fa="نگه‌دارنده", at=NOON)
    people.set_rights(actor=admin, role=role, wanted={"people.manage_records": "unit"}, at=NOON)
    for person in (sara, nima):
        people.give_role(actor=admin, role=role, kind="person", subject_id=person.pk, at=NOON)
    # Whoever gets a role by name signs in anew.
    tickets = [browse(Person.objects.get(pk=one.pk)).cookies for one in (sara, nima)]
    rows = []
    for name, arguments in sorted(routes.patterns()):
        url = routes.address(name, arguments, things)
        if url.startswith("/administration/"):
            for method in ("GET", "POST"):
                rows.append([name, method, *(_status(cookies, method, url) for cookies in tickets)])
                assert not arguments or rows[-1][3] in ("403", "404", "405"), rows[-1]
    _holds(KEEPERS, [KEEPERS_HEAD, *rows])


def _names_a_thing(name: str) -> bool:
    return bool(dict(routes.patterns())[name]) and name not in (*ABOUT_PERSONS, *FOR_KEEPERS)


FOR_KEEPERS = ("commitments:drop_claim", "commitments:drop_pair")
"""Routes of those who keep the table of claims, which everybody reads: others are told that they may not."""

ABOUT_PERSONS = (
    "questions:of_person",
    "questions:ask_person",
    "questions:new_request",
    "questions:send",
    "questions:save_draft",
    "questions:answer_time",
    "questions:standing_of",
    "questions:skill_evidence",
    "threads:tracking_person",
    "chat:direct",
    "chat:of_person",
    "social:blog_of_person",
    "social:blog_panel",
)
"""Routes whose argument is a colleague, whom every colleague may see."""


def test_lists_show_nothing_of_others(browse: Callable[..., Client], sara: Person, reza: Person, nima: Person) -> None:
    routes.build(sara=sara, reza=reza)
    assert organisation()
    for name, arguments in routes.patterns():
        if arguments or name.startswith(("account_", "mfa_", "usersessions")):
            continue
        with transaction.atomic():
            response = browse(nima).get(f"{routes.address(name, arguments, routes.Things({}, reza))}?q=limit")
            transaction.set_rollback(True)
        if response.streaming:
            continue
        shown = response.content.decode(errors="replace")
        for secret in (
            "Which limit holds",
            "Who signs",
            "The lower one",
            "We moved",
            "At last",
            ">Secret<",
            "راز",
            "Secret talk",
            "but quietly",
        ):
            assert secret not in shown, (name, secret)
