"""Where the reader's appearance is kept."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest

from hamsoo.people.actions import change_settings
from hamsoo.people.models import Account


def keep_appearance(request: HttpRequest, choices: Mapping[str, str]) -> None:
    """Keep how a signed-in reader wants to see Hamsoo on the account."""
    wanted: dict[str, Any] = dict(choices)
    if "uses_shortcuts" in wanted:
        wanted["uses_shortcuts"] = wanted["uses_shortcuts"] == "True"
    change_settings(account=cast("Account", request.user), **wanted)
