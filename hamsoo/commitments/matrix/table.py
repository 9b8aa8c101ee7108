"""The matrix: which claims about one thing exclude one another, each pair with the reason that readers are given."""

from collections.abc import Mapping

Pairs = Mapping[frozenset[str], str]


def pair(a: str, b: str) -> frozenset[str]:
    """Return two codes as a pair, in no order."""
    return frozenset((a, b))


PAIRS: Pairs = {
    pair("cancelled", "continued"): "ends_or_goes_on",
    pair("cancelled", "delivery"): "ends_or_comes",
    pair("cancelled", "discount"): "ends_or_goes_on",
    pair("refund", "no_refund"): "paid_back_or_not",
    pair("refund", "not_eligible"): "entitled_or_not",
    pair("discount", "no_discount"): "lower_or_fixed",
    pair("discount", "not_eligible"): "entitled_or_not",
    pair("free", "price"): "free_or_paid",
    pair("free", "fee"): "free_or_paid",
    pair("free", "not_eligible"): "entitled_or_not",
    pair("eligible", "not_eligible"): "entitled_or_not",
    pair("available", "not_available"): "there_or_not",
    pair("delivery", "not_available"): "there_or_not",
}
"""Two claims of which only one can be true of the same thing at the same time."""

EQUAL_OR_NOT = frozenset({"price", "discount", "refund", "fee"})
"""Claims that contradict one another where their sums differ: a customer is told one price."""

SAME_DAY_OR_NOT = frozenset({"delivery", "fixed_by"})
"""Claims that contradict one another where no day suits both. Two promises to answer can both be kept: they are not among these."""
