"""Files that people attach: what they are by their content, and a name that harms nobody.

Pictures are decoded and written anew (`kernel.pictures`), in two sizes. Everything else is kept as it came and handed out to be saved only,
never to be shown or run by a browser; what is packed is never unpacked here. A file whose name says something else than its content is
refused: so nobody opens a program as a picture.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from hamsoo.kernel import pictures
from hamsoo.kernel.errors import Invalid

LONGEST_NAME = 120
FULL, THUMB = 2048, 640
"""Pixels of the longer side of what is kept of a picture: to be looked at, and beside a text."""

_PICTURES = {".jpg", ".jpeg", ".jfif", ".png", ".webp", ".gif"}
_ZIPPED = {
    ".zip",
    ".docx",
    ".xlsx",
    ".pptx",
    ".docm",
    ".xlsm",
    ".pptm",
    ".odt",
    ".ods",
    ".odp",
    ".jar",
    ".apk",
    ".epub",
    ".vsdx",
    ".sketch",
}
_BEGINNINGS: tuple[tuple[bytes, frozenset[str]], ...] = (
    (b"%PDF-", frozenset({".pdf", ".ai"})),
    (b"PK\x03\x04", frozenset(_ZIPPED)),
    (b"MZ", frozenset({".exe", ".dll", ".msi", ".scr", ".sys", ".com"})),
    (b"\x7fELF", frozenset({"", ".so", ".bin", ".elf", ".run"})),
    (b"Rar!", frozenset({".rar"})),
    (b"7z\xbc\xaf\x27\x1c", frozenset({".7z"})),
    (b"\x1f\x8b", frozenset({".gz", ".tgz"})),
    (b"\xd0\xcf\x11\xe0", frozenset({".doc", ".xls", ".ppt", ".msi", ".msg", ".vsd"})),
)
"""How files begin that somebody may take for something else, and how their names end."""
_ENDINGS = frozenset().union(*(endings for _beginning, endings in _BEGINNINGS)) - {"", ".bin", ".com"}

_HALF_SPACE = re.compile("(?<=[\u0620-\u06ff])\u200c(?=[\u0620-\u06ff])")
_KEPT = "\ue000"
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|clock\$)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it is kept: its name, and its contents by what they are kept for ("" the file itself, "thumb" a small picture)."""

    name: str
    contents: dict[str, bytes]
    size: int
    width: int | None = None
    height: int | None = None
    is_picture: bool = field(default=False)


def safe_name(name: str) -> str:
    """Return `name` without folders, invisible signs and whatever a system takes for something special; its ending stays.

    The half-space between Persian letters is content and stays too.
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1][:1_000])
    name = _HALF_SPACE.sub(_KEPT, name.replace(_KEPT, ""))
    name = "".join(sign for sign in name if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
    name = _FORBIDDEN.sub("-", " ".join(name.replace(_KEPT, "\u200c").split())).strip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name) or "file"


def _shortened(name: str) -> str:
    """Return `name` in as many characters as fit, and in 200 bytes: many file systems take 255."""
    ending = PurePosixPath(name).suffix[:16]
    stem = name[: len(name) - len(ending)][: LONGEST_NAME - len(ending)]
    while len(f"{stem}{ending}".encode()) > 200:
        stem = stem[:-1]
    return f"{stem.rstrip('. ')}{ending}"


def read(name: str, content: bytes) -> Read:
    """Return the file as it is to be kept; raise `Invalid` for what is empty, damaged or not what its name says."""
    name = safe_name(name)
    if not content:
        raise Invalid(_("“%(name)s” is empty.") % {"name": name}, field="file")
    try:
        with pictures.opened(content) as image:
            return _picture(name, image)
    except pictures.NoPicture:
        _check_name(name, content)
        return Read(name, {"": content}, len(content))
    except pictures.TooManyPixels as error:
        words = _("“%(name)s” has too many pixels: at most 50 million. Choose a smaller picture.")
        raise Invalid(words % {"name": name}, field="file") from error
    except pictures.Damaged as error:
        raise Invalid(_("“%(name)s” is damaged and cannot be read. Save it anew.") % {"name": name}, field="file") from error


def _picture(name: str, image: Image.Image) -> Read:
    # JPEG can be decoded at a half, a quarter or an eighth, with as much less memory.
    image.draft("RGB", (FULL, FULL))
    upright = ImageOps.exif_transpose(image)
    upright = upright.convert("RGB" if upright.mode in ("RGB", "L", "CMYK", "YCbCr") else "RGBA")
    upright.thumbnail((FULL, FULL), Image.Resampling.LANCZOS)
    full = pictures.written(upright)
    width, height = upright.size
    upright.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    stem = PurePosixPath(name)
    kept = stem.with_suffix(".webp").name if stem.suffix.lower() in _PICTURES else f"{name}.webp"
    return Read(_shortened(kept), {"": full, "thumb": pictures.written(upright)}, len(full), width, height, is_picture=True)


def _check_name(name: str, content: bytes) -> None:
    ending = PurePosixPath(name).suffix.lower()
    known = next((endings for beginning, endings in _BEGINNINGS if content.startswith(beginning)), None)
    if ending in _PICTURES or (ending not in known if known is not None else ending in _ENDINGS):
        raise Invalid(_("“%(name)s” is not what its name says. Give it the ending that fits its content.") % {"name": name}, field="file")
