"""`hamsoo import records`: what becomes of a file, what is refused, and what a dry run leaves alone."""

from pathlib import Path

import pytest

from hamsoo.customers.models import Activity
from hamsoo.identity.models import Mapping, SourceRecord, System
from hamsoo.site.tests.terminal import Run
from hamsoo.spaces.actions import found_organisation
from tests.world import NOON

FILE = "customer id,نام مشتری,mobile\n1,سارا محمدی,09121234567\n2,Sara Mohammadi,+989121234567\n"


@pytest.mark.django_db(transaction=True)
def test_a_file_becomes_records_that_find_each_other(hamsoo: Run, tmp_path: Path) -> None:
    found_organisation(name_fa="شرکت", at=NOON)
    file = tmp_path / "crm.csv"
    file.write_text(FILE)
    command = ("import", "records", file, "--system", "crm")

    unknown = hamsoo(*command)
    assert (unknown.returncode, "There is no system “crm”" in unknown.stderr) == (2, True)
    dry = hamsoo(*command, "--new", "سی‌آرام", "--dry-run")
    assert (dry.returncode, System.objects.count(), Mapping.objects.count(), SourceRecord.objects.count()) == (0, 0, 0, 0), dry.stderr

    done, again = hamsoo(*command, "--new", "سی‌آرام"), hamsoo(*command)

    assert (done.returncode, again.returncode) == (0, 0), done.stderr + again.stderr
    assert Mapping.objects.get().columns == {"نام مشتری": "full_name", "mobile": "phone"}
    assert [(record.key, record.name) for record in SourceRecord.objects.order_by("key")] == [("1", "سارا محمدی"), ("2", "Sara Mohammadi")]
    # No worker runs here: the command has seen to it that they were compared.
    assert len(set(SourceRecord.objects.values_list("customer", flat=True))) == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_wrong_is_written_down(hamsoo: Run, tmp_path: Path) -> None:
    found_organisation(name_fa="شرکت", at=NOON)
    file, report = tmp_path / "crm.csv", tmp_path / "problems.csv"
    file.write_text("id,name,born\n1,A,12 رمضان 1412\n")
    columns = ("--column", "full_name=name", "--column", "birth_date=born")

    said = hamsoo("import", "records", file, "--system", "crm", "--new", "CRM", *columns, "--report", report)

    assert (said.returncode, SourceRecord.objects.count()) == (1, 0)
    assert "born" in report.read_text(encoding="utf-8-sig")
    wrong = hamsoo("import", "records", file, "--system", "crm", "--column", "full_name=nothing")
    assert (wrong.returncode, "is no header" in wrong.stderr) == (2, True)


@pytest.mark.django_db(transaction=True)
def test_what_happened_with_them_follows(hamsoo: Run, tmp_path: Path) -> None:
    found_organisation(name_fa="شرکت", at=NOON)
    file, activities = tmp_path / "crm.csv", tmp_path / "calls.csv"
    file.write_text(FILE)
    activities.write_text("customer,key,kind,at,text\n1,c1,call,2026-11-20,Hello\n")
    command = ("import", "activities", activities, "--system", "crm")
    unknown = hamsoo(*command)
    hamsoo("import", "records", file, "--system", "crm", "--new", "CRM")

    done, again = hamsoo(*command), hamsoo(*command)

    assert (unknown.returncode, done.returncode, again.returncode) == (2, 0, 0), done.stderr + again.stderr
    assert [(activity.record.key, activity.text) for activity in Activity.objects.select_related("record")] == [("1", "Hello")]
