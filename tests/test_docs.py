"""Documents that are wrong are worse than none: what can be checked is checked."""

import re
from pathlib import Path

import pytest

from hamsoo.ledger.documentation import events_markdown

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def test_the_catalogue_of_events_is_fresh() -> None:
    assert (DOCS / "events.md").read_text() == events_markdown(), "run `make docs`"


def test_the_map_names_every_app_and_nothing_else() -> None:
    named = set(re.findall(r"^- `hamsoo/(\w+)`", (DOCS / "map.md").read_text(), re.MULTILINE))
    assert named == {path.parent.name for path in (ROOT / "hamsoo").glob("*/apps.py")}


def test_files_that_documents_name_exist() -> None:
    missing = []
    for document in [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for name in re.findall(r"`((?:hamsoo|docs|tests|bench|scripts|frontend)/[\w./-]+?)/?`", document.read_text()):
            if not (ROOT / name).exists() and "/dist" not in name:
                missing.append(f"{document.name}: {name}")
        for name in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text()):
            if not (document.parent / name).exists():
                missing.append(f"{document.name}: {name}")
    assert missing == []


@pytest.mark.parametrize(
    ("document", "folder"),
    [
        ("social.md", ""),
        *((f"{app}.md", f"hamsoo/{app}/tests/") for app in ("people", "customers", "cases", "commitments", "interactions")),
    ],
)
def test_promises_are_held_by_tests_that_exist(document: str, folder: str) -> None:
    """Tests are `test_x.py::test_y`; a name after `::` alone stands in the file named before it, one without a folder in `folder`."""
    missing, file = [], Path()
    for name in re.findall(r"`([\w./]*test_\w+\.py|[\w./]*test_\w+\.py::\w+|::\w+)`", (DOCS / document).read_text()):
        path, _, test = name.partition("::")
        if path:
            file = ROOT / (path if "/" in path else f"{folder}{path}")
        if not file.exists() or (test and f"def {test}(" not in file.read_text()):
            missing.append(name)
    assert missing == []


def test_decisions_are_short_and_numbered() -> None:
    notes = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(note.name[:4]) for note in notes] == list(range(1, len(notes) + 1))
    for note in notes:
        assert 5 <= len(note.read_text().splitlines()) <= 45, note.name


def test_every_command_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`?make (\w+)`?", (ROOT / "README.md").read_text()))
    assert {"run", "test"} <= named <= targets


def test_every_test_folder_is_a_package() -> None:
    assert [str(path) for path in (ROOT / "hamsoo").glob("*/tests") if not (path / "__init__.py").exists()] == []
