"""Every route x what attackers write: whatever is sent, nothing breaks (500).

Which parameters a route knows is not listed but watched: a first request tells which names the view asks for, and each of them is then
sent hostile values, beside good values for the others. Nothing that a request changes is kept.
"""

import json
import logging
import re
from collections.abc import Iterator
from itertools import cycle, islice

import pytest
from django.conf import settings
from django.db import transaction
from django.http import QueryDict  # noqa: TID251 - to watch what views ask it for
from django.test import Client
from django.urls import NoReverseMatch, reverse

from hamsoo.people.models import Person
from hamsoo.site.api import api
from hamsoo.spaces.queries import organisation
from tests import routes

pytestmark = pytest.mark.django_db

NUL, LINES = "a\x00b", "/\r\nSet-Cookie: x=1"
NUMBERS = (-1, 2**63, 10**30)
TEXTS = (
    *(NUL, LINES, "' OR 1=1 {{7*7}} %s%(x)s%00 ../../etc/passwd", "²", "x" * 5_000),
    # One sign that folds into eighteen, a letter under a tower of marks, nobody's mention.
    *("\ufdfa" * 80, "e" + "\u0301" * 400, f"@[a](person:{'9' * 18})"),
)
# Instants that Python reads and PostgreSQL does not.
CURSORS = ("0001-01-01T00:00:00+23:59_1", "9999-12-31T23:59:59-23:59_1")
ALWAYS = (NUL, str(2**63))
"""What every parameter is sent. Of the others each parameter gets some: all of them come to every kind of field, and to many routes."""
TURNS = {"GET": ("-1", *TEXTS[1:], *CURSORS), "POST": (*TEXTS[1:3], *TEXTS[4:6])}
AT_A_TIME = {"GET": 1, "POST": 1}

# Values that a view goes on with, so that refusing one field does not hide what happens to another.
GOOD = {"urgency": "today", "policy": "open", "language": "fa", "calendar": "jalali", "theme": "dark", "presence": "on", "kind": "thanks"}
OF_ALLAUTH = ("account_", "mfa_", "usersessions")


