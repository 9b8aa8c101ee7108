"""Keeping the types of cases, and how much somebody takes from the queue at most."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.translation import override

from hamsoo.cases import actions, events
from hamsoo.cases.models import CaseType
from hamsoo.cases.tests.test_working import opened, refused
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person, Skill, SkillName
from tests.world import NOON, World

TYPES = "/administration/case-types/"
CAUSE = {"name_fa": "علت", "name_en": "Cause", "kind": "choice", "choices": ("ours", "theirs"), "required": "resolving"}


def rows(*fields: dict[str, str]) -> dict[str, str]:
    """Return what the rows of fields send."""
    plain = {"name_fa": "", "name_en": "", "kind": "text", "choices": "", "required": "", "key": ""}
    sent = {f"fields-{number}-{name}": value for number, one in enumerate(fields) for name, value in {**plain, **one}.items()}
    return {"fields-TOTAL_FORMS": str(len(fields)), "fields-INITIAL_FORMS": "0", **sent}


def test_a_type_is_kept_with_its_fields_and_cases_keep_theirs(
    world: World, sara: Person, admin: Person, browse: Callable[..., Client]
) -> None:
    skill = Skill.objects.create(code="cancel", name_fa="لغو")
    SkillName.objects.create(skill=skill, name="Cancelling", key="cancelling", language="en")
    client = browse(admin)
    assert "No type yet" in client.get(TYPES).content.decode()
    given = {"name_fa": "شکایت", "name_en": "Complaint", "rank": "2", "skills": "cancelling", "is_active": "on"}
    cause = {"name_fa": "علت", "name_en": "Cause", "kind": "choice", "choices": "ours، theirs", "required": "resolving"}
    for wrong, says in (
        (rows({}, {"name_fa": "علت", "choices": "a"}), "Field 1: what can be chosen"),
        (rows(cause, {"name_en": "Cause"}), "Field 2: give it a Persian name"),
    ):
        page = client.post(f"{TYPES}new", {**given, **wrong})
        assert (page.status_code, says in page.content.decode()) == (422, True)
    assert "No skill goes by the name" in client.post(f"{TYPES}new", {**given, **rows(), "skills": "nothing"}).content.decode()
    assert client.post(f"{TYPES}new", {**given, **rows(cause, {}, {"name_fa": "مبلغ", "kind": "number"})}).status_code == 303
    kind = CaseType.objects.get()
    assert [(one["key"], one["kind"], one["choices"]) for one in kind.fields] == [
        ("field_1", "choice", ["ours", "theirs"]),
        ("field_2", "number", []),
    ]
    assert [row.skill for row in kind.skills.all()] == [skill]

    case = opened(world, sara, type=kind, values={"field_1": "ours", "field_2": "۱۲"})
    # The amount is asked for no more and a new field does not get its key; what the case holds stays.
    kept = {**cause, "key": "field_1"}
    page = f"{TYPES}{kind.pk}/"
    assert 'value="ours، theirs"' in client.get(page).content.decode()
    assert client.post(page, {**given, **rows(kept, {"name_fa": "روز", "kind": "date"})}).status_code == 303
    kind.refresh_from_db()
    assert [one["key"] for one in kind.fields] == ["field_1", "field_3"]
    actions.edit(actor=sara, case=case, values={"field_1": "theirs"}, at=NOON)
    case.refresh_from_db()
    assert case.values == {"field_1": "theirs", "field_2": "12"}
    # Put away it is offered no more; its cases have it, and the same again is no fact.
    for _again in range(2):
        client.post(page, {**given, **rows(kept), "is_active": ""})
    assert "used no more" in client.get(TYPES).content.decode()
    edited = browse(sara).get(f"{case.get_absolute_url()}edit").content.decode()
    assert ("Complaint" in browse(sara).get(case.get_absolute_url()).content.decode(), "Complaint</option>" in edited) == (True, False)
    told = Entry.objects.filter(name=events.TypeKept.name).order_by("id").values_list("payload", flat=True)
    assert [(one["is_new"], one["is_active"]) for one in told] == [(True, True), (False, True), (False, False)]


def test_nobody_else_keeps_types_and_what_is_wrong_is_named(
    world: World, sara: Person, admin: Person, browse: Callable[..., Client]
) -> None:
    assert browse(sara).get(TYPES).status_code == 404
    assert refused(lambda: actions.keep_type(actor=sara, type=None, name_fa="شکایت", fields=[], at=NOON)) == "NotAllowed"
    actions.keep_type(actor=admin, type=None, name_fa="لغو", fields=[CAUSE], at=NOON)
    wrong: list[tuple[dict[str, object], str, str]] = [
        ({"name_fa": " "}, "name_fa", "write something"),
        ({"name_fa": "لغو"}, "name_fa", "Another type"),
        ({"rank": 0}, "rank", "from 1 to 999"),
        ({"fields": [CAUSE, {**CAUSE, "key": "x y"}]}, "fields.2", "Field 2: its key is small letters"),
        ({"fields": [{**CAUSE, "kind": "file"}]}, "fields.1", "it holds a text, a number, a date or a choice"),
        ({"fields": [{**CAUSE, "choices": ("x" * 81,)}]}, "fields.1", "at most 50 choices"),
        ({"fields": [{**CAUSE, "key": "a"}, {**CAUSE, "key": "a"}]}, "fields.2", "Two fields have the key"),
        ({"fields": [CAUSE] * 31}, "fields", "At most 30 fields"),
    ]
    for says, field, names in wrong:
        with override("en"), pytest.raises(Invalid) as error:
            actions.keep_type(actor=admin, type=None, at=NOON, **{"name_fa": "شکایت", "fields": [], **says})  # type: ignore[arg-type]
        with override("en"):
            assert (error.value.field, names in str(error.value)) == (field, True)
    assert CaseType.objects.count() == 1
