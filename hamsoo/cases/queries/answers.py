"""Answers at hand: those that somebody may use, and one filled in for a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import override

from hamsoo.cases import rules
from hamsoo.cases.models import Case, ReadyAnswer, ReadyAnswerVersion
from hamsoo.cases.queries.conversation import last_received
from hamsoo.kernel.dates import format_date
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.numbers import format_digits
from hamsoo.kernel.text import detect_language, fold
from hamsoo.people.models import Person, Unit

OFFERED, VERSIONS = 8, 50


@dataclass(frozen=True, slots=True)
class Filled:
    """An answer at hand as it would be sent in a case: in the language of the customer, nothing of it sent yet."""

    answer: ReadyAnswer
    text: str
    language: str
    changes: Sequence[rules.Change]


def answers(*, person: Person) -> list[ReadyAnswer]:
    """Return the answers at hand that `person` may use or keeps: the own ones first, what is put away last."""
    rows = ReadyAnswer.objects.visible_to(person).select_related("unit", "use")
    return list(rows.order_by("-is_active", F("owner").asc(nulls_last=True), F("unit__path").desc(nulls_last=True), "title", "pk"))


def answer(*, person: Person, pk: int) -> ReadyAnswer:
    """Return an answer at hand that `person` may use, or raise `NotFound`."""
    found = ReadyAnswer.objects.visible_to(person).select_related("unit", "owner").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def answer_versions(*, answer: ReadyAnswer) -> list[ReadyAnswerVersion]:
    """Return what an answer at hand said, the newest first."""
    return list(ReadyAnswerVersion.objects.filter(answer=answer).select_related("by").order_by("-number")[:VERSIONS])


def answers_like(*, person: Person, text: str, limit: int = OFFERED) -> list[ReadyAnswer]:
    """Return the answers at hand with all words of `text` in them, what is used most first; without words what is used most."""
    words = fold(text).split()
    rows = ReadyAnswer.objects.visible_to(person).filter(is_active=True).select_related("unit", "use")
    found: list[tuple[bool, int, ReadyAnswer]] = []
    for row in rows.order_by(F("use__count").desc(nulls_last=True), "title", "pk"):
        says = fold(f"{row.title} {row.text_fa} {row.text_en}") if words else ""
        if all(word in says for word in words):
            found.append((not all(word in fold(row.title) for word in words), len(found), row))
    return [row for _in_text, _place, row in sorted(found, key=lambda one: one[:2])[:limit]]


def fill(*, person: Person, case: Case, answer: ReadyAnswer, at: datetime) -> Filled:
    """Return an answer at hand as `person` would send it in a case that they read."""
    last = last_received(person=person, case=case)
    language = detect_language(last.text if last and last.text.strip() else case.subject)
    with override(language):
        talk = case.correspondence
        values = {
            "customer": str(case.record or ""),
            "contact": (last.name if last else "") or (talk.contact_name if talk else ""),
            "number": format_digits(case.pk, language),
            "subject": case.subject,
            "agent": person.name,
            "unit": str(case.unit),
            "date": format_date(localdate(at), language=language),
        }
    return Filled(answer, rules.filled(answer.text_in(language), values), language, rules.changes_of(answer.changes))


def units_kept(*, person: Person) -> list[Unit]:
    """Return the units whose answers at hand `person` keeps."""
    own = Unit.objects.open().order_by("path")
    found = own[:500] if person.is_administrator else own.filter(pk__in=person.unit.ancestor_ids if person.unit else [])
    return [unit for unit in found if rules.can_keep_for_unit(person, unit)]


def change_words(changes: Sequence[rules.Change]) -> list[str]:
    """Return what is done along with an answer, each thing in words."""
    ids = {int(one.value) for one in changes if one.kind == "hand_off"}
    units = Unit.objects.in_bulk(ids) if ids else {}
    return [rules.in_words(one, units.get(int(one.value)) if one.kind == "hand_off" else None) for one in changes]