class Attacker:
    """Somebody who is signed in and sends what they like."""

    def __init__(self, person: Person) -> None:
        self._client = Client(raise_request_exception=False)
        self._client.force_login(person.account)
        self._session = self._client.cookies[settings.SESSION_COOKIE_NAME].value
        self._good = {**GOOD, "places": str(organisation().pk), "space": str(organisation().pk)}
        self._turns = {method: cycle(values) for method, values in TURNS.items()}
        self.broken: list[str] = []
        self.count = 0

    def send(self, method: str, url: str, data: object = None) -> None:
        """Send a request (a text is sent as JSON), note it when it breaks, and forget what it changed."""
        self.count += 1
        self._client.cookies[settings.SESSION_COOKIE_NAME] = self._session
        with transaction.atomic():
            if isinstance(data, str):
                response = self._client.generic(method, url, data, content_type="application/json")
            else:
                response = getattr(self._client, method.lower())(url, data or {})
            transaction.set_rollback(True)
        # Health answers 503 where no worker runs, as in tests.
        if response.status_code == 500:
            self.broken.append(f"{method} {url[:120]} {str(data)[:160]!r}: {response.exc_info}")

    def attack(self, method: str, name: str, url: str, asked: set[str]) -> None:
        """Find the names that the view behind `url` asks its query or its form for, and send each of them every value."""
        asked.clear()
        self.send(method, url, {"x": "1"})
        names = sorted(asked - {"x", "csrfmiddlewaretoken", "_method"})
        good = {field: self._good.get(field, "1") for field in names}
        for field in names:
            # Allauth's pages have tests of their own.
            some = () if name.startswith(OF_ALLAUTH) else islice(self._turns[method], AT_A_TIME[method])
            for value in (*ALWAYS, *some):
                self.send(method, url, {**good, field: value})


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Watch which names views and forms ask for."""
    names: set[str] = set()

    def watch(method: str) -> None:
        original = getattr(QueryDict, method)

        def watched(self: QueryDict, key: str, *rest: object) -> object:
            names.add(str(key))
            return original(self, key, *rest)

        monkeypatch.setattr(QueryDict, method, watched)

    for method in ("get", "getlist", "__getitem__"):
        watch(method)
    return names


@pytest.fixture
def attacker(sara: Person) -> Iterator[Attacker]:
    # Thousands of requests, each with its line in the log, which nobody reads here.
    logging.disable(logging.CRITICAL)
    yield Attacker(sara)
    logging.disable(logging.NOTSET)


@pytest.fixture
def things(sara: Person, reza: Person) -> routes.Things:
    return routes.build(sara=sara, reza=reza)


def test_addresses(attacker: Attacker, things: routes.Things) -> None:
    for name, arguments in sorted(routes.patterns()):
        for argument in sorted(arguments):
            for url in _addresses(name, arguments, argument, things):
                attacker.send("GET", url)
                attacker.send("POST", url)
    assert attacker.broken == []
    assert attacker.count > 200


def _addresses(name: str, arguments: frozenset[str], argument: str, things: routes.Things) -> Iterator[str]:
    """Yield the address of a route with one argument hostile; what its pattern does not take has no address."""
    usual = {"type": "post", "key": "1", "pk": 1, "person_pk": things.ids["person"]}
    for value in (*NUMBERS, NUL, "../../é"):
        try:
            yield reverse(name, kwargs={**{one: usual.get(one, 1) for one in arguments}, argument: value})
        except NoReverseMatch:
            continue


@pytest.mark.parametrize(("method", "least"), [("GET", 200), ("POST", 300)])
def test_parameters(attacker: Attacker, things: routes.Things, asked: set[str], method: str, least: int) -> None:
    for name, arguments in sorted(routes.patterns()):
        if not name.startswith(("api:", "health:", "ui:components")):
            attacker.attack(method, name, routes.address(name, arguments, things), asked)
    assert attacker.broken == []
    assert attacker.count > least


def test_the_api(attacker: Attacker, things: routes.Things) -> None:
    """Send each field of each body what is no text and no number, beside good values for the others."""
    described = api.get_openapi_schema()
    values = [
        *(json.dumps(text) for text in TEXTS),
        '"a\\ud800b"',
        "null",
        "[[]]",
        "NaN",
        "1e400",
        str(2**63),
        "-1",
        "9" * 5000,
        "[" * 5000,
    ]
    for path, operations in described["paths"].items():
        url = re.sub(r"\{\w*pk\}", "1", path)
        for method, operation in operations.items():
            for body in _bodies(operation, described, values):
                attacker.send(method.upper(), url, body)
            for parameter in operation.get("parameters", []):
                for value in (*ALWAYS, *TURNS["GET"]) if parameter["in"] == "query" else ():
                    attacker.send(method.upper(), url, {parameter["name"]: value})
    assert attacker.broken == []
    assert attacker.count > 150


def _bodies(operation: dict[str, object], described: dict[str, object], values: list[str]) -> Iterator[str]:
    content = operation.get("requestBody", {}).get("content", {})  # type: ignore[attr-defined]
    for schema in (one["schema"] for one in content.values()):
        fields = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["properties"]  # type: ignore[index]
        good = {
            name: '"today"' if name == "urgency" else '"a"' if kind.get("type") == "string" else "null" for name, kind in fields.items()
        }
        for name in fields:
            for value in values:
                yield "{" + ",".join(f'"{key}":{text}' for key, text in {**good, name: value}.items()) + "}"


def _stranger() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("cookie", "status"),
    [(settings.SESSION_COOKIE_NAME, 302), (settings.CSRF_COOKIE_NAME, 302), (settings.LANGUAGE_COOKIE_NAME, 302), ("hamsoo-theme", 302)],
)
def test_cookies(cookie: str, status: int) -> None:
    for value in ('"aaaaaaaaaaaa\\000"', '"\\012\\015"', "a" * 5000, "../../../etc/passwd", '"\\377\\377\\377\\377\\377\\377\\377\\377"'):
        assert _stranger().get("/", headers={"Cookie": f"{cookie}={value}"}).status_code == status


def test_requests_that_make_no_sense() -> None:
    page = "/accounts/login/"
    form = "application/x-www-form-urlencoded"
    answers = {
        "host": _stranger().get(page, headers={"Host": "evil.example"}),
        "fields": _stranger().get(f"{page}?{'&a=1' * 1500}"),
        "boundary": _stranger().generic("POST", page, b"--x", content_type="multipart/form-data; boundary="),
        "encoding": _stranger().generic("POST", page, b"a=\xff", content_type=f"{form}; charset=utf-16"),
        "size": _stranger().generic("POST", page, b"a=" + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE, content_type=form),
    }
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 400)
    assert _stranger().generic("BREW", page).status_code == 405


@pytest.mark.parametrize("value", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(value: str) -> None:
    assert _stranger().post("/ui/appearance", {"next": value}).headers["Location"] == "/"
    assert _stranger().post("/ui/appearance", {"next": value}, headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/"


@pytest.mark.parametrize(
    ("value", "written"), [("/\r\nSet-Cookie: x=1", "/%0D%0ASet-Cookie:%20x=1"), ("/گروه/", "/%DA%AF%D8%B1%D9%88%D9%87/")]
)
def test_a_redirect_is_one_header(value: str, written: str) -> None:
    assert _stranger().post("/ui/appearance", {"next": value}).headers["Location"] == written
    assert _stranger().post("/ui/appearance", {"next": value}, headers={"HX-Request": "true"}).headers["HX-Redirect"] == written
