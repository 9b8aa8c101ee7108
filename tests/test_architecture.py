"""What the import contracts cannot see: keys point down, apps meet at their doors, rooms stay small."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
HAMSOO = ROOT / "hamsoo"

LADDER = [
    {"kernel"},
    {"ui"},
    {"ledger"},
    {"people"},
    {"spaces"},
    {"threads"},
    {"notices", "finder", "timeline"},
    {"questions", "social", "chat", "knowledge"},
    {"identity"},
    {"customers"},
    {"commitments"},
    {"interactions"},
    {"cases"},
    {"desk"},
    {"site"},
]
"""The rungs, low to high, as in pyproject.toml."""

DOORS = {"actions", "queries", "rules", "events"}

OPEN = {
    # What is no domain has no doors: it is there to be used.
    "kernel": None,
    "ui": None,
    "ledger": None,
    # The types of what stands below are read, never written: decision 0002.
    # What somebody can own, and how it is handed over, is said by the apps above; so are the verbs that a role can allow: decision 0012.
    # So is what else is erased with a customer; and what a file is can be asked before it hangs anywhere.
    "people": {"models", "handover", "rights"},
    "spaces": {"models"},
    "threads": {"models", "targets", "mentions", "text", "components", "files"},
    # Where apps above say what they bring, and ask who knows.
    "finder": {"documents", "subjects", "experts", "synonyms"},
    "questions": {"models"},
    "identity": {"models", "erasing"},
    "interactions": {"models"},
    # The desk composes pages out of the feed.
    "social": {"models", "feed", "forms"},
    # Where apps above say how their facts are answered by mail.
    "notices": {"answerable"},
    # Where apps above say what a message can become.
    "chat": {"models", "commands"},
}
"""Further modules that other apps may import, with the reason. This list only shrinks."""

LINES_OF_A_FILE, LINES_OF_A_FUNCTION, LINES_OF_A_TEMPLATE = 300, 40, 80


def sources() -> list[Path]:
    return [path for path in HAMSOO.rglob("*.py") if "migrations" not in path.parts and "tests" not in path.parts]


def rung(app: str) -> int:
    return next(number for number, names in enumerate(LADDER) if app in names)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_app_stands_on_the_ladder() -> None:
    folders = {path.parent.name for path in HAMSOO.glob("*/apps.py")}
    assert folders == {app for names in LADDER for app in names}


def test_foreign_keys_point_down() -> None:
    upward = []
    for model in apps.get_models():
        if not model.__module__.startswith("hamsoo."):
            continue
        for field in model._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model:
                target = field.related_model._meta.app_label
                if (HAMSOO / target).is_dir() and rung(target) > rung(model._meta.app_label):
                    upward.append(f"{model.__name__}.{field.name} -> {target}")
    assert upward == []


def test_foreign_keys_across_apps_are_strings() -> None:
    found = []
    for path in (*HAMSOO.glob("*/models.py"), *HAMSOO.glob("*/models/*.py")):
        app = path.relative_to(HAMSOO).parts[0]
        own = {model.__name__ for model in apps.get_app_config(app).get_models()}
        for name in re.findall(r"(?:ForeignKey|OneToOneField|ManyToManyField)\(\s*([A-Z]\w+)", path.read_text()):
            if name not in own:
                found.append(f"{name_of(path)}: {name}")
    assert found == []


def _imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text())
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("hamsoo."):
            found += [f"{node.module}.{alias.name}" if node.module.count(".") == 1 else node.module for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.startswith("hamsoo.")]
    return found


def test_apps_meet_at_their_doors() -> None:
    found = set()
    for path in sources():
        app = path.relative_to(HAMSOO).parts[0]
        if app in {"site", "__main__.py"}:
            continue  # The site puts everything together.
        for module in _imports(path):
            parts = module.split(".")
            if len(parts) < 3 or parts[1] == app:
                continue
            also = OPEN.get(parts[1], set())
            if also is not None and parts[2] not in DOORS | also:
                found.add(f"{name_of(path)} imports {module}")
    assert sorted(found) == []


def test_files_are_small() -> None:
    assert [name_of(path) for path in sources() if len(path.read_text().splitlines()) > LINES_OF_A_FILE] == []


def test_functions_are_short() -> None:
    long = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.body[0].lineno >= LINES_OF_A_FUNCTION:
                long.append(f"{name_of(path)}: {node.name}")
    assert long == []


def test_templates_are_short() -> None:
    long = [path for path in HAMSOO.rglob("templates/**/*.html") if len(path.read_text().splitlines()) > LINES_OF_A_TEMPLATE]
    assert [name_of(path) for path in long] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc"])
def test_no_drawer_for_odds_and_ends(name: str) -> None:
    assert [name_of(path) for path in HAMSOO.rglob(f"{name}.py")] == []


def test_only_the_edges_ask_the_clock() -> None:
    domain = {"models", "rules", "queries", "actions", "events", "projections", "search", "presentation"}
    found = [
        name_of(path)
        for path in sources()
        if domain & {part.removesuffix(".py") for part in path.relative_to(HAMSOO).parts} and "clock.now()" in path.read_text()
    ]
    assert found == []


def test_the_repository_names_no_registry_and_no_machine() -> None:
    hosts = re.compile("|".join(["python" + "hosted", "py" + r"pi\.org", "npm" + r"js\.(org|com)", "/wo" + "rk/"]))
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout")
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    found = []
    for path in files:
        if path.is_file() and path.suffix != ".png" and hosts.search(path.read_text(errors="ignore")):
            found.append(name_of(path))
    assert found == []
