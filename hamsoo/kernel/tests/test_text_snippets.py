from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.text import analyse_query, beginnings, highlight, snippet

TEXTS = st.text(alphabet="ابتشرکتها \u200cمیرود123abc\n")


def marked(text, spans):
    return [text[start:end] for start, end in spans]


def test_the_original_words_are_marked():
    text = "شركت‌هاي بزرگ، شرکتها و شِرکت؛ می روند"
    assert marked(text, highlight(text, analyse_query("شرکت رفتن"))) == ["شركت‌هاي", "شرکتها", "شِرکت", "می روند"]


def test_a_compound_written_apart_is_marked_as_one():
    text = "این نرم افزار تازه است"
    assert marked(text, highlight(text, analyse_query("نرم‌افزار"))) == ["نرم افزار"]
    assert marked(text, highlight(text, ["نرم"])) == ["نرم"]


def test_what_was_typed_so_far_is_marked_at_the_beginning_of_words():
    assert marked("Sara Mohammadi", beginnings("Sara Mohammadi", ["mo", "moham"])) == ["Moham"]
    assert marked("علي كريمي", beginnings("علي كريمي", ["کری"])) == ["كري"]
    assert marked("مُحَمَّدی", beginnings("مُحَمَّدی", ["محم"])) == ["مُحَم"]
    assert beginnings("Tomo", ["mo", ""]) == []


def test_nothing_to_look_for_marks_nothing():
    assert highlight("متن", []) == []
    assert snippet("متن کوتاه", []) == ("متن کوتاه", [])


def test_the_best_window_has_the_most_different_terms():
    text = "قرارداد " + "کلمه " * 60 + "قرارداد و مشتری ناراضی " + "دیگران " * 60
    shown, spans = snippet(text, analyse_query("قرارداد مشتری"), width=60)
    assert marked(shown, spans) == ["قرارداد", "مشتری"]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 62


def test_without_a_hit_the_beginning_is_shown():
    assert snippet("one two three four", ["absent"], width=9) == ("one two…", [])


@given(TEXTS, TEXTS, st.integers(min_value=1, max_value=200))
def test_snippets_stay_inside_and_spans_hold_terms(text, query, width):
    terms = analyse_query(query)
    shown, spans = snippet(text, terms, width=width)
    assert shown.strip("…") in text.replace("\n", " ")
    assert all(0 <= start < end <= len(shown) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    full = highlight(text, terms)
    assert set(marked(shown, spans)) <= {word.replace("\n", " ") for word in marked(text, full)}


@given(TEXTS, TEXTS)
def test_highlights_do_not_overlap(text, query):
    spans = highlight(text, analyse_query(query))
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
