"""Write `docs/events.md` from the event classes."""

import os
from pathlib import Path

import django

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "events.md"


def main() -> None:
    """Write the document."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamsoo.site.settings")
    django.setup()
    from hamsoo.ledger.documentation import events_markdown  # noqa: PLC0415 - only after Django is set up

    DOCUMENT.write_text(events_markdown())


if __name__ == "__main__":
    main()
