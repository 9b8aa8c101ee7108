"""Names kept in both scripts, and said in the reader's."""

from __future__ import annotations

from django.utils.translation import get_language


def in_reader_language(fa: str, en: str) -> str:
    """Return the name in the language of the page, or the other one where that is missing."""
    return (en or fa) if get_language() == "en" else (fa or en)
