"""Keys by which two records come to be compared at all: records without a common key are never a pair."""

from collections.abc import Iterator

from hamsoo.identity.resolution.fields import Entity, Normal


def keys(normal: Normal, *, entity: Entity) -> list[str]:
    """Return the blocking keys of a record, `kind:value`, each once; the batch and the index of single records use the same."""
    found = _person(normal) if entity == "person" else _company(normal)
    return list(dict.fromkeys([*found, *_reached(normal)]))


def _reached(normal: Normal) -> Iterator[str]:
    yield from (f"email:{email}" for email in _list(normal, "emails"))
    yield from (f"phone:{phone}" for phone in _list(normal, "phones"))
    if number := _text(normal, "number"):
        yield f"number:{number}"


def _person(normal: Normal) -> Iterator[str]:
    given, family, birth = _text(normal, "given_sound"), _text(normal, "family_sound"), _text(normal, "birth")
    postcode = _text(normal, "postcode")
    if national := _text(normal, "national_id"):
        yield f"national:{national}"
    if given and family:
        yield f"name:{given}|{family}"
    if birth:
        if family:
            yield f"family-birth:{family}|{birth}"
        if given:
            yield f"given-birth:{given}|{birth}"
    if postcode:
        if family:
            yield f"family-postcode:{family}|{postcode}"
        if birth:
            yield f"birth-postcode:{birth}|{postcode}"


def _company(normal: Normal) -> Iterator[str]:
    for kind in ("registration_id", "economic_code", "name_sound"):
        if value := _text(normal, kind):
            yield f"{kind}:{value}"
    yield from (f"domain:{domain}" for domain in _list(normal, "domains"))


def _text(normal: Normal, column: str) -> str:
    value = normal.get(column, "")
    return value if isinstance(value, str) else ""


def _list(normal: Normal, column: str) -> list[str]:
    value = normal.get(column, [])
    return value if isinstance(value, list) else []
