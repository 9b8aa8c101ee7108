"""Who is writing to a customer just now: kept nowhere but in memory, for as long as they go on."""

from __future__ import annotations

from django.core.cache import cache

from hamsoo.kernel import live
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of

LASTS = 20
"""Seconds after the last key until somebody counts as writing no more; the page says it anew before that."""


def _key(case_id: int) -> str:
    return f"cases.writing.{case_id}"


def begin(*, case_id: int, person: Person) -> None:
    """Note that somebody writes in a case; the others' pages look again when it is news to them."""
    known: dict[int, str] = cache.get(_key(case_id)) or {}
    held = cache.get(f"{_key(case_id)}.{person.pk}")
    cache.set(f"{_key(case_id)}.{person.pk}", True, LASTS)
    if person.pk not in known or not held:
        cache.set(_key(case_id), {**known, person.pk: ""}, LASTS * 30)
        live.publish(f"case_writing:{case_id}", case_id)


def end(*, case_id: int, person: Person) -> None:
    """Note that somebody has sent, or given up, what they wrote."""
    if cache.delete(f"{_key(case_id)}.{person.pk}"):
        live.publish(f"case_writing:{case_id}", case_id)


def writing(*, case_id: int, but: int) -> list[Person]:
    """Return who writes in a case just now, `but` one left out."""
    known: dict[int, str] = cache.get(_key(case_id)) or {}
    found = cache.get_many([f"{_key(case_id)}.{pk}" for pk in known if pk != but]) if known else {}
    return list(names_of([int(key.rpartition(".")[2]) for key in found]).values())
