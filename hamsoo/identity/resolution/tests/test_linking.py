"""Linking holds what it promises whatever is given to it, in whatever order."""

import random

from hypothesis import given
from hypothesis import strategies as st

from hamsoo.identity.resolution import Guards, link

RECORDS = range(12)
numbers = st.integers(0, 11)
couples = st.tuples(numbers, numbers).filter(lambda both: both[0] != both[1])
weighted = st.lists(
    st.tuples(numbers, numbers, st.sampled_from([-6.0, -1.0, 0.5, 3.0, 8.0, 20.0])).filter(lambda pair: pair[0] != pair[1]), max_size=40
)


def together(clusters, a, b):
    return any(a in cluster and b in cluster for cluster in clusters)


@given(weighted, st.lists(couples, max_size=3), st.lists(couples, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_changes_nothing(pairs, must, cannot, chance):
    expected = link(RECORDS, pairs, must=must, cannot=cannot)
    shuffled = [chance.sample(list(one), len(one)) for one in (RECORDS, pairs, must, cannot)]
    turned = [(b, a, weight) for a, b, weight in shuffled[1]]
    assert link(shuffled[0], turned, must=shuffled[2], cannot=shuffled[3]) == expected


@given(weighted, st.lists(couples, max_size=3), st.lists(couples, max_size=4))
def test_what_was_decided_holds(pairs, must, cannot):
    forced = link(RECORDS, [], must=must)
    clusters = link(RECORDS, pairs, must=must, cannot=cannot)
    assert sorted(record for cluster in clusters for record in cluster) == list(RECORDS)
    assert all(together(clusters, a, b) for a, b in must)
    assert not any(together(clusters, a, b) for a, b in cannot if not together(forced, a, b))


@given(weighted, st.lists(st.sampled_from(["crm", "erp", None]), min_size=12, max_size=12))
def test_a_source_without_duplicates_gives_one_record_to_a_customer(pairs, sources):
    named = {record: source for record, source in zip(RECORDS, sources, strict=True) if source}
    for cluster in link(RECORDS, pairs, sources=named):
        found = [named[record] for record in cluster if record in named]
        assert len(found) == len(set(found))


@given(weighted, st.integers(1, 5))
def test_no_customer_grows_beyond_the_limit(pairs, largest):
    assert max(map(len, link(RECORDS, pairs, guards=Guards(largest=largest)))) <= largest


def test_one_likeness_does_not_chain_two_families():
    family = [(a, b, 9.0) for a in range(4) for b in range(a)] + [(a, b, 9.0) for a in range(4, 8) for b in range(4, a)]
    assert link(range(8), [*family, (0, 4, 8.0)]) == [(0, 1, 2, 3), (4, 5, 6, 7)]


def test_equal_pairs_are_taken_in_the_order_of_their_records():
    chain = [(a, a + 1, 5.0) for a in range(5)]
    random.Random(1).shuffle(chain)
    assert link(range(6), chain, guards=Guards(largest=2)) == [(0, 1), (2, 3), (4, 5)]


def test_one_pair_alone_must_weigh_more_than_one_of_several():
    assert link(range(2), [(0, 1, 3.9)]) == [(0,), (1,)]
    assert link(range(2), [(0, 1, 4.0)]) == [(0, 1)]
    assert link(range(3), [(0, 2, 2.0), (1, 2, 2.0)], must=[(0, 1)]) == [(0, 1, 2)]


def test_a_second_record_of_a_system_counts_once_and_not_on_average():
    pairs = [(a, b, 20.0 if (a < 3) == (b < 3) else 5.0) for b in range(6) for a in range(b)]
    systems = {0: "crm", 1: "web", 2: "shop", 3: "crm", 4: "calls"}
    guards = Guards(again=-8.0)
    assert link(range(6), pairs, systems={**systems, 3: "erp"}, guards=guards) == [tuple(range(6))]
    assert link(range(6), pairs, systems=systems, guards=guards) == [(0, 1, 2), (3, 4, 5)]
    # Where systems hold many twice, it says nothing.
    assert link(range(6), pairs, systems=systems) == [tuple(range(6))]
