"""What `docs/operations.md` says is compared with the code."""

import re
from pathlib import Path

import hamsoo
from hamsoo.site import config, ldap, reply_mailbox
from hamsoo.site.commands import COMMANDS

ROOT = Path(hamsoo.__file__).parent
TEXT = (ROOT.parent / "docs" / "operations.md").read_text()


def test_every_variable_is_in_the_table_and_no_other() -> None:
    read = {name for module in (config, ldap) for name in re.findall(r'"(HAMSOO_[A-Z_]+)"', Path(module.__file__).read_text())}
    # The variables of a mailbox are made of a beginning and its parts.
    mailboxes = Path(reply_mailbox.__file__).read_text()
    beginnings, parts = re.findall(r'_mailbox\("(HAMSOO_[A-Z_]+)"', mailboxes), re.findall(r"\{prefix\}(_[A-Z_]+)", mailboxes)
    read |= {beginning + part for beginning in beginnings for part in parts}
    rows = re.findall(r"^\| (`HAMSOO_[A-Z_`, ]+`) \|", TEXT, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"HAMSOO_[A-Z_]+", row)} == read
    assert set(re.findall(r"HAMSOO_[A-Z_]+", TEXT)) == read


def test_every_figure_exists() -> None:
    source = "".join(path.read_text() for path in (ROOT / "site" / "metrics").glob("*.py"))
    named = set(re.findall(r"`(hamsoo_[a-z_]+)", TEXT))
    assert len(named) > 5
    assert [name for name in sorted(named) if f'"{name}"' not in source] == []


def test_every_command_exists() -> None:
    named = set(re.findall(r"(?:`|bin/|^    |&& )hamsoo ([a-z-]+)", TEXT, re.MULTILINE))
    assert {"up", "backup", "restore", "rebuild", "doctor"} <= named <= set(COMMANDS)
