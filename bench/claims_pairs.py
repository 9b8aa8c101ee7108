"""Pairs of structured claims, each said by hand to contradict or not: how well the matrix tells them apart.

A line: claim, claim, verdict. A claim is `code[kind key] value days`; days: `@2` the second day from now, `@1-3`, `@-3` until, `@3-` from.
"""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from bench.claims import Score
from hamsoo.commitments.matrix import Claim, compare, key_of

DAY = date(2026, 11, 21)
_CLAIM = re.compile(
    r"(?P<code>\w+)(?:\[(?P<kind>\w*) ?(?P<key>[\w-]*)\])?(?: (?P<amount>[\d.]+)(?P<measure>%|\w+))?"
    r"(?: @(?P<first>\d*)(?P<to>-?)(?P<last>\d*))?"
)


def claim(text: str) -> Claim:
    """Read a claim."""
    found = _CLAIM.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    code, topic = (found["code"], "") if not found["code"].startswith("hold_") else ("hold", found["code"].removeprefix("hold_"))
    first, last = (DAY + timedelta(days=int(found[name])) if found[name] else None for name in ("first", "last"))
    days = {"from_on": first, "until_on": last} if found["to"] else {"on": first}
    amount = Decimal(found["amount"]) if found["amount"] else None
    measure = {"%": "percent", None: ""}.get(found["measure"], found["measure"])
    return Claim(code, found["kind"] or "", key_of(found["key"] or ""), amount, measure, topic=topic, **days)


def pairs() -> list[tuple[Claim, Claim, bool]]:
    """Return the labelled pairs."""
    lines = (Path(__file__).parent / "claims_data/pairs.txt").read_text().splitlines()
    rows = [line.split("|") for line in lines if line.strip() and not line.startswith("#")]
    return [(claim(a), claim(b), verdict.strip() == "conflict") for a, b, verdict in rows]


def measured() -> Score:
    """Compare each pair and count."""
    counted = Score()
    for a, b, is_conflict in pairs():
        found = compare(a, b).is_conflict
        counted.right += found and is_conflict
        counted.wrong += found and not is_conflict
        counted.missed += is_conflict and not found
    return counted


def main() -> None:
    """Print the figures, and which pairs are told wrongly."""
    found = measured()
    print(f"{len(pairs())} pairs: precision {found.precision}, recall {found.recall}")
    for a, b, is_conflict in pairs():
        if compare(a, b).is_conflict is not is_conflict:
            print("wrong:", a, b, is_conflict)


if __name__ == "__main__":
    main()
