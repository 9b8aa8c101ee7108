"""Customers from files: who serves whom, named in a cell, again and again."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hamsoo.ledger.models import Entry
from hamsoo.people import actions
from hamsoo.people.models import Person, ProfileItem
from hamsoo.people.tests.test_customers import curated, facts, lines
from hamsoo.people.tests.test_import_files import said, taken
from tests.world import NOON


def test_a_file_names_customers(tmp_path, sara, nima, admin):
    content = 'کد پرسنلی,نام,مشتریان\nsara,,"بيمه سپهر; Kimia ؛\nبانک مهرگان;kimia"\nnima,,\n1001,لیلا کاظمی,Arman\n'
    found, importer = taken(tmp_path, content, actor=admin, dry_run=True)
    assert (found.succeeded, importer.counts["customers"], importer.counts["changed"], importer.counts["joined"]) == (True, 4, 1, 1)
    assert (lines(sara), facts()) == ([], [])
    with translation.override("en"):
        found, importer = taken(tmp_path, content, actor=admin)
    assert (found.succeeded, importer.counts["customers"]) == (True, 4)
    assert [line[:2] for line in lines(sara)] == [("بیمه سپهر", "file"), ("kimia", "file"), ("بانک مهرگان", "file")]
    assert (lines(nima), lines(Person.objects.get(code="1001"))) == ([], [("Arman", "file", "", False)])
    told = Entry.objects.filter(name="people.CustomersRecorded").order_by("id")
    assert [(entry.channel, entry.actor_id) for entry in told] == [("import", admin.pk)] * 2


def test_the_same_file_twice_changes_no_customer_whatever_the_owner_did(tmp_path, sara, admin):
    content = "code,customers\nsara,Sepehr;Kimia;Arman\n"
    actions.add_item(actor=sara, part="customers", values={"title": "arman"}, at=NOON)
    taken(tmp_path, content, actor=admin)
    curated(sara, "Kimia", is_hidden=True)
    before, told = lines(sara), Entry.objects.count()
    for day in (1, 2):
        found, importer = taken(tmp_path, content, actor=admin, at=NOON + timedelta(days=day))
        assert (found.applied_count, importer.counts["same"], importer.counts["customers"]) == (0, 1, 0)
    assert (lines(sara), Entry.objects.count()) == (before, told)


def test_an_empty_cell_says_nothing_and_a_dash_that_there_are_none(tmp_path, sara, admin):
    taken(tmp_path, "code,customers\nsara,Sepehr;Kimia\n", actor=admin)
    curated(sara, "Kimia", role="Quality")
    for content, count, left in (("", 0, ["Sepehr", "Kimia"]), ("-", 2, ["Kimia"]), ("-", 0, ["Kimia"])):
        _found, importer = taken(tmp_path, f"code,customers\nsara,{content}\n", actor=admin, at=NOON + timedelta(days=1))
        assert (importer.counts["customers"], [line[0] for line in lines(sara)]) == (count, left)
    assert lines(sara) == [("Kimia", "", "Quality", False)]


def test_wrong_names_of_customers_are_told_by_row_and_field(tmp_path, sara, nima, reza, admin):
    many = ";".join(f"C{number}" for number in range(201))
    content = f"code,customers\nreza,Kimia\nsara,Sepehr;{'x' * 161}\nnima,{many}\nadmin,=A1\n"
    with translation.override("en"):
        found, _importer = taken(tmp_path, content, actor=admin)
        assert said(found) == [
            (3, "customers", f"The name “{'x' * 40}…” is longer than 160 characters.",
             "Separate several names by semicolons, and shorten what is longer."),
            (4, "customers", "There are more than 200 names in this cell.", "Leave out those that matter least."),
            (5, "customers", "“=A1” is a formula or its error, not a value.", "Copy the column, paste it as values and export again."),
        ]  # fmt: skip
    assert not ProfileItem.objects.exists()


def test_customers_of_many_take_no_more_queries(tmp_path, admin):
    counts = []
    for size in (5, 60):
        rows = "".join(f"{size}-{number},Person {number},A{number};B{number};Common\n" for number in range(size))
        with CaptureQueriesContext(connection) as asked:
            _found, importer = taken(tmp_path, f"code,name,customers\n{rows}", actor=admin, at=NOON + timedelta(days=size))
        counts.append((importer.counts["customers"], len(asked)))
    assert [count for count, _asked in counts] == [15, 180]
    assert counts[0][1] == counts[1][1]
