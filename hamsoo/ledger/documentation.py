"""The catalogue of all events, written from their classes: `docs/events.md`."""

from dataclasses import fields
from typing import get_type_hints

from django.utils.translation import override

from hamsoo.ledger.events import PERSONAL, Event, event_classes
from hamsoo.ledger.followups import followups_of
from hamsoo.ledger.projections import projections

_HEAD = """# Events

Every fact that Hamsoo writes down: what it says, its fields, who keeps a table of it and who does something because of it.
Written by `make docs` from the classes in `hamsoo/*/events`; a test fails when it is stale.
"""


def events_markdown() -> str:
    """Return the catalogue in Markdown, by app and name."""
    parts, app = [_HEAD], ""
    with override("en"):
        for cls in event_classes():
            if "events" not in cls.__module__.split("."):
                continue
            if (current := cls.name.split(".")[0]) != app:
                app = current
                parts.append(f"\n## {app}\n")
            parts.append(_entry(cls))
    return "".join(parts)


def _entry(cls: type[Event]) -> str:
    meaning = (cls.__doc__ or "").strip().splitlines()[0]
    readers = [item.name for item in projections() if issubclass(cls, item.reads)]
    lines = [f"\n### {cls.name.split('.')[1]}\n", f"{meaning}\n", f"- sentence: {cls.sentence}"]
    if shown := ", ".join(_field(cls, field.name) for field in fields(cls)):  # type: ignore[arg-type]
        lines.append(f"- fields: {shown}")
    if cls.version > 1:
        lines.append(f"- version: {cls.version}")
    lines.append(f"- projected by: {', '.join(sorted(readers)) or 'nobody'}")
    lines.append(f"- followed up by: {', '.join(sorted(followups_of(cls.name))) or 'nobody'}")
    return "\n".join(lines) + "\n"


def _field(cls: type[Event], name: str) -> str:
    hint = get_type_hints(cls)[name]
    shown = hint.__name__ if isinstance(hint, type) and not hasattr(hint, "__args__") else str(hint).replace("typing.", "")
    personal = ", personal" if PERSONAL in getattr(get_type_hints(cls, include_extras=True)[name], "__metadata__", ()) else ""
    return f"`{name}` ({shown}{personal})"
