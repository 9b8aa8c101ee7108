"""What the interface needs to know of a person or an organisation in order to show it.

`ui` stands below `people` and `customers`: it knows no models, only these shapes. Initials of Persian names are joined by
ZWNJ, so that the letters do not join into a word.
"""

from typing import Protocol

from django.utils.translation import gettext_lazy as _

ZWNJ = "\u200c"

PRESENCE = {
    "on": _("Available"),
    "busy": _("In a meeting"),
    "away": _("Away"),
    "off": _("Off hours"),
}
COLOURS = ("sales", "service", "finance", "marketing", "partner", "product")


class Face(Protocol):
    """A person as the interface shows one: `photo_url(pixels)`, the address of a photo or nothing, and `presence` may be absent.

    With `presence_at(moment)` a face says what its presence is at that moment, which then is what is shown.
    """

    def __str__(self) -> str: ...

    def get_absolute_url(self) -> str:
        """Return the address of the profile."""
        ...


def initials(name: str) -> str:
    """Return the first letters of the first two words of `name`.

    >>> initials("Sara Mohammadi")
    'SM'
    """
    letters = [word[0] for word in name.replace(ZWNJ, "").split()[:2]]
    joint = ZWNJ if any("\u0600" <= letter <= "\u06ff" for letter in letters) else ""
    return joint.join(letters).upper()


def monogram(name: str) -> str:
    """Return the letter for an organisation: of the proper name, which stands last in Persian and first in English.

    >>> monogram("Sepehr Insurance"), monogram("بیمهٔ سپهر")
    ('S', 'س')
    """
    words = name.split()
    if not words:
        return ""
    persian = "\u0600" <= words[-1][0] <= "\u06ff"
    return (words[-1] if persian else words[0])[0].upper()
