"""Photos of people: read from whatever was sent, cut to a square, written anew.

What is kept is never what was sent. The picture is decoded and encoded again as WebP, so that places and names of cameras (EXIF), second
files behind the picture and broken chunks made for a decoder stay behind. Limits hold before anything is decoded.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from hamsoo.kernel import pictures
from hamsoo.kernel.errors import Invalid

LARGEST = 10 * 1024**2
"""Bytes that a photo may have."""
SIZES = (96, 256, 512)
"""Pixels of a side of what is kept, small to large: faces in lists, the head of a profile, the photo itself."""

_SMALLEST_SIDE = 64


@dataclass(frozen=True, slots=True)
class Crop:
    """The square to keep, as parts of the upright picture: its start across and down, its side as a part of the shorter side."""

    left: float
    top: float
    side: float


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo in all sizes, as WebP. `version` follows from what it shows."""

    version: str
    files: dict[int, bytes]


def size_for(pixels: int) -> int:
    """Return the smallest kept size that is sharp when shown in `pixels`, on screens of double density too."""
    return next((size for size in SIZES if size >= pixels * 2), SIZES[-1])


def file_name(person_id: int, version: str, size: int) -> str:
    """Return the name that a photo is stored under."""
    return f"people/{person_id}/{version}-{size}.webp"


def read(content: bytes, crop: Crop | None = None) -> Photo:
    """Return the photo in all sizes; without `crop` its middle. Raise `Invalid` (field `photo`), saying what to do, for what is none."""
    if len(content) > LARGEST:
        raise too_large()
    square = _square(content, crop)
    files = {size: pictures.written(square.resize((size, size), Image.Resampling.LANCZOS)) for size in SIZES}
    return Photo(sha256(files[SIZES[-1]]).hexdigest()[:16], files)


def too_large() -> Invalid:
    """Return the refusal of a file that has too many bytes."""
    return Invalid(_("This file is too large: a photo may have 10 MB. Choose a smaller one."), field="photo")


def _square(content: bytes, crop: Crop | None) -> Image.Image:
    try:
        with pictures.opened(content) as image:
            if min(image.size) < _SMALLEST_SIDE:
                raise Invalid(_("This picture is too small: at least 64 pixels a side are needed."), field="photo")
            # JPEG can be decoded at a half, a quarter or an eighth, with as much less memory.
            wanted = round(2 * SIZES[-1] / (crop.side if crop else 1))
            image.draft("RGB", (wanted, wanted))
            return _cut(ImageOps.exif_transpose(image), crop)
    except pictures.TooManyPixels as error:
        raise Invalid(_("This picture has too many pixels: at most 50 million. Choose a smaller one."), field="photo") from error
    except pictures.NoPicture as error:
        raise Invalid(_("This is no photo that can be read. Choose a JPEG, PNG, WebP or GIF file."), field="photo") from error
    except pictures.Damaged as error:
        raise Invalid(_("This photo is damaged and cannot be read. Choose another file, or save it anew."), field="photo") from error


def _cut(image: Image.Image, crop: Crop | None) -> Image.Image:
    """Return the wanted square of an upright picture in the largest kept size, on white where it lets through."""
    width, height = image.size
    shorter = min(width, height)
    side = max(min(shorter, _SMALLEST_SIDE), min(shorter, round(shorter * crop.side))) if crop else shorter
    left = min(max(0, round(width * crop.left)), width - side) if crop else (width - side) // 2
    top = min(max(0, round(height * crop.top)), height - side) if crop else (height - side) // 2
    mode = "RGB" if image.mode in ("RGB", "L", "CMYK", "YCbCr") else "RGBA"
    piece = image.convert(mode).resize((SIZES[-1], SIZES[-1]), Image.Resampling.LANCZOS, box=(left, top, left + side, top + side))
    paper = Image.new("RGBA", piece.size, "white")
    paper.alpha_composite(piece.convert("RGBA"))
    return paper.convert("RGB")
