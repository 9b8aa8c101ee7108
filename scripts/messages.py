"""Extract, merge and compile the messages of every app, with Babel alone: no system tool is needed.

python scripts/messages.py            extract from code and templates, merge into each app's .po, compile
python scripts/messages.py compile    compile only (what an installation does)
python scripts/messages.py check      say what is missing, untranslated or said in two ways; exit 1 if anything is
"""

import io
import re
import sys
from collections import defaultdict
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

HAMSOO = Path(__file__).resolve().parent.parent / "hamsoo"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
OPTIONS = {"encoding": "utf-8"}
_HEADERS = "POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid-Bugs-To|Project-Id-Version"
_DATED = re.compile(rf'"({_HEADERS}):.*\n'.encode())


def apps() -> list[Path]:
    """Return the folders of all apps."""
    return sorted(path.parent for path in HAMSOO.glob("*/apps.py"))


def sources(app: Path) -> list[Path]:
    """Return the files of an app that may hold messages."""
    files = [*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")]
    return sorted(path for path in files if not {"tests", "migrations", "demo"} & set(path.relative_to(app).parts))


def found(app: Path) -> Catalog:
    """Return a catalogue of all messages that the app's files hold."""
    catalog = Catalog(domain="django", fuzzy=False)
    for path in sources(app):
        text = path.read_text()
        if path.suffix != ".py":
            # Django's own translation of template tags into gettext calls; Babel then reads them as Python.
            text = "\n".join(calls_of(templatize(text)))
        for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS, (), OPTIONS):
            catalog.add(message, context=context, locations=[(str(path.relative_to(HAMSOO.parent)), 1)])
    return catalog


def calls_of(text: str) -> list[str]:
    """Return the gettext calls in a templatized template, one a line."""
    return re.findall(r"(?:gettext|ngettext|pgettext|npgettext|_)\((?:[^()'\"]|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")*\)", text)


def po_path(app: Path) -> Path:
    """Return where the Persian catalogue of an app stands."""
    return app / "locale" / "fa" / "LC_MESSAGES" / "django.po"


def read(app: Path) -> Catalog:
    """Return the Persian catalogue of an app, empty if it has none."""
    path = po_path(app)
    if not path.exists():
        return Catalog(locale="fa", domain="django")
    with path.open("rb") as file:
        return read_po(file, locale="fa", domain="django")


def merge(app: Path) -> None:
    """Bring the app's catalogue up to what its files hold."""
    template, known = found(app), read(app)
    if not len(template) and not len(known):
        return
    known.update(template, no_fuzzy_matching=True)
    known.obsolete.clear()
    known.fuzzy = False
    known.header_comment = f"# Persian messages of hamsoo.{app.name}."
    path = po_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, known, width=120, no_location=False, include_lineno=False, sort_output=True, omit_header=False)
    # Dates would change the file at every run.
    text = _DATED.sub(b"", buffer.getvalue())
    path.write_bytes(text)


def compile_all() -> None:
    """Write the binary catalogue of each app beside its source."""
    for app in apps():
        if po_path(app).exists():
            with po_path(app).with_suffix(".mo").open("wb") as file:
                write_mo(file, read(app))


def complaints() -> list[str]:
    """Return a line for every message without a Persian text."""
    said = []
    for app in apps():
        known = read(app)
        for message in found(app):
            if not message.id:
                continue
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            here = known.get(key, message.context)
            strings = here.string if here and isinstance(here.string, tuple) else (here.string if here else "",)
            if here is None or here.fuzzy or not all(strings):
                said.append(f"{app.name}: {message.locations[0][0]}: {key!r}")
    return said


def disagreements() -> list[str]:
    """Return a line for every message that two apps say differently: a reader gets one of them, whichever app it is of."""
    told: dict[tuple[str, str | None], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for app in apps():
        for message in read(app):
            if message.id:
                text = message.string if isinstance(message.string, str) else " / ".join(message.string)
                told[message.id if isinstance(message.id, str) else message.id[0], message.context][text].append(app.name)
    return [
        f"{key!r} is said differently, give one a context: {'; '.join(f'{text} ({names[0]})' for text, names in texts.items())}"
        for (key, _context), texts in told.items()
        if len(texts) > 1
    ]


def main(arguments: list[str]) -> int:
    """Run one of the three jobs; return the exit code."""
    settings.configure()
    job = arguments[0] if arguments else "all"
    if job == "check":
        said = complaints() + disagreements()
        print("\n".join(said) or "Every message has its Persian text.")
        return 1 if said else 0
    if job == "all":
        for app in apps():
            merge(app)
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
