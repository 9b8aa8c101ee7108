"""Where the index lies, and the number it was born with."""

import secrets
from pathlib import Path

import tantivy
from django.conf import settings

from hamsoo.finder.index.schema import VERSION, register_terms, schema

_BIRTH = "birth"


def folder() -> Path:
    """Return the folder of this schema's index."""
    return Path(settings.INDEX_FOLDER) / f"v{VERSION}"


def ensure() -> int:
    """Make the index if there is none, and return the number it was born with.

    The number is the version of the projection: a folder that was lost, removed or made for another schema is filled again from the
    first fact, because the bookmark speaks of another birth.
    """
    here = folder()
    try:
        return int((here / _BIRTH).read_text("ascii"))
    except (FileNotFoundError, ValueError):
        here.mkdir(parents=True, exist_ok=True)
        tantivy.Index(schema(), path=str(here))
        born = secrets.randbelow(2**31 - 1) + 1
        # Written last and by renaming: a crash in between leaves a folder without a birth, which is made again.
        draft = here / f"{_BIRTH}.new"
        draft.write_text(str(born), "ascii")
        draft.replace(here / _BIRTH)
        return born


def open_index() -> tantivy.Index | None:
    """Open the index, or return None while there is none."""
    here = folder()
    return register_terms(tantivy.Index.open(str(here))) if (here / "meta.json").exists() else None
