"""The ASGI application that the web server runs: the live hub in front, Django behind it."""

import gc
import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamsoo.site.settings")
_django = get_asgi_application()

from django.conf import settings  # noqa: E402 - the settings are there only now

from hamsoo.site.ahead import read_ahead  # noqa: E402
from hamsoo.site.bodies import bounded  # noqa: E402
from hamsoo.site.live.hub import PATH, Hub  # noqa: E402
from hamsoo.site.metrics.instruments import STREAMS  # noqa: E402

hub = Hub(settings.VALKEY_URL)

# The first readers after a start are not those who wait for it to be read.
read_ahead()
# What is loaded now stays for ever: the collector need not walk through it in the middle of an answer.
gc.collect()
gc.freeze()
# A page makes thousands of objects that die with it: the young ones are looked through after an answer, in the middle of one only when
# none comes to its end.
gc.set_threshold(100_000, 20, 50)
_MANY_YOUNG = 15_000


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer streams from the hub and everything else from Django."""
    if scope["type"] == "http" and scope["path"] == PATH:
        with STREAMS.track_inprogress():
            await hub(scope, receive, send)
    elif scope["type"] == "lifespan":
        await _live_and_die(receive, send)
    else:
        await bounded(_django, scope, receive, send)
        if gc.get_count()[0] > _MANY_YOUNG:
            gc.collect(1)


async def _live_and_die(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
