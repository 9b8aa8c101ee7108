"""Programs and cases: the same rights as on the pages."""

import json
from collections.abc import Callable
from typing import Any

from django.test import Client

from hamsoo.cases import actions
from hamsoo.cases.models import Case
from hamsoo.cases.tests.test_working import opened
from hamsoo.customers.tests.cast import company
from hamsoo.people.models import Person
from tests.world import NOON, World


def test_programs_open_read_note_and_move_cases(world: World, sara: Person, nima: Person, browse: Callable[..., Client]) -> None:
    record = company(world, "Sepehr", "crm")
    mine, theirs = browse(sara), browse(nima)

    def post(client: Client, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        answer = client.post(f"/api/v1/{path}", json.dumps(body), content_type="application/json")
        return answer.status_code, answer.json()

    status, made = post(mine, f"records/{record.pk}/cases", {"subject": "Renewed", "priority": 1, "tags": ["renewal"]})
    assert (status, made["state"], made["priority"], made["tags"], made["record_id"]) == (201, "new", 1, ["renewal"], record.pk)
    path = f"cases/{made['id']}"
    assert post(theirs, f"{path}/notes", {"body": "We billed it"})[0] == 201
    assert post(mine, f"{path}/state", {"to": "taken"})[1]["assignee"] == "Sara Mohammadi"
    shown = mine.get(f"/api/v1/{path}").json()
    assert ([(one["kind"], one["by"], one["text"]) for one in shown["said"]], shown["state"]) == (
        [("note", "Nima Ahmadi", "We billed it")],
        "working",
    )
    # Who reads may not work on it; what is wrong is named; what is confidential is not there.
    assert post(theirs, f"{path}/state", {"to": "resolved"})[0] == 403
    assert post(mine, f"{path}/state", {"to": "forgotten"})[0] == 422
    assert post(mine, f"{path}/notes", {"body": " "})[0] == 422
    actions.close_to_others(actor=sara, case=Case.objects.get(), at=NOON)
    assert theirs.get(f"/api/v1/{path}").status_code == 404
    assert theirs.get(f"/api/v1/cases/{2**70}").status_code == 404


def test_programs_hand_cases_on_with_the_same_refusals(world: World, sara: Person, nima: Person, browse: Callable[..., Client]) -> None:
    case = opened(world, sara)
    mine, theirs = browse(sara), browse(nima)
    path = f"/api/v1/cases/{case.pk}/hand-offs"

    def post(client: Client, body: dict[str, Any], to: str = "") -> tuple[int, Any]:
        answer = client.post(f"{path}{to}", json.dumps(body), content_type="application/json")
        return answer.status_code, answer.json()

    ask = {"unit": "finance", "reason": "The invoice", "needed": "Its number"}
    wrong: list[tuple[dict[str, Any], int]] = [
        ({"unit": ""}, 422),
        ({"unit": "nowhere"}, 404),
        ({"reason": " "}, 422),
        ({"partner": 1}, 422),
    ]
    assert [post(mine, {**ask, **further})[0] for further, _status in wrong] == [status for _further, status in wrong]
    assert post(theirs, ask)[0] == 404
    status, asked = post(mine, ask)
    assert (status, asked["to_unit"], asked["needed"], asked["answer"]) == (201, "Finance", "Its number", "")
    assert post(mine, ask)[0] == 409
    answer = f"/{asked['id']}/answer"
    assert [post(client, {"answer": said}, answer)[0] for client, said in ((mine, "accepted"), (theirs, "refused"), (theirs, "x"))] == [
        403,
        422,
        422,
    ]
    assert post(theirs, {"answer": "accepted"}, answer)[1]["answer"] == "accepted"
    case.refresh_from_db()
    assert (case.unit, case.assignee) == (world.finance, nima)
    assert [post(theirs, {"answer": "returned", "words": words}, answer)[0] for words in ("", "It was paid")] == [422, 200]
    assert post(mine, {"answer": "withdrawn"}, f"/{post(mine, ask)[1]['id']}/answer")[1]["answer"] == "withdrawn"
    assert [one["answer"] for one in mine.get(path).json()] == ["accepted", "withdrawn"]
    other = opened(world, sara)
    assert (
        mine.post(f"/api/v1/cases/{other.pk}/hand-offs{answer}", '{"answer": "accepted"}', content_type="application/json").status_code
        == 404
    )
    moved = mine.post(f"/api/v1/cases/{other.pk}/state", '{"to": "other"}', content_type="application/json").json()
    assert moved["state"] == "other"
