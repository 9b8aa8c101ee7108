"""The matrix: symmetric, nothing against itself, as documented; claims told apart, and found in sentences, as well as is said."""

import re
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest

from bench.claims import labelled, score
from bench.claims_pairs import measured, pairs
from hamsoo.commitments.matrix import CODES, PAIRS, Claim, Nature, Relation, compare, key_of, pair


def test_symmetric_and_nothing_contradicts_itself() -> None:
    claims = {claim for a, b, _verdict in pairs() for claim in (a, b)}
    assert len(claims) > 80
    for a, b in combinations_with_replacement(sorted(claims, key=repr), 2):
        found = compare(a, b)
        assert found == compare(b, a)
        assert a != b or not found.is_conflict


def test_structured_claims_are_told_apart() -> None:
    found = measured()
    assert len(pairs()) >= 120
    assert (found.precision[0] >= 0.95, found.recall[0] >= 0.9) == (True, True)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_claims_are_found_in_sentences(language: str) -> None:
    for held_out in (False, True):
        found = score(labelled(language, held_out=held_out))
        assert (found.precision[0] >= 0.9, found.recall[0] >= 0.9) == (True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [("قرارداد شمارهٔ ۱۲۳۴", "1234"), ("contract no. SPH-204", "sph204"), ("Order #77", "سفارش ۷۷"), ("كيف امانی", "کیف‌امانی")],
)
def test_the_same_thing_has_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other) != ""


def test_the_document_tells_the_matrix() -> None:
    rows = re.findall(r"^\| (\w+) \| (\w+) \|", (Path(__file__).parents[3] / "docs/commitments.md").read_text(), re.MULTILINE)
    assert {pair(a, b) for a, b in rows if a in CODES} == set(PAIRS)


def test_every_code_has_a_nature() -> None:
    assert {code for code, nature in CODES.items() if nature is Nature.DAY} == {"delivery", "fixed_by", "answer_by"}
    states = [Claim(code) for code in CODES if CODES[code] is Nature.STATE]
    conflicts = {frozenset((a.code, b.code)) for a, b in product(states, states) if compare(a, b).relation is Relation.CONTRADICTS}
    assert frozenset(("eligible", "not_eligible")) in conflicts
