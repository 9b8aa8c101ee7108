"""Programs and cases: the same rights as on the pages."""

import json
from collections.abc import Callable
from typing import Any

from django.test import Client

from hamsoo.cases import actions
from hamsoo.cases.models import Case
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
