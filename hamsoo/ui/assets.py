"""The files that Vite built, by the names it gave them.

The names carry hashes, so the files may be cached for ever. Reads `static/ui/dist/manifest.json`, which
`python frontend/build.py` writes.
"""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.templatetags.static import static

MANIFEST = Path(__file__).parent / "static/ui/dist/manifest.json"
_ENTRY, _SPRITE = "src/main.js", ".cache/icons.svg"


def script() -> str:
    """Return the address of the one script."""
    return _address(_manifest().get(_ENTRY, {}).get("file", "main.js"))


def style() -> str:
    """Return the address of the one style sheet."""
    return _address(_manifest().get(_ENTRY, {}).get("css", ["main.css"])[0])


def sprite() -> str:
    """Return the address of the icons."""
    return _address(_manifest().get(_SPRITE, {}).get("file", "icons.svg"))


def fonts(language: str) -> list[str]:
    """Return the addresses of the font files that the first paint in `language` needs."""
    families = ("vazirmatn-arabic",) if language == "fa" else ("inter-latin",)
    found = [entry["file"] for key, entry in _manifest().items() if any(family in key for family in families)]
    return [_address(name) for name in found]


def check_built(**_options: object) -> list[CheckMessage]:
    """Warn when the front end was never built: the pages then work, but without style and scripts."""
    if MANIFEST.exists():
        return []
    return [Warning("The front end is not built.", hint="Run `python frontend/build.py`.", id="ui.W001")]


@cache
def _address(name: str) -> str:
    # A page asks for its icons a hundred times.
    return static(f"ui/dist/{name}")


def _manifest() -> dict[str, Any]:
    # A page asks for it a hundred times: only who builds the front end while a server runs wants it looked at again.
    changed = _changed() if settings.DEBUG else _changed_at_start()
    return _read(changed) if changed else {}


def _changed() -> int:
    """Return when the front end was built; 0 for never."""
    return MANIFEST.stat().st_mtime_ns if MANIFEST.exists() else 0


_changed_at_start = cache(_changed)


@lru_cache(maxsize=1)
def _read(_changed: int) -> dict[str, Any]:
    return json.loads(MANIFEST.read_text())
