"""What an import reads: rows of sheets, which may name rows of other sheets."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django_stubs_ext import StrPromise

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Link:
    """`field` of a row holds the key of a row of the sheet `to`; `column` is what the source calls the field.

    The row named must have the same values as this one in the fields `same` (an accepted answer: the same question).
    """

    field: str
    to: str
    column: str
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of rows, of one file. With `follows_changes` off, what is here already stays as it is."""

    name: str
    title: str | StrPromise
    file: str
    links: tuple[Link, ...] = ()
    follows_changes: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: where it stands (line from 1), its key within the sheet, its fields as plain values."""

    sheet: str
    line: int
    key: str
    data: Mapping[str, Value]

    def as_json(self) -> str:
        """Return the fields as one line of JSON, the same for the same values. PostgreSQL keeps no NUL, so none is left."""
        clean = {name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in self.data.items()}
        return json.dumps(clean, sort_keys=True, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Staged:
    """A row that is to be applied: new (`object_id` None), or changed since it became `object_id`.

    `linked` holds, for each field with a link, the id of the thing that the named row became.
    """

    line: int
    key: str
    data: dict[str, Value]
    object_id: int | None
    linked: Mapping[str, int] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the field `name` as text; empty when the row has none."""
        value = self.data.get(name)
        return "" if value is None else str(value)


def digest_of(text: str) -> str:
    """Return 32 hexadecimal digits that change when the text of a row does."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()
