"""The picture over the page of a group or a unit: read with care, cut to a band, written anew."""

from hashlib import sha256

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from hamsoo.kernel import pictures
from hamsoo.kernel.errors import Invalid

LARGEST = 10 * 1024**2
SIZE = (1440, 320)
"""Pixels across and down."""
_SMALLEST = 200


def read(content: bytes) -> tuple[str, bytes]:
    """Return a version that follows from what is shown, and the middle of a picture as WebP; raise `Invalid` (field `cover`) for none."""
    if len(content) > LARGEST:
        raise Invalid(_("This picture is too large: it may have 10 MB."), field="cover")
    try:
        with pictures.opened(content) as image:
            if min(image.size) < _SMALLEST:
                raise Invalid(_("This picture is too small: at least 200 pixels a side are needed."), field="cover")
            image.draft("RGB", (SIZE[0] * 2, SIZE[1] * 2))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
            band = ImageOps.fit(upright, SIZE, Image.Resampling.LANCZOS)
    except pictures.TooManyPixels as error:
        raise Invalid(_("This picture has too many pixels: at most 50 million. Choose a smaller one."), field="cover") from error
    except pictures.Unreadable as error:
        raise Invalid(_("This picture cannot be read. Choose a JPEG, PNG, WebP or GIF file."), field="cover") from error
    paper = Image.new("RGBA", SIZE, "white")
    paper.alpha_composite(band)
    written = pictures.written(paper.convert("RGB"))
    return sha256(written).hexdigest()[:16], written


def file_name(space_id: int, version: str) -> str:
    """Return the name that a cover is stored under."""
    return f"spaces/{space_id}/{version}.webp"
