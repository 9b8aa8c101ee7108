"""What was learned: how much each agreement weighs, how rare values are, and how many pairs are one customer at all."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from math import log2
from typing import Any

from hamsoo.identity.resolution.comparisons import BY_ENTITY, Comparison
from hamsoo.identity.resolution.fields import ORIGIN, OWN, REACHED, Entity, Normal
from hamsoo.identity.resolution.levels import Level
from hamsoo.identity.resolution.normal import by_kind

# Splink holds m and u above this.
LEAST = 1e-10


@dataclass(frozen=True)
class Model:
    """The weights by which records of one kind are compared. Immutable; equal models have the same version."""

    entity: Entity
    comparisons: tuple[Comparison, ...]
    prior: float
    """The share of pairs of records, among all there could be, that are one customer."""
    frequencies: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By column: how often each of its more frequent values stands among all that are known."""
    rarest: Mapping[str, float] = field(default_factory=dict)
    """By column: the frequency of every value that is not listed."""
    common: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By column: numbers and mailboxes that several people have in common, a family or an office."""

    @classmethod
    def default(cls, entity: Entity) -> "Model":
        """Return a sound model for a time when there is little to learn from."""
        return cls(entity, BY_ENTITY[entity], prior=1e-5)

    @cached_property
    def version(self) -> str:
        """Return what tells this model from every other."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]

    @cached_property
    def weights(self) -> tuple[tuple[float, ...], ...]:
        """Return, by comparison and level, log2 of how much likelier it is among pairs of one customer."""
        return tuple(
            tuple(log2(max(m, LEAST) / max(u, LEAST)) for m, u in zip(comparison.m, comparison.u, strict=True))
            for comparison in self.comparisons
        )

    @cached_property
    def prior_weight(self) -> float:
        """Return log2 of the odds that two records are one customer before they are looked at."""
        return log2(self.prior / (1 - self.prior))

    @cached_property
    def again(self) -> float:
        """Return what speaks against a customer's second record of one system: nothing where systems hold many twice."""
        found = (weights for comparison, weights in zip(self.comparisons, self.weights, strict=True) if comparison.column == ORIGIN)
        return next((min(0.0, same - other) for same, other in found), 0.0)

    def frequency(self, column: str, value: str) -> float | None:
        """Return how often a value stands in its column; None where nothing is known of it."""
        return self.frequencies.get(column, {}).get(value, self.rarest.get(column))

    @cached_property
    def _common(self) -> dict[str, frozenset[str]]:
        return {column: frozenset(values) for column, values in self.common.items()}

    def seen(self, normal: Normal) -> Normal:
        """Return a normal form with the columns that stand for what this model knows of its values."""
        found = by_kind(normal)
        for column in REACHED:
            common = self._common.get(column, frozenset())
            if own := [value for value in found.get(column, ()) if value not in common]:
                found[column + OWN] = own
        return found

    def to_json(self) -> str:
        """Return the model as text, the same for equal models."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Model":
        """Return the model that was written."""
        kept: dict[str, Any] = json.loads(text)
        comparisons = tuple(
            Comparison(
                **{
                    **one,
                    "levels": tuple(Level(**level) for level in one["levels"]),
                    **{name: tuple(one[name]) for name in ("m", "u", "frequencies")},
                }
            )
            for one in kept.pop("comparisons")
        )
        common = {column: tuple(values) for column, values in kept.pop("common").items()}
        return cls(comparisons=comparisons, common=common, **kept)
