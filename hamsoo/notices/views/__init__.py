"""The inbox and the bell, how one wants to be told, and what one follows."""

from hamsoo.notices.views.devices import device_removal, devices
from hamsoo.notices.views.inbox import count, done, inbox, open_notice, reading, readings
from hamsoo.notices.views.settings import settings, unsubscribe
from hamsoo.notices.views.tracker import tracker

__all__ = [
    "count",
    "device_removal",
    "devices",
    "done",
    "inbox",
    "open_notice",
    "reading",
    "readings",
    "settings",
    "tracker",
    "unsubscribe",
]
