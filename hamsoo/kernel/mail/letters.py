"""Letters of a mail, whatever it says they are: words of headers, texts, addresses."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses

_LONGEST_WORDS = 2_000
_TEXTS = re.compile(r"(utf|iso8859|iso2022|cp|koi8|mac|gb|big5|euc|shift_jis|ascii|latin|hp-roman|tis|hz|johab|kz1048|ptcp)", re.IGNORECASE)
"""Charsets of texts. Python knows others by which decoding takes for ever, or runs something."""
_STATEFUL = re.compile(r"(utf.?16|utf.?32|iso2022|hz)", re.IGNORECASE)
_LATIN = frozenset(("ascii", "iso8859-1", "cp1252"))
_ARABIC = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u200c\u060c\u061b\u061f]")
_ADDRESS = re.compile(r"[^\s@<>(),;:\"\[\]\\]{1,64}@[^\s@<>(),;:\"\[\]\\]{1,190}")
_LINES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody as a header of a mail names them; the address is in small letters."""

    name: str
    address: str

    @property
    def host(self) -> str:
        """Return what stands after the `@`."""
        return self.address.rpartition("@")[2]


def text_of(content: bytes, charset: str = "") -> str:
    """Return a text, whatever it says to be: many mails lie about their letters, and much Persian comes as Windows-1256.

    Bytes that are UTF-8 are; there is hardly another text that would be by chance.
    """
    named = _known(charset)
    if not _STATEFUL.match(named):
        try:
            return content.decode("utf-8").replace("\x00", "")
        except UnicodeDecodeError:
            pass
    if named in _LATIN or named == "utf-8":
        guess = content.decode("cp1256", errors="replace")
        foreign = [letter for letter in guess[:20_000] if ord(letter) > 127]
        if foreign and len(_ARABIC.findall("".join(foreign))) >= 0.6 * len(foreign):
            return guess.replace("\x00", "")
    return content.decode(named, errors="replace").replace("\x00", "")


def words_of(value: str) -> str:
    """Return what a header says, decoded, in one line."""
    value = _LINES.sub(" ", value[:_LONGEST_WORDS])
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        parts = [(value, None)]
    said = "".join(part if isinstance(part, str) else text_of(part, charset or "") for part, charset in parts)
    # Letters that came as bare bytes.
    said = text_of(said.encode("utf-8", errors="surrogateescape"))
    return " ".join(_LINES.sub(" ", said).split())


def addresses_in(values: Iterable[str]) -> tuple[Address, ...]:
    """Return whom headers name, each address once; what is no address is left out."""
    found: dict[str, Address] = {}
    for name, written in getaddresses(list(values)):
        address = written.strip().lower()
        if _ADDRESS.fullmatch(address) and address.isprintable():
            found.setdefault(address, Address(words_of(name), address))
    return tuple(found.values())


def _known(charset: str) -> str:
    """Return the name by which Python knows a charset; UTF-8 for what is none."""
    try:
        name = codecs.lookup(charset.strip() or "utf-8").name
    except (LookupError, ValueError):
        return "utf-8"
    return name if _TEXTS.match(name) else "utf-8"
