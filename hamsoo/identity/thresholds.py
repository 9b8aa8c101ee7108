"""Where the model decides by itself. Weights are log2 odds: 0 is even, 6.6 is 99 in 100."""

LINK = 6.6
"""Records are linked from here on, on average over all pairs of what comes together and for one pair at least."""
KEEP = 3.3
"""A link of the model is taken back when what it stands on falls below: less than it takes to link, so that nothing swings."""
REVIEW = 0.0
"""From here on somebody is asked: one pair in two is one customer."""
HOPELESS = -10.0
"""What weighs less counts as this; the same as in batches."""

GENERIC_CUSTOMERS = 8
"""A phone, address or number that more customers than this share says nothing about who they are."""
MOST_CANDIDATES = 60
MOST_WEIGHED = 40
"""Records of one question to the linkage: one that came, and the customers it may belong to."""
LARGEST = 100
"""Records of a customer that the model puts together, at most."""
MOST_ASKED = 5
"""Pairs of one record that come into the review, at most."""
