import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.text import unmarked


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("**سقف** انتقال _تازه_ است", "سقف انتقال تازه است"),
        ("# Limits\n\n> it was *said*\n> again", "Limits\n\nit was said\nagain"),
        ("1. first\n2. second\n- third", "first\nsecond\nthird"),
        ('See [the table](https://x.example/a?b=1 "t") and ![a picture](p.png).', "See the table and a picture."),
        ("Ask @[سارا محمدی](person:12).", "Ask @سارا محمدی."),
        ("Use `snake_case` in\n```python\nx = 2 * 3\n```\n", "Use snake_case in\n\nx = 2 * 3\n\n"),
        ("a | b\n--- | ---\n1 | 2", "a | b\n\n1 | 2"),
        ("2*3*4 and f_a_b ~~gone~~", "2*3*4 and f_a_b gone"),
        ("", ""),
    ],
)
def test_marks_go_and_words_stay(written, words):
    assert unmarked(written) == words


@given(st.text(alphabet='ab *_~`>#-[]()!|\n"1.'))
def test_no_letter_is_lost_outside_links(text):
    bare = text.replace("(", "").replace(")", "")
    assert [sign for sign in unmarked(bare) if sign in "ab"] == [sign for sign in bare if sign in "ab"]
