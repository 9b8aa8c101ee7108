"""The hub alone, as the live benchmark serves it."""

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamsoo.site.settings")
django.setup()

from django.conf import settings  # noqa: E402 - the settings are there only now

from hamsoo.site.live.hub import Hub  # noqa: E402

hub = Hub(settings.VALKEY_URL)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer streams; agree to everything else."""
    if scope["type"] == "http":
        await hub(scope, receive, send)
    elif scope["type"] == "lifespan":
        for _event in range(2):
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
