from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.text import fold, sort_key

ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"


def test_letters_follow_the_persian_alphabet():
    assert "".join(sorted(set(ALPHABET), key=sort_key)) == ALPHABET


def test_digits_come_first_then_persian_then_latin_without_case():
    names = ["zebra", "یاسمن", "Apple", "apricot", "آرش", "ارسلان", "۲", "10", "گیتی", "کاوه", "چنگیز", "جمشید", "پروین"]
    assert sorted(names, key=sort_key) == [
        "10", "۲", "آرش", "ارسلان", "پروین", "جمشید", "چنگیز", "کاوه", "گیتی", "یاسمن", "Apple", "apricot", "zebra",
    ]  # fmt: skip


def test_a_space_or_half_space_comes_before_letters():
    assert sorted(["کاری", "کار من", "کار‌ها", "کار"], key=sort_key) == ["کار", "کار من", "کار‌ها", "کاری"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("علي", "علی"), ("كاوه", "کاوه"), ("١٢", "۱۲"), ("مُحمّد", "محمد"), ("Sara", "sara"), ("آ", "ا\u0653"), ("کار‌ها", "کار ها")],
)
def test_spellings_share_a_key(one, other):
    assert sort_key(one) == sort_key(other)


@given(st.text(alphabet=ALPHABET, max_size=6), st.text(alphabet=ALPHABET, max_size=6))
def test_the_order_of_keys_is_the_order_of_places(one, other):
    by_place = [ALPHABET.index(letter) for letter in one] < [ALPHABET.index(letter) for letter in other]
    assert (sort_key(one) < sort_key(other)) == by_place


@given(st.text())
def test_byte_order_and_code_point_order_agree(text):
    key = sort_key(text.replace("\x00", ""))
    assert key == key.strip()
    ordered = sorted([key, "A", "a", "ی"])
    assert all(left.encode("utf-8", "surrogatepass") <= right.encode("utf-8", "surrogatepass") for left, right in pairwise(ordered))


@given(st.text(alphabet=ALPHABET + "abcXYZ ۱۲3"))
def test_equal_folds_share_a_key_but_for_madda(text):
    plain = text.replace("آ", "ا")
    assert sort_key(fold(plain)) == sort_key(plain)
