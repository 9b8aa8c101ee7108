"""What the directory finds a colleague by: derived from the record whenever it is written, so that a search folds only its own words."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hamsoo.kernel.text import fold, neighbours, sort_key, sounds, to_ascii_digits

_NO_DIGIT = re.compile(r"\D+")
# Trunk zero, country code, or both, as people write them or not: 0912…, +98 912…, 0098912….
_BEFORE_THE_NUMBER = re.compile(r"^(?:(?:00|\+)98|98(?=\d{10}$))?0?")


def digits_of(number: str) -> str:
    """Return the digits of a phone number without trunk zero and the country code of Iran: how it is stored and looked for."""
    written = to_ascii_digits(number).strip()
    bare = ("+" if written.startswith("+") else "") + _NO_DIGIT.sub("", written)
    return _BEFORE_THE_NUMBER.sub("", bare).lstrip("+")


def place_of(office: str) -> str:
    """Return the town or building of an office: what stands before the first comma (`تهران، طبقهٔ ۴` is in تهران)."""
    return re.split(r"[،,]", office, maxsplit=1)[0].strip()


def named_customer(name: str) -> dict[str, Any]:
    """Return the fields of a line of a profile that say which customer it names, so that it is found as colleagues are."""
    heard = sounds(name)
    near = sorted(set().union(*map(neighbours, heard)))
    return {"title": name, "folded_title": fold(name)[:400], "sounds": f" {' '.join(heard)} "[:400], "near_sounds": near}


class Findable(models.Model):
    """Columns that the directory searches and sorts by; `derive` fills them from the record."""

    DERIVED: ClassVar[tuple[str, ...]] = (
        "sort_key",
        "folded_names",
        "folded_position",
        "sounds",
        "near_sounds",
        "phone_digits",
        "folded_place",
    )

    sort_key = models.CharField(max_length=400, db_index=True, editable=False)
    # Both names, folded.
    folded_names = models.CharField(max_length=400, default="", editable=False)
    folded_position = models.CharField(max_length=400, default="", editable=False)
    # How the words of the names sound, between spaces (` sr mhmdy `), and what lies one slip beside them: see kernel.text.sounds.
    sounds = models.CharField(max_length=400, default=" ", editable=False)
    near_sounds = ArrayField(models.CharField(max_length=24), default=list, editable=False)
    # Number and extension, between spaces: ` 9120003295 2932 `.
    phone_digits = models.CharField(max_length=80, default=" ", editable=False)
    folded_place = models.CharField(max_length=200, default="", db_index=True, editable=False)

    class Meta:
        abstract = True

    def derive(self) -> None:
        """Fill the columns from names, positions, phone and office as they stand."""
        fa, en = str(getattr(self, "name_fa", "")), str(getattr(self, "name_en", ""))
        heard = sounds(f"{fa} {en}")
        self.sort_key = sort_key(fa or en)[:400]
        self.folded_names = fold(f"{fa} {en}")[:400]
        self.folded_position = fold(f"{getattr(self, 'position_fa', '')} {getattr(self, 'position_en', '')}")[:400]
        self.sounds = f" {' '.join(heard)} "[:400]
        self.near_sounds = sorted(set().union(*map(neighbours, heard)))
        numbers = str(getattr(self, "phone", "")).replace(")", " ").split("(")
        self.phone_digits = f" {' '.join(filter(None, map(digits_of, numbers)))} "[:80]
        self.folded_place = fold(place_of(str(getattr(self, "office_fa", "") or getattr(self, "office_en", ""))))[:200]
