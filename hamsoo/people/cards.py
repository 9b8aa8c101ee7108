"""Business cards: vCard 4.0 (RFC 6350) for files, and a short one for the square that phones read.

Pure text. What stands on a card is chosen by `queries.business_card`, which knows what its reader may see.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

FOLD = 75
"""Octets of a line before it is continued on the next."""

_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says of a person: names by language (`fa`, `en`), units from the top down, and ways to reach them."""

    names: Mapping[str, str]
    positions: Mapping[str, str]
    units: Sequence[str]
    mails: Sequence[str]
    phones: Sequence[tuple[str, str]]
    """Kind (`work`, `cell`, `voice`) and number as it is dialled."""
    pages: Sequence[str]
    handles: Sequence[str]
    office: str
    languages: Sequence[str]
    time_zone: str
    address: str
    """Where the profile is."""
    uid: str
    revision: str
    """When the card was made: `20261121T083000Z`."""


def vcard(card: Card) -> str:
    """Return the card as vCard 4.0: UTF-8 text with folded lines that end in CRLF."""
    return "".join(f"{_folded(line)}\r\n" for line in _lines(card))


def square(card: Card) -> SafeString:
    """Return an SVG of a QR code that phones add to their contacts."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=3)
    code.add_data(_short(card).encode())
    rows = code.get_matrix()
    return format_html('<svg class="qr" viewBox="0 0 {0} {0}" aria-hidden="true"><path d="{1}"/></svg>', len(rows), "".join(_runs(rows)))


def _runs(rows: Sequence[Sequence[bool]]) -> Iterator[str]:
    """Yield a bar for each run of dark squares: a tenth of what a path of single squares takes."""
    for y, row in enumerate(rows):
        x = 0
        for is_dark, run in groupby(row):
            length = sum(1 for _square in run)
            if is_dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length


def _lines(card: Card) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:individual", f"UID:{card.uid}", f"REV:{card.revision}")
    yield from _in_languages("FN", card.names)
    first = next(iter(card.names.values()), "")
    given, _space, family = first.partition(" ")
    yield f"N:{_escaped(family)};{_escaped(given)};;;"
    yield from _in_languages("TITLE", card.positions)
    if card.units:
        yield f"ORG:{';'.join(map(_escaped, card.units))}"
    for place, mail in enumerate(card.mails, 1):
        yield f"EMAIL;PREF={place}:{_escaped(mail)}"
    for kind, number in card.phones:
        yield f'TEL;VALUE=uri;TYPE="{kind}":tel:{number}'
    if card.office:
        yield f"ADR;TYPE=work:;;{_escaped(card.office)};;;;"
    for place, language in enumerate(card.languages, 1):
        yield f"LANG;PREF={place}:{language}"
    for page in (card.address, *card.pages):
        yield f"URL:{page}"
    for handle in card.handles:
        yield f"NOTE:{_escaped(handle)}"
    yield from (f"TZ:{card.time_zone}", "END:VCARD")


def _in_languages(name: str, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield a property once a language; ALTID says that these are one."""
    said = [(language, text) for language, text in texts.items() if text]
    for language, text in said:
        alternative = ";ALTID=1" if len(said) > 1 else ""
        yield f"{name}{alternative};LANGUAGE={language}:{_escaped(text)}"


def _short(card: Card) -> str:
    """Return the little that a square holds and every phone understands: vCard 3.0."""
    name = next(iter(card.names.values()), "")
    given, _space, family = name.partition(" ")
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_escaped(family)};{_escaped(given)}", f"FN:{_escaped(name)}"]
    lines += [f"TITLE:{_escaped(text)}" for text in list(card.positions.values())[:1] if text]
    lines += [f"EMAIL:{_escaped(mail)}" for mail in card.mails[:1]]
    lines += [f"TEL:{number}" for _kind, number in card.phones[:2]]
    return "\n".join([*lines, f"URL:{card.address}", "END:VCARD"])


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Break a line after at most `FOLD` octets, never inside a letter; what continues begins with a blank."""
    pieces, piece, length = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if length + size > FOLD:
            pieces.append(piece)
            piece, length = "", 1
        piece, length = piece + letter, length + size
    return "\r\n ".join([*pieces, piece])
