"""Run by the drill, in a process of its own: does the organisation live on in the restored database? Prints JSON."""

import json
import sys
from datetime import UTC, datetime

import django

django.setup()

from django.core.cache import cache  # noqa: E402 - what follows needs Django
from django.test import Client  # noqa: E402 - what follows needs Django

from hamsoo.ledger.facts import last_position  # noqa: E402
from hamsoo.ledger.models import Entry  # noqa: E402
from hamsoo.ledger.runner import settle  # noqa: E402
from hamsoo.people.models import Person  # noqa: E402
from hamsoo.questions import actions  # noqa: E402
from tests.world import PASSWORD  # noqa: E402


def look() -> dict[str, object]:
    """Sign Sara in, have her ask and search, and follow the new facts to the end of the line."""
    # Guesses that other tests made against the same Valkey are no part of this story.
    cache.clear()
    browser, before = Client(SERVER_NAME="localhost"), last_position()
    entered = browser.post("/accounts/login/", {"login": "sara@rayanpayam.example", "password": PASSWORD})
    actions.ask(actor=Person.objects.get(code="sara"), title="Does it go on?", at=datetime(2026, 11, 22, 8, 30, tzinfo=UTC))
    settle()
    new = Entry.objects.filter(line__position__gt=before).order_by("line__position").values_list("line__position", "name")
    found = browser.get("/search/?q=limit").content.decode()
    return {"entered": entered.status_code, "home": browser.get("/").status_code, "new": list(new), "found": "Which <mark>limit" in found}


if __name__ == "__main__":
    json.dump(look(), sys.stdout)
