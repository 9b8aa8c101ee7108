"""How one person wants to see Hamsoo: language, theme, calendar, single keys.

The account of the signed-in reader says it (its attributes `theme`, `calendar` and `uses_shortcuts`), where nobody is signed in
a cookie of the browser. A calendar that nobody chose follows the language: Jalali in Persian, Gregorian in English. The appearance
in force is kept per request beside Django's language and time zone, so tags and domain sentences find it without being handed a
request.

`ui` has no table: the app that owns the account says at start-up, with `keep_with`, how a choice is kept.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, cast

from asgiref.local import Local
from django.http import HttpRequest
from django.utils.translation import get_language

Theme = Literal["system", "light", "dark"]
Calendar = Literal["jalali", "gregorian"]

THEMES: tuple[Theme, ...] = ("system", "light", "dark")
CALENDARS: tuple[Calendar, ...] = ("jalali", "gregorian")
COOKIES = {"theme": "hamsoo-theme", "calendar": "hamsoo-calendar", "uses_shortcuts": "hamsoo-shortcuts"}
_DAISY = {"system": "", "light": "hamsoo", "dark": "hamsoo-dark"}


@dataclass(frozen=True)
class Appearance:
    """What the templates ask about the reader."""

    language: str
    calendar: Calendar
    theme: Theme = "system"
    uses_shortcuts: bool = True

    @property
    def direction(self) -> str:
        """Return the value of `dir` for the page."""
        return "rtl" if self.language == "fa" else "ltr"

    @property
    def data_theme(self) -> str:
        """Return the name of the theme in the style sheet; empty lets the system decide."""
        return _DAISY[self.theme]


Keeper = Callable[[HttpRequest, Mapping[str, str]], None]

_active = Local()
_keepers: list[Keeper] = []


def current() -> Appearance:
    """Return the appearance in force; outside a request, what the active language suggests."""
    active = getattr(_active, "value", None)
    return active if active is not None and active.language == _language() else _suggested(active)


@contextmanager
def override(appearance: Appearance) -> Iterator[None]:
    """Put `appearance` in force for a while."""
    before = getattr(_active, "value", None)
    _active.value = appearance
    try:
        yield
    finally:
        _active.value = before


def of(request: HttpRequest) -> Appearance:
    """Return the appearance that the sender of `request` asked for."""
    language = _language()
    theme = _choice(request, "theme", THEMES) or "system"
    calendar = _choice(request, "calendar", CALENDARS) or _usual_calendar(language)
    shortcuts = _choice(request, "uses_shortcuts", ("True", "False")) != "False"
    return Appearance(language, cast("Calendar", calendar), cast("Theme", theme), shortcuts)


def keep_with(keeper: Keeper) -> None:
    """Let `keeper` write the choices of signed-in readers; called at start-up."""
    _keepers.append(keeper)


def keep(request: HttpRequest, choices: Mapping[str, str]) -> bool:
    """Keep `choices` (of theme, calendar, uses_shortcuts, language) on the reader's account.

    Returns False when there is no account to keep them on; then the browser has to.
    """
    if _account(request) is None or not _keepers:
        return False
    for keeper in _keepers:
        keeper(request, choices)
    return True


def _language() -> str:
    return "fa" if (get_language() or "fa").startswith("fa") else "en"


def _usual_calendar(language: str) -> Calendar:
    return "jalali" if language == "fa" else "gregorian"


def _suggested(active: Appearance | None) -> Appearance:
    """Return the appearance for a text in another language than the page's, such as a digest for a colleague."""
    language = _language()
    return Appearance(language, _usual_calendar(language), active.theme if active else "system")


def _choice(request: HttpRequest, name: str, choices: tuple[str, ...]) -> str | None:
    account = _account(request)
    kept = str(getattr(account, name, ""))
    # A cookie is another's choice as soon as accounts keep theirs: an account that says nothing leaves it to the language.
    if account is not None and _keepers:
        return kept if kept in choices else None
    return next((value for value in (request.COOKIES.get(COOKIES[name]), kept) if value in choices), None)


def _account(request: HttpRequest) -> object | None:
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None
