"""The fields by which records are compared, and the columns that their normal forms are kept in."""

from collections.abc import Mapping, Sequence
from typing import Literal

Entity = Literal["person", "company"]
Values = Mapping[str, str | Sequence[str]]
"""By field: what a source says, as it came."""

Normal = Mapping[str, str | list[str]]
"""By column: the normal form, JSON as it stands. What is missing or cannot be read is not there."""

FIELDS: dict[Entity, tuple[str, ...]] = {
    "person": (
        "given_name",
        "family_name",
        "full_name",
        "birth_date",
        "national_id",
        "email",
        "phone",
        "address",
        "city",
        "postcode",
        "occupation",
        "gender",
        "company",
    ),
    "company": ("name", "registration_id", "economic_code", "phone", "email", "domain", "address", "city", "postcode"),
}
"""The fields of each kind of customer, in the order of forms. A source may add fields of its own, `other:NAME`."""

OTHER = "other:"

UNIQUE: dict[Entity, tuple[str, ...]] = {"person": ("national_id",), "company": ("registration_id", "economic_code")}
"""Columns of which everybody has one of their own: two that differ are two customers."""

ORIGIN = "system"
"""The column of the system that a record came from; not a value of it: whoever compares puts it there."""

REACHED = ("emails", "mobiles", "lines", "domains")
"""Columns of values that somebody is reached at, and that people may have in common."""

OWN = "_own"
"""Ends the name of a column with those values of another that only one name bears, as far as a model knows."""

LISTS = frozenset({"names", "phones", "address", *REACHED, *(column + OWN for column in REACHED)})
"""Columns that hold several values; all others hold one text."""
