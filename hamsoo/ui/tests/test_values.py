"""Numbers, dates and people as the tags write them."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from freezegun import freeze_time

from hamsoo.ui import appearance
from hamsoo.ui.appearance import Appearance
from hamsoo.ui.faces import initials, monogram
from hamsoo.ui.samples import PEOPLE

AT = datetime(2026, 11, 21, 11, 1, tzinfo=UTC)


def shown(template: str, language: str, **context: object) -> str:
    reader = Appearance(language, "jalali" if language == "fa" else "gregorian")
    with translation.override(language), appearance.override(reader), timezone.override("Asia/Tehran"):
        return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("template", "fa", "en"),
    [
        ("{% num 12840 %}", "۱۲٬۸۴۰", "12,840"),
        ("{{ 12840|num }}", "۱۲٬۸۴۰", "12,840"),
        ("{% percent 0.82 %}", "\u061c۸۲٪", "82%"),
        ("{% duration 11100 %}", "۳ ساعت و ۵ دقیقه", "3 h 5 min"),
        ("{{ 180000|working_duration }}", "۵۰ ساعت", "50 h"),
        ("{{ 2303|working_duration }}", "۳۸ دقیقه", "38 min"),
        ("{{ 7|working_duration }}", "۱ دقیقه", "1 min"),
        ("{{ 7|rough_duration }}", "۱ دقیقه", "1 min"),
        ("{{ 2303|rough_duration }}", "۳۸ دقیقه", "38 min"),
        ("{{ 11400|rough_duration }}", "۳ ساعت و ۱۰ دقیقه", "3 h 10 min"),
        ("{{ 100000|rough_duration }}", "۱ روز و ۴ ساعت", "1 d 4 h"),
        ("{% count 120 %}", "۹۹+", "99+"),
        ("{{ 1405|digits }}", "۱۴۰۵", "1405"),
        ("{{ 4907|number_sign }}", '<bdi class="num">۴۹۰۷</bdi>', '<bdi class="num">#4907</bdi>'),
        ("{{ none|num }}{{ none|moment }}{{ none|duration }}", "", ""),
    ],
)
def test_a_number_is_written_for_its_reader(template, fa, en):
    assert shown(template, "fa", none=None) == fa
    assert shown(template, "en", none=None) == en


@freeze_time("2026-11-21 11:07:00")
def test_a_moment_says_when_and_shows_the_other_calendar_on_hover():
    stamp = 'datetime="2026-11-21T11:01:00+00:00"'

    assert shown("{% moment at %}", "fa", at=AT) == f'<time {stamp} title="شنبه ۲۱ نوامبر ۲۰۲۶، ۱۴:۳۱">۶ دقیقه پیش</time>'
    assert shown("{% moment at %}", "en", at=AT) == f'<time {stamp} title="Saturday 30 Aban 1405, 14:31">6 min ago</time>'


def test_a_day_is_written_in_the_readers_calendar():
    assert ">۳۰ آبان ۱۴۰۵</time>" in shown("{% day on %}", "fa", on=date(2026, 11, 21))
    assert ">21 November 2026</time>" in shown("{% day on %}", "en", on=date(2026, 11, 21))


def test_initials_of_persian_names_do_not_join():
    assert initials("سارا محمدی") == "س\u200cم"
    assert initials("Sara Mohammadi Nia") == "SM"
    assert initials("") == ""


def test_the_letter_of_an_organisation_is_that_of_its_proper_name():
    assert (monogram("بیمهٔ سپهر"), monogram("Sepehr Insurance"), monogram("")) == ("س", "S", "")


def test_a_person_is_shown_with_presence_in_words():
    html = shown("{% person face %}", "fa", face=PEOPLE[0])

    assert html == (
        '<a href="#" class="pchip"><span class="av s"><span class="ini" aria-hidden="true">س\u200cم</span>'
        '<i class="pr on" title="حاضر"></i></span><bdi class="nm">سارا محمدی</bdi></a>'
    )


def test_names_are_escaped():
    assert "<b>" not in shown("{% avatar face %}{% mention face %}", "en", face=type(PEOPLE[0])("<b>", "<b>x <b>y"))


@pytest.mark.parametrize(("percent", "drawn"), [(-5, 0), (22.4, 22), (400, 100)])
def test_a_line_is_never_longer_than_itself(percent, drawn):
    assert f'data-w="{drawn}"' in shown("{% line percent %}", "en", percent=percent)


def test_a_promise_of_time_has_words_and_a_shape():
    html = shown('{% sla "late" "12 min past" 100 %}', "en")

    assert 'class="sla late"' in html
    assert "#triangle-alert" in html
    assert "12 min past" in html
