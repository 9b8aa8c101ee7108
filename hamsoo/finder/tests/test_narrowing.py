"""Filters in a search: by whom, where, of which kind, when, about which skill; and what is said of those that mean nothing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from hamsoo.finder import queries
from hamsoo.finder.days import days_meant, days_said
from hamsoo.kernel.errors import Invalid
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from hamsoo.spaces import actions as spaces
from tests.world import NOON

pytestmark = pytest.mark.django_db

TEHRAN = ZoneInfo("Asia/Tehran")
AT = NOON.astimezone(TEHRAN)


@pytest.fixture
def written(world, sara, reza, nima, notes, finance_space, service_space):
    """Each has written once for everybody; Nima in finance too."""
    notes.write("Refund by Sara", space=world.organisation, by=sara, at=datetime(2026, 11, 1, 12, tzinfo=TEHRAN))
    notes.write("Refund by Reza", space=service_space, by=reza, at=datetime(2026, 11, 10, 0, 0, tzinfo=TEHRAN))
    notes.write("Refund by Nima", space=world.organisation, by=nima, weight=0.0, at=datetime(2026, 11, 10, 23, 59, tzinfo=TEHRAN))
    notes.write("Refund secret", space=finance_space, by=nima)
    notes.write("A reply", space=world.organisation, by=nima, type="reply", at=datetime(2025, 1, 1, tzinfo=TEHRAN))
    return notes


def found(person, text):
    results = queries.answer(person=person, text=text, at=AT)
    return {hit.document.title for hit in results.hits}


ALL = {"Refund by Sara", "Refund by Reza", "Refund by Nima"}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("refund from:nima", {"Refund by Nima"}),
        ("refund from:نیما", {"Refund by Nima"}),
        ("بازپرداخت from:@sara", set()),
        ("refund from:@sara", {"Refund by Sara"}),
        ("refund from:sara@rayanpayam.example", {"Refund by Sara"}),
        ("refund from:me", {"Refund by Sara"}),
        ("refund from:من", {"Refund by Sara"}),
        ('refund from:"Sara Mohammadi" از:رضا', {"Refund by Sara", "Refund by Reza"}),
        ("from:nima", {"Refund by Nima", "A reply"}),
        ("in:service", {"Refund by Reza", "رضا کریمی Reza Karimi", "سارا محمدی Sara Mohammadi"}),
        ("refund in:خدمات", {"Refund by Reza"}),
        ("refund in:finance", set()),
        ("refund در:«رایان‌پیام»", {"Refund by Sara", "Refund by Nima"}),
        ("type:reply", {"A reply"}),
        ("نوع:افراد", {"سارا محمدی Sara Mohammadi", "رضا کریمی Reza Karimi", "نیما احمدی Nima Ahmadi"}),
        ("refund on:2026-11-10", {"Refund by Reza", "Refund by Nima"}),
        ("refund on:۱۴۰۵/۰۸/۱۹", {"Refund by Reza", "Refund by Nima"}),
        ("refund روز:«١٩ آبان ١٤٠٥»", {"Refund by Reza", "Refund by Nima"}),
        ("refund before:2026-11-10", {"Refund by Sara"}),
        ("refund after:2026-11-09", {"Refund by Reza", "Refund by Nima"}),
        ("refund after:2026-11-10", set()),
        ("refund after:2026-11-01 before:2026-11-10", set()),
        ("before:2026", {"A reply"}),
        ("on:1405", ALL),
        ("on:1405/8", ALL),
        ("refund on:2026-11 from:sara", {"Refund by Sara"}),
    ],
)
def test_filters(written, sara, settle, text, titles):
    settle()
    assert found(sara, text) == titles


def test_nobody_finds_by_a_filter_what_they_may_not_open(written, sara, nima):
    assert "Refund secret" in found(nima, "in:finance")
    assert found(sara, "in:finance from:nima") == set()


def test_what_one_wrote_is_theirs_after_they_left(written, sara, nima):
    Person.objects.filter(pk=nima.pk).update(left_on=NOON.date())

    assert found(sara, "refund from:nima") == {"Refund by Nima"}


def test_a_group_by_its_name_for_those_who_read_it(world, sara, nima, notes):
    group = spaces.create_group(actor=nima, name_fa="نوآوری", name_en="New ideas", policy="secret", at=NOON)
    notes.write("Idea", space=group)

    assert found(nima, 'in:"new ideas"') == {"Idea"}
    with override("en"):
        results = queries.answer(person=sara, text='in:"new ideas"', at=AT)
    assert results.asked.remarks == ("No unit or group that you may open is called “new ideas”.",)


def test_a_skill_under_all_its_names_and_narrower_ones(world, sara, admin, notes):
    cloud = people.ensure_skill(name_fa="رایانش ابری", name_en="Cloud")
    kubernetes = people.ensure_skill(name_en="Kubernetes")
    people.put_skill_under(actor=admin, skill=kubernetes, broader=cloud, at=NOON)
    notes.write("Kubernetes for all", space=world.organisation)
    notes.write("دوره رایانش ابری", space=world.organisation)
    notes.write("ابری", space=world.organisation)

    assert found(sara, "skill:cloud") == {"Kubernetes for all", "دوره رایانش ابری"}
    assert found(sara, "مهارت:«رایانش ابری» دوره") == {"دوره رایانش ابری"}
    assert found(sara, "skill:kubernetes") == {"Kubernetes for all"}


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("from:zeppelin", "No colleague is called “zeppelin”."),
        ("in:zeppelin", "No unit or group that you may open is called “zeppelin”."),
        ("customer:zeppelin", "No customer that you may see is called “zeppelin”."),
        ("skill:zeppelin", "No skill is called “zeppelin”."),
        ("type:zeppelin", "Nothing of the kind “zeppelin” can be found."),
        ("on:zeppelin", "This is not a date. Write it like 1405/8/30, 30 Aban 1405 or 2026-11-21."),
    ],
)
def test_what_is_not_understood_is_said_and_looked_for(world, sara, notes, text, remark):
    notes.write("Zeppelin", space=world.organisation)
    with override("en"):
        results = queries.answer(person=sara, text=text, at=AT)

    assert results.asked.remarks == (remark,)
    assert [hit.document.title for hit in results.hits] == ["Zeppelin"]


ODD = ["%", "_", "\\", "'", "@", "a@", "🙂", "\x00", "۹" * 40, "1405/13", "0000", "9999", "1405/99/99", "x" * 1900]


@pytest.mark.parametrize("name", ["from", "in", "customer", "skill", "type", "before", "after", "on"])
def test_any_value_is_answered(world, sara, notes, name):
    for value in ODD:
        asked = queries.answer(person=sara, text=f'{name}:"{value}" x', at=AT).asked
        assert len(asked.chips) + len(asked.remarks) == (value != "\x00")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("today", date(2026, 11, 21), date(2026, 11, 22)),
        ("دیروز", date(2026, 11, 20), date(2026, 11, 21)),
        ("آبان ۱۴۰۵", date(2026, 10, 23), date(2026, 11, 22)),
        ("Nov 2026", date(2026, 11, 1), date(2026, 12, 1)),
        ("۱۴۰۵", date(2026, 3, 21), date(2027, 3, 21)),
        ("2026.2", date(2026, 2, 1), date(2026, 3, 1)),
        ("30 Aban 1405", date(2026, 11, 21), date(2026, 11, 22)),
    ],
)
def test_days(text, start, end):
    assert days_meant(text, language="en", today=date(2026, 11, 21)) == (start, end)


@pytest.mark.parametrize("text", ["", "soon", "1405/13", "13/13/13"])
def test_no_days(text):
    with pytest.raises(Invalid):
        days_meant(text, language="en", today=date(2026, 11, 21))


@pytest.mark.parametrize(("text", "said"), [("1405/8", "Aban 1405"), ("1405", "1405"), ("2026-11-21", "30 Aban 1405"), ("2026", None)])
def test_days_are_said_in_the_calendar_of_the_reader(text, said):
    days = days_meant(text, language="en", today=date(2026, 11, 21))

    assert days_said(days, language="en", calendar="jalali") == (said or "11 Dey 1404 – 10 Dey 1405")


def test_filters_are_shown_and_can_be_taken_away(browse, written, sara):
    page = browse(sara).get("/search/", {"q": "refund from:nima on:1405/8 in:zeppelin"})

    assert [(chip.name, chip.value, url) for chip, url in page.context["chips"]] == [
        ("From", "Nima Ahmadi", "/search/?q=on%3A1405%2F8+in%3Azeppelin+refund"),
        ("On", "23 October 2026 – 21 November 2026", "/search/?q=from%3Anima+in%3Azeppelin+refund"),
    ]
    assert "No unit or group that you may open is called “zeppelin”." in page.content.decode()
