"""What can be claimed about what, as plain data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from hamsoo.kernel.text import fold

LONGEST_KEY = 80


class Nature(Enum):
    """What the value of a claim is: none, a sum (or share), or a day."""

    STATE = "state"
    SUM = "sum"
    DAY = "day"
    HOLD = "hold"


CODES: Mapping[str, Nature] = {
    "cancelled": Nature.STATE,
    "continued": Nature.STATE,
    "refund": Nature.SUM,
    "no_refund": Nature.STATE,
    "price": Nature.SUM,
    "discount": Nature.SUM,
    "no_discount": Nature.STATE,
    "fee": Nature.SUM,
    "free": Nature.STATE,
    "delivery": Nature.DAY,
    "fixed_by": Nature.DAY,
    "answer_by": Nature.DAY,
    "eligible": Nature.STATE,
    "not_eligible": Nature.STATE,
    "available": Nature.STATE,
    "not_available": Nature.STATE,
    # Somebody says: nothing about `topic` yet.
    "hold": Nature.HOLD,
}

KINDS: Mapping[str, str] = {
    "contract": "runs",
    "subscription": "runs",
    "service": "runs",
    "order": "order",
    "invoice": "invoice",
    "case": "case",
}
"""What a claim is about, each with its family: of one family, people call the same thing by several of these names."""

# "contract no. 1234", "#1234", "قرارداد شماره ۱۲۳۴" name what "1234" names.
_AROUND_KEY = re.compile(
    r"(?<![^\W\d_])(?:contract|order|invoice|subscription|case|service|no|number|nr|قرارداد|سفارش|فاکتور|صورتحساب|اشتراک|پرونده|سرویس|شماره|کد)(?![^\W\d_])"
)
_NO_LETTER = re.compile(r"[\W_]+")


def key_of(text: str) -> str:
    """Return what is kept of the name of a thing, equal for equal names however they are written; empty for none."""
    folded = fold(text)[: LONGEST_KEY * 2]
    return (_NO_LETTER.sub("", _AROUND_KEY.sub(" ", folded)) or _NO_LETTER.sub("", folded))[:LONGEST_KEY]


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said about a thing of a customer.

    `kind` and `key` say which thing; empty: not said. `amount` is in `measure` (`percent`, or a currency); `on` is the day that is
    claimed. From `from_on` to `until_on` it holds; of what is claimed to happen on a day, these are the first and the last day it may be.
    """

    code: str
    kind: str = ""
    key: str = ""
    amount: Decimal | None = None
    measure: str = ""
    on: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    topic: str = ""
