"""What no template and no style sheet of the house may hold."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[3]
TEMPLATES = sorted(HOUSE.glob("hamsoo/**/templates/**/*.html"))
STYLES = sorted(HOUSE.glob("frontend/src/**/*.css"))
SCRIPTS = sorted(HOUSE.glob("frontend/src/**/*.js"))

PHYSICAL_CLASS = re.compile(
    r"(?<![\w-])-?(?:ml|mr|pl|pr|left|right|border-l|border-r|rounded-l|rounded-r|rounded-t[lr]|rounded-b[lr]|float-(?:left|right)|clear-(?:left|right))"
    r"-[\w\[]|(?<![\w-])text-(?:left|right)(?![\w-])|(?<![\w-])scroll-[mp][lr]-|(?<![\w-])tracking-"
)
PHYSICAL_PROPERTY = re.compile(r"(?:margin|padding|border)-(?:left|right)\b|(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)")
INLINE = re.compile(
    r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style\b|javascript:"""
    r"""|\shx-on\b|hx-trigger="(?:[^"]*,)?\s*[\w:-]+\[|hx-(?:vals|headers)="?js:"""
)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*(?:\bsrc=|application/json))")
CLASSES = re.compile(r'class="([^"]*)"')


def faults(path: Path, pattern: re.Pattern[str]) -> list[str]:
    lines = path.read_text().splitlines()
    return [
        f"{path.relative_to(HOUSE)}:{number}: {match[0].strip()}"
        for number, line in enumerate(lines, 1)
        for match in pattern.finditer(line)
    ]


def class_faults(path: Path) -> list[str]:
    return [
        f"{path.relative_to(HOUSE)}: {match[0]}" for text in CLASSES.findall(path.read_text()) for match in PHYSICAL_CLASS.finditer(text)
    ]


def test_there_is_something_to_look_at():
    assert len(TEMPLATES) > 20
    assert len(STYLES) > 10


def test_templates_name_no_left_and_no_right():
    assert [fault for path in TEMPLATES for fault in class_faults(path)] == []


def test_style_sheets_name_no_left_and_no_right():
    assert [fault for path in STYLES for fault in faults(path, PHYSICAL_PROPERTY)] == []


def test_templates_hold_nothing_that_the_policy_forbids():
    assert [fault for path in TEMPLATES for pattern in (INLINE, INLINE_SCRIPT) for fault in faults(path, pattern)] == []


def test_scripts_evaluate_nothing():
    evil = re.compile(r"\beval\(|new Function|\.innerHTML|insertAdjacentHTML|document\.write")
    assert [fault for path in SCRIPTS for fault in faults(path, evil)] == []


@pytest.mark.parametrize(
    "text", ['<p style="x">', "<a onclick='x'>", "<script>1</script>", '<b hx-on:click="x">', '<i hx-trigger="click[a]">']
)
def test_the_search_finds_what_is_forbidden(text):
    assert INLINE.search(text) or INLINE_SCRIPT.search(text)


@pytest.mark.parametrize("text", ["ml-2", "-mr-4 flex", "text-left", "lg:pl-2", "left-0", "rounded-tl-lg"])
def test_the_search_finds_left_and_right(text):
    assert PHYSICAL_CLASS.search(text)


def test_files_are_short():
    limits = {".html": 80, ".css": 300, ".js": 300}
    long = [path for path in (*TEMPLATES, *STYLES, *SCRIPTS) if len(path.read_text().splitlines()) > limits[path.suffix]]
    assert long == []
