"""Public holidays of a country, from the `holidays` package.

Days that depend on the moon are estimates for years that are not decided yet (Iran: after 2027), and a new version of the package
may move them: an administrator's corrections win over them.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays as package
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.calendars.hours import InvalidCalendar

_LANGUAGES = {"fa": "fa_IR", "en": "en_US"}


def check_country(country: str, subdivision: str | None = None) -> None:
    """Raise InvalidCalendar, naming the field, when holidays of `country` (ISO 3166 code) or its subdivision are not known."""
    supported = package.list_supported_countries()
    if country not in supported:
        raise InvalidCalendar(_("The holidays of this country are not known."), field="country")
    if subdivision is not None and subdivision not in supported[country]:
        raise InvalidCalendar(_("The holidays of this part of the country are not known."), field="subdivision")


@lru_cache(maxsize=2_048)
def public_holidays(country: str, year: int, *, subdivision: str | None = None, language: str = "fa") -> Mapping[date, str]:
    """Return the public holidays of a Gregorian year and their names, in `language` where the package speaks it."""
    spoken = package.country_holidays(country).supported_languages
    locale = _LANGUAGES.get(language)
    found = package.country_holidays(country, subdiv=subdivision, years=year, language=locale if locale in spoken else None, expand=False)
    return MappingProxyType({day: name for day, name in sorted(found.items()) if day.year == year})
