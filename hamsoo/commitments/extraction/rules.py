"""What a rule is."""

import re
from dataclasses import dataclass

GROUPS = {
    "cancelled": "end",
    "continued": "end",
    "refund": "refund",
    "no_refund": "refund",
    "discount": "discount",
    "no_discount": "discount",
    "price": "price",
    "fee": "price",
    "free": "price",
    "eligible": "eligible",
    "not_eligible": "eligible",
    "available": "available",
    "not_available": "available",
}
"""Codes of which one sentence makes one claim at most."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that make a claim. `name` is how it is called where it is explained; a weak one gives way to what others found there."""

    name: str
    code: str
    pattern: re.Pattern[str]
    needs_value: bool = False
    measures: frozenset[str] = frozenset({"percent", "currency"})
    is_weak: bool = False

    @property
    def group(self) -> str:
        """Return which other codes it stands against."""
        return GROUPS.get(self.code, self.code)


@dataclass(frozen=True, slots=True)
class Tongue:
    """The rules of a language; a sentence in which `no_claim` is found makes none."""

    language: str
    rules: tuple[Rule, ...]
    no_claim: re.Pattern[str]
