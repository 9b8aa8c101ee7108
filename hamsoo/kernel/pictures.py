"""Pictures that somebody sent, read with care and written anew.

What is kept is never what was sent: a picture is decoded and encoded again, so that places and names of cameras (EXIF), second files
behind the picture and broken chunks made for a decoder stay behind. Limits hold before anything is decoded.
"""

import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 50_000_000

_QUALITY = 84
# What Pillow raises for broken files depends on where they are broken.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError, MemoryError, struct.error)
# A large picture needs hundreds of megabytes while it is decoded: one at a time in a process.
_turn = threading.Lock()


class Unreadable(Exception):
    """This cannot be shown as a picture."""


class NoPicture(Unreadable):
    """The content is none of `FORMATS`."""


class TooManyPixels(Unreadable):
    """More than `MOST_PIXELS`: a bomb, or a picture that nobody sees in full."""


class Damaged(Unreadable):
    """It begins as a picture, and cannot be read to its end."""


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """Open a picture of which only the head is read; what is done with it inside the block is one at a time, and raises `Unreadable`."""
    with _turn, warnings.catch_warnings():
        # Pillow warns from a number of pixels on that is above ours, and refuses at twice that.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            image = Image.open(BytesIO(content), formats=FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise TooManyPixels
            yield image
        except Image.DecompressionBombError as error:
            raise TooManyPixels from error
        except UnidentifiedImageError as error:
            raise NoPicture from error
        except _BROKEN as error:
            raise Damaged from error


def written(image: Image.Image) -> bytes:
    """Return an RGB or RGBA picture as WebP that carries nothing along: no profile of colours, no comment, no place."""
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    buffer = BytesIO()
    clean.save(buffer, "WEBP", quality=_QUALITY, method=4)
    return buffer.getvalue()
