"""Filters of RFC 7644, section 3.4.2.2, as a tree: `userName eq "sara" and (active eq true or not (title pr))`.

Small by intention: the grammar has six rules, and every refusal names the place in the filter.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hamsoo.people.scim.errors import ScimError, invalid_filter

LONGEST = 4_000
_DEEPEST = 30
OPERATORS = frozenset(("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"))
_TOKEN = re.compile(r'\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<sign>[()\[\]])|(?P<word>[^\s()\[\]"]+))')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Value = str | bool | int | float | None


@dataclass(frozen=True, slots=True)
class Compare:
    """An attribute (lower case, with its sub-attribute: `name.givenname`) against a value; operator `pr` needs none."""

    path: str
    operator: str
    value: Value = None


@dataclass(frozen=True, slots=True)
class Both:
    """`and`."""

    left: "Filter"
    right: "Filter"


@dataclass(frozen=True, slots=True)
class Either:
    """`or`."""

    left: "Filter"
    right: "Filter"


@dataclass(frozen=True, slots=True)
class Not:
    """`not`."""

    of: "Filter"


@dataclass(frozen=True, slots=True)
class Within:
    """`emails[type eq "work"]`: one and the same element of `path` answers the filter."""

    path: str
    of: "Filter"


Filter = Compare | Both | Either | Not | Within


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    place: int


def parse(text: str) -> Filter:
    """Return the tree of a filter; raise `ScimError` (invalidFilter) that says where it cannot be read."""
    if len(text) > LONGEST:
        raise invalid_filter(f"The filter is longer than {LONGEST} characters.")
    return _Parser(list(_tokens(text)), len(text)).whole()


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        if found is None:
            raise _unexpected(text[place:].strip()[:20], place)
        kind = found.lastgroup or ""
        yield _Token(kind, found[kind], found.start(kind))
        place = found.end()


def _unexpected(text: str, place: int) -> ScimError:
    return invalid_filter(f"“{text}” at character {place + 1} cannot stand there.")


class _Parser:
    """Reads tokens from left to right: `or` binds less than `and`, `and` less than `not`."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens, self._at, self._depth, self._length = tokens, 0, 0, length

    def whole(self) -> Filter:
        found = self._either()
        if self._at < len(self._tokens):
            token = self._tokens[self._at]
            raise _unexpected(token.text, token.place)
        return found

    def _either(self) -> Filter:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise invalid_filter(f"The filter has more than {_DEEPEST} brackets within one another.")
        found = self._both()
        while self._takes_word("or"):
            found = Either(found, self._both())
        self._depth -= 1
        return found

    def _both(self) -> Filter:
        found = self._one()
        while self._takes_word("and"):
            found = Both(found, self._one())
        return found

    def _one(self) -> Filter:
        if self._takes_word("not"):
            self._need_sign("(")
            return Not(self._rest_of_bracket(")"))
        if self._takes_sign("("):
            return self._rest_of_bracket(")")
        path = plain_path(self._next("word").text)
        if self._takes_sign("["):
            return Within(path, self._rest_of_bracket("]"))
        token = self._next("word")
        operator = token.text.lower()
        if operator == "pr":
            return Compare(path, "pr")
        if operator not in OPERATORS:
            raise _unexpected(token.text, token.place)
        return Compare(path, operator, self._value())

    def _rest_of_bracket(self, sign: str) -> Filter:
        found = self._either()
        self._need_sign(sign)
        return found

    def _value(self) -> Value:
        token = self._next()
        if token.kind == "text":
            try:
                text = str(json.loads(token.text))
            except ValueError:
                raise _unexpected(token.text, token.place) from None
            if "\x00" in text:
                raise _unexpected(token.text, token.place)
            return text
        known = {"true": True, "false": False, "null": None}
        if token.text.lower() in known:
            return known[token.text.lower()]
        if _NUMBER.fullmatch(token.text):
            return float(token.text) if "." in token.text else int(token.text[:18])
        raise _unexpected(token.text, token.place)

    def _next(self, kind: str = "") -> _Token:
        if self._at >= len(self._tokens):
            raise invalid_filter(f"The filter ends too early, after {self._length} characters.")
        token = self._tokens[self._at]
        if kind and token.kind != kind:
            raise _unexpected(token.text, token.place)
        self._at += 1
        return token

    def _takes_word(self, word: str) -> bool:
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        is_there = token is not None and token.kind == "word" and token.text.lower() == word
        self._at += is_there
        return is_there

    def _takes_sign(self, sign: str) -> bool:
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        is_there = token is not None and token.kind == "sign" and token.text == sign
        self._at += is_there
        return is_there

    def _need_sign(self, sign: str) -> None:
        token = self._next("sign")
        if token.text != sign:
            raise _unexpected(token.text, token.place)


_SCHEMA = re.compile(r"^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):", re.IGNORECASE)


def plain_path(path: str) -> str:
    """Return the path of an attribute in lower case, without the name of the core schemas; the enterprise extension keeps its name."""
    return _SCHEMA.sub("", path).lower()
