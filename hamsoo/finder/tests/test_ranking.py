import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.finder.ranking import bm25
from hamsoo.finder.ranking.decay import decay
from hamsoo.finder.ranking.voting import Piece, rank, ranked, with_parents
from hamsoo.finder.templatetags.finder import marked


def order(pieces, scores, **more):
    return ranked({person: standing.score for person, standing in rank(pieces, scores, **more).items()})


def test_a_rarer_word_tells_more():
    assert bm25.idf(100, 2) > bm25.idf(100, 50) > bm25.idf(100, 100) > 0


def test_levels_rise_with_frequency_and_fall_with_length():
    short = bm25.levels([], ["limit", "limit", "key"])
    long = bm25.levels([], ["limit", "limit", "key", *["word"] * 400])
    assert short["limit"] > short["key"]
    assert short["limit"] > long["limit"]
    assert bm25.levels(["key"], ["word"])["key"] > bm25.levels([], ["key", "word"])["key"]


@given(st.floats(0.01, 1000), st.floats(0.01, 10_000))
def test_a_level_stands_for_its_saturation(frequency, length):
    value = bm25.saturation(frequency, length)
    level = bm25.level_of(value)
    assert 0 <= level < bm25.LEVELS
    assert abs(bm25.value_of(level) - value) <= (bm25.K1 + 1) / bm25.LEVELS


def test_the_greatest_sum_is_exact_in_a_float():
    assert bm25.MOST_TERMS * bm25.points(20.0, bm25.LEVELS - 1) < 2**24


def test_the_corpus_finds_the_better_document():
    corpus = bm25.Corpus()
    corpus.add("a", title=["custody"], text=["limit", "custody"])
    corpus.add("b", text=["custody", "meeting", "lunch"])
    corpus.add("c", text=["lunch"])

    scores = corpus.scores(["custody", "limit"])

    assert set(scores) == {"a", "b"}
    assert scores["a"] > scores["b"]


def test_half_after_a_half_life():
    assert decay(10, half_life_days=10) == 0.5
    assert decay(-3, half_life_days=10) == 1.0


def test_who_writes_about_it_stands_before_who_writes_most():
    pieces = [Piece(f"a{n}", 1, 1.0, 5.0) for n in range(4)] + [Piece(f"b{n}", 2, 1.0, 5.0) for n in range(5)]

    assert order(pieces, {"a0": 3.0, "a1": 3.0, "a2": 2.0, "b0": 1.0}) == [1, 2]
    assert order(pieces, {}) == [2, 1]


@given(st.floats(0, 500))
def test_a_silence_of_everybody_changes_no_order(silence):
    def pieces(later):
        return [
            Piece("a", 1, 1.0, 3.0 + later),
            Piece("b", 2, 1.5, 9.0 + later),
            Piece("c", 3, 1.0, 1.0 + later),
            Piece("d", 3, 1.0, 2.0 + later),
        ]

    scores = {"a": 2.0, "b": 3.0, "c": 0.5}
    assert order(pieces(silence), scores) == order(pieces(0.0), scores)


def test_a_profile_alone_stands_behind_work():
    standings = rank([Piece("a", 1, 1.0, 1.0)], {"a": 2.0}, profiles={2: 2.0})

    assert standings[1].score > standings[2].score > 0


def test_parents_lend_their_score():
    assert with_parents({"q": 2.0, "x": 1.0}, {"a": "q", "x": "q", "z": "none"}, share=0.5) == {"q": 2.0, "x": 2.0, "a": 1.0}


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("a <b> c", [(2, 5)], "a <mark>&lt;b&gt;</mark> c"),
        ("one two three", [(0, 3), (4, 7)], "<mark>one two</mark> three"),
        ("none", [], "none"),
    ],
)
def test_marks_are_escaped(text, spans, shown):
    assert marked(text, spans) == shown
