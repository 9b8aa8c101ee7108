import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.text import base_direction, detect_language, fold, to_ascii_digits, to_persian_digits


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("علي كريمي", "علی کریمی"),
        ("على ڪريمى", "علی کریمی"),
        ("مدرسة", "مدرسه"),
        ("خانۀ", "خانه"),
        ("خانهٔ", "خانه"),
        ("خانه‌ی ما", "خانه ما"),
        ("أحمد إبراهیم آرام ٱلله", "احمد ابراهیم ارام الله"),
        ("مسئول مؤثر جزء", "مسیول موثر جز"),
        ("کُـــتُبٌ مُحَمَّد", "کتب محمد"),
        ("علی‌رضا", "علیرضا"),
        ("۱۴۰۳ ١٤٠٣ 1403", "1403 1403 1403"),
        ("\u202bمتن\u202c\u200f", "متن"),
        ("\ufe8d\ufedf\ufedc\ufe98\ufe8e\ufe8f", "الکتاب"),
        ("ﷲ", "الله"),
        ("Café ＡＢＣ Straße", "cafe abc strasse"),
        ("  دو \t سه\n", "دو سه"),
        ("", ""),
    ],
)
def test_spellings_fold_to_one(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="ابپیيىكکهةۀآأؤئءـًِّ\u200c\u200f \t۱٣5aÉ"))
def test_folding_persian_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.integers(min_value=0))
def test_digits_go_there_and_back(number):
    persian = to_persian_digits(str(number))
    assert to_ascii_digits(persian) == str(number)
    assert not any(char.isascii() for char in persian)


def test_digits_leave_the_rest_alone():
    assert to_ascii_digits("كد ۱۲٣-A") == "كد 123-A"
    assert to_persian_digits("كد 12٣-A") == "كد ۱۲۳-A"


@pytest.mark.parametrize(
    ("text", "direction", "language"),
    [
        ("سلام دنیا", "rtl", "fa"),
        ("Hello world", "ltr", "en"),
        ("API جدید منتشر شد", "rtl", "fa"),
        ("The word آب means water", "ltr", "en"),
        ("۱۲۳ - 45", "rtl", "fa"),
        ("", "rtl", "fa"),
    ],
)
def test_direction_and_language_follow_the_words(text, direction, language):
    assert base_direction(text) == direction
    assert detect_language(text) == language
