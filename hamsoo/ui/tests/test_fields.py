"""What people write in two scripts and two calendars."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.forms import Select
from django.forms.renderers import DjangoTemplates
from django.utils import translation

from hamsoo.ui.fields import DayField, NumberField
from hamsoo.ui.forms import Renderer


@pytest.mark.parametrize("text", ["1405/8/30", "۱۴۰۵/۰۸/۳۰", "2026-11-21", "۳۰ آبان ۱۴۰۵", "21 Nov 2026"])
def test_a_day_is_read_in_either_calendar_and_script(text):
    assert DayField().clean(text) == date(2026, 11, 21)


def test_a_day_that_does_not_exist_is_refused_with_the_reason():
    with translation.override("en"), pytest.raises(ValidationError, match="month"):
        DayField().clean("1405/14/2")


def test_a_stored_day_is_written_for_its_reader():
    with translation.override("fa"):
        assert DayField().prepare_value(date(2026, 11, 21)) == "۳۰ آبان ۱۴۰۵"


@pytest.mark.parametrize("text", ["3500", "۳٬۵۰۰", "3,500", "۳۵۰۰"])
def test_a_number_is_read_in_either_script(text):
    assert NumberField().clean(text) == Decimal(3500)


@pytest.mark.parametrize("text", ["سه میلیارد", "1,23", "1e5"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValidationError):
        NumberField().clean(text)


def test_a_number_keeps_its_limits():
    field = NumberField(min_value=0, max_value=10)

    assert field.clean("10") == Decimal(10)
    with translation.override("en"), pytest.raises(ValidationError, match="Enter 10 or less"):
        field.clean("11")
    with translation.override("en"), pytest.raises(ValidationError, match="Enter 0 or more"):
        field.clean("-1")


def test_optional_fields_may_stay_empty():
    assert DayField(required=False).clean("") is None
    assert NumberField(required=False).clean("") is None


def test_a_choice_is_written_as_django_writes_it():
    chosen = Select(attrs={"required": True, "hidden": False}, choices=[("", "—"), ("Group <1>", [("a&b", "<A>"), (2, "B")])])
    ours, theirs = (chosen.render("name", "2", renderer=renderer()).split() for renderer in (Renderer, DjangoTemplates))
    assert ours == theirs
    assert "selected>B</option>" in ours
