"""Filters among the words of a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.finder.wording import NAMES, Filter, Wording, parse, started, written


@pytest.mark.parametrize(
    ("text", "words", "filters"),
    [
        ("refund", "refund", []),
        ("", "", []),
        ("refund from:sara late", "refund late", [("from", "sara")]),
        ("from:@sara", "", [("from", "@sara")]),
        ('in:"Customer service" refund', "refund", [("in", "Customer service")]),
        ("از:سارا بازپرداخت", "بازپرداخت", [("from", "سارا")]),
        ("از: سارا", "", [("from", "سارا")]),
        ("در:«خدمات مشتری» پس‌از:۱۴۰۵/۰۸/۰۱", "", [("in", "خدمات مشتری"), ("after", "۱۴۰۵/۰۸/۰۱")]),
        ("پيش از:٣٠آبان", "", [("before", "٣٠آبان")]),
        ("FROM:Sara Type:question", "", [("from", "Sara"), ("type", "question")]),
        ('from:"sara moh', "", [("from", "sara moh")]),
        ("\u200ffrom:\u200esara\u200f", "", [("from", "sara")]),
        ("from:", "from:", []),
        ("from: ", "from:", []),
        ('from:"" x', 'from:"" x', []),
        ("http://example.com", "http://example.com", []),
        ("time:12:30", "time:12:30", []),
        ("xfrom:sara", "xfrom:sara", []),
        ("on:on:on:", "", [("on", "on:on:")]),
        ('from:"x"in:y', "", [("from", "x"), ("in", "y")]),
    ],
)
def test_words_and_filters(text, words, filters):
    assert parse(text) == Wording(words, tuple(Filter(*one) for one in filters))


PIECES = [*(f"{name}:" for name in NAMES), "از:", "پس‌از:", "در: ", '"', "«", "»", " ", "x", "سارا", ":", "\u200f", "\u200c", "\n", "🙂"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=20).map("".join)


@given(TEXTS, st.sampled_from(["en", "fa"]))
def test_what_is_written_is_read_back(text, language):
    found = parse(text)

    assert parse(written(found, language=language)) == found
    started(text)


@given(TEXTS)
def test_a_filter_less_is_the_rest(text):
    found = parse(text)
    for place, one in enumerate(found.filters):
        rest = found.without(place)
        assert parse(written(rest)) == rest
        assert sorted(map(str, (*rest.filters, one))) == sorted(map(str, found.filters))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("refund from:sa", ("refund ", Filter("from", "sa"))),
        ("از:", ("", Filter("from", ""))),
        ('in:"Customer se', ("", Filter("in", "Customer se"))),
        ("from:sara refund", ("", Filter("from", "sara refund"))),
        ('from:"sara" ', None),
        ("refund", None),
    ],
)
def test_a_value_that_is_being_typed(text, expected):
    assert started(text) == expected
