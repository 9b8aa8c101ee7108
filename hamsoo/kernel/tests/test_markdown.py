"""What Markdown says without its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.markdown import plain


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("**دو امضا** و [مالک](https://a.example)", "دو امضا و مالک"),
        ("in the header `X-Maintenance-At` 24 hours before", "in the header X-Maintenance-At 24 hours before"),
        ("# Title\n\n- one\n- two\n\n> said", "Title one two said"),
        ("first\nsecond  \nthird", "first second third"),
        ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
        ("```python\nx = 1\n```\nthen", "x = 1 then"),
        ("1. یک\n2. دو", "یک دو"),
        ("~~old~~ new ***both***", "old new both"),
        ("سپاس @[سارا محمدی](person:12)، خوب بود", "سپاس سارا محمدی، خوب بود"),
        ("2 * 3 and snake_case and a & b < c", "2 * 3 and snake_case and a & b < c"),
        ("می\u200cشود a\u202eb", "می\u200cشود ab"),
    ],
)
def test_words_stand_on_one_line_without_marks(written, words):
    assert plain(written, length=200) == words


def test_what_is_long_is_cut_at_the_end_of_a_word():
    text = "**دو امضا** لازم است: [مالک](https://a.example) و انطباق"
    assert plain(text, length=25) == "دو امضا لازم است: مالک و…"
    assert plain("[a](https://example.com/" + "x" * 900 + ") b", length=80).endswith("…")


@given(st.text(), st.integers(1, 60))
def test_no_text_is_longer_than_asked(text, length):
    assert len(plain(text, length=length)) <= length + 1
