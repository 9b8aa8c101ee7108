"""`hamsoo import people` and `hamsoo sync ldap`: exit codes, what is said where; and what the environment may say of the directory."""

import csv
from pathlib import Path

import pytest

from hamsoo.people.models import Person
from hamsoo.site.config import ConfigError
from hamsoo.site.ldap import ldap_settings
from hamsoo.site.tests.terminal import Run
from hamsoo.spaces.actions import found_organisation
from tests.world import NOON

LIST = "کد پرسنلی,نام کامل,واحد\n1001,ليلا كاظمي,فروش\n1002,امید راد,فروش / شمال\n"
LDAP = {"HAMSOO_LDAP_URL": "ldap://directory.example.ir", "HAMSOO_LDAP_BASE": "dc=example,dc=ir"}


@pytest.mark.django_db(transaction=True)
def test_a_list_is_taken_over_and_says_who_joined(hamsoo: Run, process: Run, tmp_path: Path) -> None:
    found_organisation(name_fa="شرکت", at=NOON)
    file = tmp_path / "people.csv"
    file.write_text(LIST)

    dry, done, again = (run("import", "people", file, *more) for run, more in ((hamsoo, ("--dry-run",)), (process, ()), (hamsoo, ())))

    assert (dry.returncode, done.returncode, again.returncode) == (0, 0, 0), done.stderr
    counts = [
        next(line.replace("│", " ").split() for line in said.stdout.splitlines() if line.startswith("│")) for said in (dry, done, again)
    ]
    assert counts == [["2", "0", "0", "0", "0", "2"], ["2", "0", "0", "0", "0", "2"], ["0", "0", "0", "2", "0", "0"]]
    assert "A dry run: nothing was changed." in dry.stdout
    assert Person.objects.get(code="1002").unit.parent.name_fa == "فروش"


@pytest.mark.django_db(transaction=True)
def test_what_is_wrong_is_said_and_written_down(hamsoo: Run, tmp_path: Path) -> None:
    file, report = tmp_path / "people.csv", tmp_path / "problems.csv"
    file.write_text("code,name,manager\n1,A,99\n1,B,\n")

    said = hamsoo("import", "people", file, "--report", report)

    assert (said.returncode, Person.objects.exists()) == (1, False)
    assert "The manager “99” is neither in the file nor on record." in said.stdout
    rows = list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines()))
    assert [row[1:3] for row in rows[1:]] == [["3", "code"], ["2", "manager"]]


@pytest.mark.parametrize("arguments", [("/nowhere",), (".",), (), ("README.md", "--language", "de")])
def test_wrong_use_is_refused(hamsoo: Run, arguments: tuple[str, ...]) -> None:
    assert hamsoo("import", "people", *arguments).returncode == 2


def test_a_directory_is_read_from_the_environment() -> None:
    assert ldap_settings({}) is None
    found = ldap_settings({**LDAP, "HAMSOO_LDAP_ATTRIBUTES": "code=uid, unit=department, office=", "HAMSOO_LDAP_TIMEOUT": "3"})
    assert found is not None
    assert (found.host, found.port, found.starts_tls, found.timeout, found.missing_leave) == ("directory.example.ir", 389, True, 3, True)
    assert (found.attributes["code"], found.attributes["unit"], "office" in found.attributes) == ("uid", "department", False)
    local = ldap_settings({**LDAP, "HAMSOO_LDAP_URL": "ldap://127.0.0.1:1389"})
    assert local is not None
    assert (local.port, local.starts_tls) == (1389, False)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("HAMSOO_LDAP_URL", "http://directory.example.ir"),
        ("HAMSOO_LDAP_URL", "ldap://"),
        ("HAMSOO_LDAP_BASE", ""),
        ("HAMSOO_LDAP_TIMEOUT", "soon"),
        ("HAMSOO_LDAP_TIMEOUT", "1000"),
        ("HAMSOO_LDAP_START_TLS", "perhaps"),
        ("HAMSOO_LDAP_ATTRIBUTES", "is_administrator=memberOf"),
        ("HAMSOO_LDAP_ATTRIBUTES", "code"),
    ],
)
def test_what_cannot_be_meant_is_named(name: str, text: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        ldap_settings({**LDAP, name: text})
    assert refusal.value.name == name
