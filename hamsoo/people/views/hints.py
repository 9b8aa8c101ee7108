"""What a profile lacks, why it helps, and where to add it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from hamsoo.people.models import Part, Person


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to add: what, why, and the page where that is done."""

    key: str
    title: StrPromise
    why: StrPromise
    url: str


_WORDS: dict[str, tuple[StrPromise, StrPromise]] = {
    "photo": (_("A photo"), _("Colleagues in other offices know who answers them.")),
    Part.ABOUT: (_("A few words about you"), _("They say what you can be asked, and the search finds you by them.")),
    Part.SKILLS: (_("What you are good at"), _("Questions about it find their way to you.")),
    Part.CUSTOMERS: (_("The customers you serve"), _("Whoever meets one of them finds you first.")),
    Part.EXPERIENCE: (_("Where you worked before"), _("Who knows a customer's trade is often found by it.")),
    Part.LANGUAGES: (_("The languages you speak"), _("Whoever needs one finds you.")),
    Part.REACH: (_("How to reach you"), _("When something burns, nobody has to ask for your number.")),
    Part.HOURS: (_("When you work"), _("Nobody waits for you at night, and clocks run only in your hours.")),
}
_PLACES = {Part.ABOUT: "people:about", Part.LANGUAGES: "people:languages", Part.HOURS: "people:hours", "photo": "people:my_photo"}


def hints(missing: Sequence[str], person: Person) -> list[Hint]:
    """Return the hints for what `queries.missing` named."""
    return [Hint(key, *_WORDS[key], _place(key, person)) for key in missing]


def _place(key: str, person: Person) -> str:
    if key in _PLACES:
        return reverse(_PLACES[key])
    return f"{person.get_absolute_url()}#skills" if key == Part.SKILLS else reverse("people:new_item", args=[key])
