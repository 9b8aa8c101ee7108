import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.finder.ranking import bm25, kindred, mixing
from hamsoo.finder.ranking.certainty import enough
from hamsoo.finder.ranking.decay import decay
from hamsoo.finder.ranking.propagation import BESIDE, TOGETHER, Shared, passed_on
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
    assert bm25.MOST_TERMS * bm25.MOST_COUNTED * bm25.points(20.0, bm25.LEVELS - 1) < 2**24


def test_the_corpus_finds_the_better_document():
    corpus = bm25.Corpus()
    corpus.add("a", title=["custody"], text=["limit", "custody"])
    corpus.add("b", text=["custody", "meeting", "lunch"])
    corpus.add("c", text=["lunch"])

    scores = corpus.scores(["custody", "limit"])

    assert set(scores) == {"a", "b"}
    assert scores["a"] > scores["b"]


def test_a_word_that_is_repeated_counts_as_often_up_to_a_bound():
    corpus = bm25.Corpus()
    corpus.add("a", text=["custody"])
    corpus.add("b", text=["lunch"])
    once, twice = corpus.scores(["custody", "lunch"]), corpus.scores(["custody", "lunch", "lunch"])

    assert (twice["a"], twice["b"]) == (once["a"], 2 * once["b"])
    assert corpus.scores(["lunch"] * 50) == corpus.scores(["lunch"] * bm25.MOST_COUNTED)


def test_enough_is_more_than_one_word_of_middling_weight():
    assert enough([]) == enough([3.0]) == 0.0
    assert enough([2.0, 2.0]) > 2.0 * bm25.saturation(1, 1)
    assert enough([2.0, 5.0, 2.0, 2.0]) == enough([2.0, 2.0]) < 2 * 2.0
    assert enough([1.0, 4.0]) < 4.0


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


def test_who_is_found_by_kindred_words_stands_before_who_is_not():
    pieces = [Piece("a", 1, 1.0, 5.0), Piece("b", 2, 1.0, 5.0), Piece("c", 3, 1.0, 5.0)]

    assert order(pieces, {"c": 2.0}, kindred={"c": 2.0, "b": 1.0}) == [3, 2, 1]


def test_votes_are_passed_on_to_those_who_share_works_and_their_sum_stays():
    works, people = np.array([0, 1, 1, 2, 3, 4, 4]), np.array([0, 0, 1, 1, 2, 3, 4])
    shared = Shared.of(works, people, np.array([1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0]), np.array([2.0, 2.0, 1.0, 0.0, 0.0]))

    found = passed_on(np.array([8.0, 0.0, 2.0, 1.0, 0.0]), shared, BESIDE)

    assert found.tolist() == pytest.approx([6.11, 1.89, 2.0, 1.0, 0.0])
    assert found.sum() == pytest.approx(11.0)
    nothing = np.zeros(0)
    assert not len(passed_on(nothing, Shared.of(nothing.astype(int), nothing.astype(int), nothing, nothing), TOGETHER))


def test_who_answers_beside_those_who_know_stands_before_who_does_not():
    pieces = [Piece("a", 1, 1.0, 5.0, "q"), Piece("b", 1, 1.0, 5.0, "r"), Piece("c", 2, 1.0, 5.0, "s"), Piece("d", 3, 1.0, 5.0, "r")]

    assert order(pieces, {"a": 2.0}) == [1, 3, 2]
    assert order([piece._replace(thread=None) for piece in pieces], {"a": 2.0}) == [1, 2, 3]


def test_who_writes_with_those_who_know_is_more_than_who_answers_beside_them():
    apart = [Piece("a", 1, 1.0, 5.0), Piece("b", 1, 1.0, 5.0, "q"), Piece("c", 2, 1.0, 5.0, "q"), Piece("d", 3, 1.0, 5.0)]
    together = [*apart[:3], Piece("e", 1, 1.0, 5.0), Piece("e", 3, 1.0, 5.0)]

    assert order(apart, {"a": 2.0}) == [1, 2, 3]
    assert order(together, {"a": 2.0}) == [1, 3, 2]


