"""What a browser says of itself, in two words."""

import re

# The first that matches names it: most browsers say they are others as well.
_BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|HeadlessChrome/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)


def device_name(user_agent: str) -> str:
    """Return browser and system, such as `Firefox · Windows`; what is known of both, or nothing."""
    parts = (next((name for name, sign in kinds if re.search(sign, user_agent)), "") for kinds in (_BROWSERS, _SYSTEMS))
    return " · ".join(part for part in parts if part)


def is_handheld(user_agent: str) -> bool:
    """Return whether it looks like a telephone or tablet."""
    return re.search(r"Mobi|Android|iPhone|iPad", user_agent) is not None
