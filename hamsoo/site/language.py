"""The language of what is said before Django runs: the `hamsoo` command and configuration errors."""

import gettext as catalogues
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("fa", "en")
_LOCALE = Path(__file__).parent / "locale"


def spoken_language(environ: Mapping[str, str] = os.environ) -> str:
    """Return `fa` or `en`: HAMSOO_LANGUAGE wins, then the terminal's own LC_ALL, LC_MESSAGES, LANG."""
    for name in ("HAMSOO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            return "fa" if value.lower().startswith("fa") else "en"
    return "en"


@cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    return catalogues.translation("django", _LOCALE, languages=[language], fallback=True)


def gettext(message: str) -> str:
    """Translate `message` into the language of the terminal; English when there is no translation."""
    return _catalogue(spoken_language()).gettext(message)