def test_the_newcomer_of_a_team_that_knows_stands_before_one_of_a_team_that_does_not():
    pieces = [Piece(f"a{n}", 1, 1.0, 5.0) for n in range(6)] + [Piece(f"b{n}", 2, 1.0, 5.0) for n in range(6)]
    pieces += [Piece("c", 3, 1.0, 5.0), Piece("d", 4, 1.0, 5.0)]
    scores = {"a0": 2.0, "a1": 2.0, "a2": 2.0, "a3": 2.0, "b0": 1.0}

    assert order(pieces, scores, teams={1: 20, 4: 20, 2: 10, 3: 10}) == [1, 2, 4, 3]
    assert order(pieces, scores, teams={1: 20, 3: 20, 2: 10, 4: 10}) == [1, 2, 3, 4]


def test_kindred_terms_are_what_the_best_documents_have_in_common():
    read = [
        (1.0, kindred.characteristic(["custody"], ["wallet", "key", "lunch"])),
        (0.9, kindred.characteristic(["custody"], ["wallet", "key", "tea"])),
        (0.1, kindred.characteristic(["lunch"], ["soup"])),
    ]

    terms = kindred.kindred_terms(read, dict.fromkeys(["custody", "wallet", "key", "lunch", "soup"], 1.0))

    assert terms[:3] == ["custody", "key", "wallet"]
    assert "tea" not in terms


def test_a_long_document_keeps_what_it_says_most():
    kept = kindred.characteristic([], [word for n in range(100) for word in [f"w{n:03}"] * (100 - n)])

    assert list(kept) == [f"w{n:03}" for n in range(kindred.MOST_KEPT)]


def test_ties_at_the_edge_are_all_read():
    assert sorted(kindred.sources(dict.fromkeys(range(15), 2.0) | {99: 1.0})) == list(range(15))
    assert kindred.sources({}) == {}


def choices(true, count, seed):
    """People with signals drawn by lot, and one of them who answers as `true` weights say."""
    dice = random.Random(seed)
    for _example in range(count):
        signals = [tuple(dice.gauss(0, 1) for _ in mixing.SIGNALS) for _person in range(12)]
        yield mixing.Example(signals, [dice.choices(range(12), [true.mixed(vector) for vector in signals])[0]])


def test_learning_finds_the_weights_that_answers_come_from():
    true = mixing.Weights((1.2, 0.0, 0.4, -0.3, 0.8, 0.1, 0.5))

    found = mixing.learned(list(choices(true, 1500, seed=7)), strength=3.0)

    assert found.values == pytest.approx(true.values, abs=0.12)


def test_few_examples_change_little_and_none_nothing():
    wrong = mixing.Weights((-1.0,) * len(mixing.SIGNALS))
    few, many = list(choices(wrong, 3, seed=1)), list(choices(wrong, 600, seed=1))

    def moved(weights):
        return sum(abs(new - old) for new, old in zip(weights.values, mixing.DEFAULT.values, strict=True))

    assert mixing.learned([]) == mixing.DEFAULT
    assert 2 * moved(mixing.learned(few)) < moved(mixing.learned(many))


def test_learning_survives_signals_that_tell_nothing():
    same = [mixing.Example([(0.0,) * 7, (0.0,) * 7], [0]), mixing.Example([(50.0,) * 7, (-50.0,) * 7], [0])]

    assert all(math.isfinite(value) for value in mixing.learned(same).values)


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


def test_kindred_words_that_everybody_uses_are_not_looked_for_among_many_documents():
    counts = {"escrow": 30, "wallet": 90, "limit": 500, "custody": 10}
    assert kindred.affordable(list(counts), counts.__getitem__, most=130) == ["escrow", "wallet", "custody"]
    assert kindred.affordable(list(counts), counts.__getitem__, most=700) == list(counts)
