"""How things and people are ranked: pure functions over terms, scores and dates; nothing here knows a database or an index.

`bm25` weighs terms and documents, `decay` lets old evidence fade, `voting` turns documents that match a need into a ranking of the
people whose work they are. `bench/experts.py` runs the same functions on dumps of forums.
"""
