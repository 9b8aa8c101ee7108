"""Bring what a source says into the form that is compared."""

import re
from collections.abc import Callable, Iterator, Sequence

from hamsoo.identity.resolution import birth, identifiers, names
from hamsoo.identity.resolution.fields import Entity, Normal, Values
from hamsoo.kernel.text import fold

MOST_VALUES = 20
_LONGEST = 300
_WORD = re.compile(r"[^\W_]+")
_NOTHING = names.folded("- -- ? . null none nan n/a na unknown نامشخص ندارد نامعلوم")
_FEMALE = names.folded("f female woman زن خانم مونث مؤنث دختر")
_MALE = names.folded("m male man مرد آقا مذکر پسر")
_PLACES = names.folded(
    "خیابان خ کوچه ک پلاک پ واحد طبقه بلوار میدان جنب روبروی نبش ساختمان "
    "street st road rd avenue ave lane ln drive dr place pl no unit flat"
)
# Second parts of double given names (محمدرضا, Amir Ali), by sound: a full name's second word is one of these or begins the family name.
_SECOND = "رضا علی حسین حسن محمد مهدی امیر جواد صادق کاظم باقر تقی نقی اکبر اصغر زهرا فاطمه سادات عباس قاسم هادی سجاد طاها یاسین"
_SECOND_PARTS = frozenset(map(names.sound, names.folded(_SECOND)))


def normalise(values: Values, *, entity: Entity) -> Normal:
    """Return the normal form of a record; the same values give the same form whatever their order. Never raises on what a source says."""
    said = {field: list(_texts(value)) for field, value in values.items()}
    normal = _person(said) if entity == "person" else _company(said)
    for column in ("city", "occupation", "company"):
        normal[f"{column}_sound"] = names.sound(str(normal.get(column, "")))
    return {column: value for column, value in normal.items() if value}


def by_kind(normal: Normal) -> dict[str, str | list[str]]:
    """Return a normal form with its telephone numbers parted: a mobile and a land line tell nothing of each other."""
    found = dict(normal)
    phones = normal.get("phones", ())
    for column, is_mobile in (("mobiles", True), ("lines", False)):
        if numbers := [number for number in phones if identifiers.is_mobile(number) == is_mobile]:
            found[column] = numbers
    return found


def _texts(value: str | Sequence[str]) -> Iterator[str]:
    for text in [value] if isinstance(value, str) else value[:MOST_VALUES]:
        plain = str(text).strip()[:_LONGEST]
        if plain and fold(plain) not in _NOTHING:
            yield plain


def _person(said: dict[str, list[str]]) -> dict[str, str | list[str]]:
    given, family = _named(said)
    full = [name for text in said.get("full_name", []) for name in names.words(text)]
    every = {names.latin(name) for name in [*given, *family, *full]}
    day = next(filter(None, map(birth.birth_date, said.get("birth_date", []))), None)
    national = next(filter(None, map(identifiers.national_id, said.get("national_id", []))), None)
    given_name, family_name = "".join(map(names.latin, given)), "".join(map(names.latin, family))
    return {
        "given": given_name,
        "given_sound": names.sound(" ".join(given)),
        "family": family_name,
        "family_sound": names.sound(" ".join(family)),
        "names": sorted(every | {given_name, family_name} - {""}),
        "birth": day or "",
        "national_id": national or "",
        "number": "" if national else _number(said.get("national_id", [])),
        "gender": _gender(said.get("gender", [])),
        "occupation": _plain(said.get("occupation", [])),
        "company": "".join(_company_words(said.get("company", []))),
        **_reached(said),
    }


def _company(said: dict[str, list[str]]) -> dict[str, str | list[str]]:
    found = _company_words(said.get("name", []))
    registration = next(filter(None, map(identifiers.registration_id, said.get("registration_id", []))), None)
    code = next(filter(None, map(identifiers.economic_code, said.get("economic_code", []))), None)
    return {
        "name": "".join(map(names.latin, found)),
        "name_sound": names.sound(" ".join(found)),
        "names": sorted({names.latin(word) for word in found}),
        "registration_id": registration or "",
        "economic_code": code or "",
        "number": "" if registration else _number(said.get("registration_id", [])),
        "domains": _each(identifiers.domain, said.get("domain", [])),
        **_reached(said),
    }


def _reached(said: dict[str, list[str]]) -> dict[str, str | list[str]]:
    return {
        "emails": _each(identifiers.email, said.get("email", [])),
        "phones": _each(identifiers.phone, said.get("phone", [])),
        "address": sorted({names.latin(word) for text in said.get("address", []) for word in names.words(text, without=_PLACES)}),
        "city": _plain(said.get("city", [])),
        "postcode": "".join(_WORD.findall(fold(" ".join(said.get("postcode", [])[:1])))),
    }


def _named(said: dict[str, list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of the given and of the family name; where only a full name is known, it is parted."""
    given = names.words(" ".join(said.get("given_name", [])[:1]))
    family = names.words(" ".join(said.get("family_name", [])[:1]))
    if given or family or not said.get("full_name"):
        return given, family
    full = said["full_name"][0]
    before, comma, after = full.replace("،", ",").partition(",")
    if comma and after.strip():
        return names.words(after), names.words(before)
    found = names.words(full)
    parts = 1
    while parts < len(found) - 1 and names.sound(found[parts]) in _SECOND_PARTS:
        parts += 1
    return found[:parts], found[parts:]


def _company_words(texts: Sequence[str]) -> tuple[str, ...]:
    return names.words(texts[0], without=names.LEGAL_FORMS) if texts else ()


def _each(read: Callable[[str], str | None], texts: Sequence[str]) -> list[str]:
    return sorted({found for text in texts if (found := read(text))})


def _plain(texts: Sequence[str]) -> str:
    return names.latin(" ".join(_WORD.findall(fold(texts[0])))) if texts else ""


def _number(texts: Sequence[str]) -> str:
    return "".join(_WORD.findall(fold(texts[0]))) if texts else ""


def _gender(texts: Sequence[str]) -> str:
    text = fold(texts[0]) if texts else ""
    return "f" if text in _FEMALE else "m" if text in _MALE else ""
