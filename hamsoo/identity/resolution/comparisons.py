"""Which levels of agreement each field has, and what they are worth before anything was learned."""

from dataclasses import dataclass
from typing import Literal

from hamsoo.identity.resolution.fields import ORIGIN, OWN, Entity
from hamsoo.identity.resolution.levels import Level

Tells = Literal["own", "against", "shared"]


@dataclass(frozen=True)
class Comparison:
    """A field's levels, strongest first, with m (share among pairs of one customer) and u (among others) of each and of none."""

    field: str
    column: str
    levels: tuple[Level, ...]
    m: tuple[float, ...]
    u: tuple[float, ...]
    frequencies: tuple[str, ...] = ()
    """Columns whose equal values weigh by how rare they are."""
    tells: Tells = "shared"
    """What it says apart from the others: everybody has an `own` one, what is `shared` relatives and colleagues have in common; and what
    they may have in common too, as a family name, still speaks `against` one person where it differs."""


def _name(field: str, column: str, *, tells: Tells) -> Comparison:
    sound = f"{column}_sound"
    levels = (
        Level("equal", column),
        Level("equal", sound),
        Level("named", column),
        Level("similar", column, 0.88),
        Level("slips", sound, 1),
        Level("start", sound, 1),
    )
    m, u = (0.72, 0.1, 0.03, 0.06, 0.04, 0.02, 0.03), (0.004, 0.001, 0.004, 0.006, 0.01, 0.06, 0.915)
    return Comparison(field, column, levels, m, u, (column, sound), tells=tells)


def _same(field: str, column: str, m: float, u: float) -> Comparison:
    return Comparison(field, column, (Level("equal", column),), (m, 1 - m), (u, 1 - u), tells="own")


def _text(column: str, u: float) -> Comparison:
    levels = (Level("equal", column), Level("equal", f"{column}_sound"), Level("similar", column, 0.88))
    return Comparison(column, column, levels, (0.78, 0.07, 0.05, 0.1), (u, u / 2, u / 2, 1 - 2 * u), (column, f"{column}_sound"))


def _reached(field: str, column: str) -> Comparison:
    levels = (Level("shares", column + OWN), Level("shares", column))
    return Comparison(field, column, levels, (0.65, 0.05, 0.3), (1e-6, 0.00003, 0.999969))


_NUMBER = Comparison(
    "number",
    "number",
    (Level("equal", "number"), Level("slips", "number", 1)),
    (0.9, 0.05, 0.05),
    (1e-6, 1e-5, 0.999989),
    tells="own",
)
_ADDRESS = Comparison(
    "address", "address", (Level("overlap", "address", 0.8), Level("overlap", "address", 0.5)), (0.5, 0.25, 0.25), (0.0001, 0.002, 0.9979)
)
_POSTCODE = Comparison(
    "postcode",
    "postcode",
    (Level("equal", "postcode"), Level("slips", "postcode", 1), Level("start", "postcode", 3)),
    (0.65, 0.05, 0.15, 0.15),
    (0.0003, 0.0006, 0.01, 0.9891),
    ("postcode",),
)

# Learned from records alone: systems that seldom hold anybody twice speak against two of their records, others say nothing.
_SYSTEM = Comparison(ORIGIN, ORIGIN, (Level("equal", ORIGIN),), (0.25, 0.75), (0.25, 0.75), tells="against")

PERSON = (
    _name("given_name", "given", tells="own"),
    _name("family_name", "family", tells="against"),
    Comparison(
        "birth_date",
        "birth",
        (Level("equal", "birth"), Level("slips", "birth", 1), Level("slips", "birth", 2), Level("start", "birth", 4)),
        (0.75, 0.12, 0.04, 0.04, 0.05),
        (0.00005, 0.0012, 0.02, 0.013, 0.96575),
        ("birth",),
        tells="own",
    ),
    _same("national_id", "national_id", 0.98, 1e-7),
    _NUMBER,
    _reached("email", "emails"),
    _reached("phone", "mobiles"),
    _reached("landline", "lines"),
    _ADDRESS,
    _text("city", 0.03),
    _POSTCODE,
    _text("occupation", 0.03),
    _same("gender", "gender", 0.98, 0.5),
    _text("company", 0.005),
    _SYSTEM,
)

COMPANY = (
    _name("name", "name", tells="own"),
    _same("registration_id", "registration_id", 0.98, 1e-7),
    _same("economic_code", "economic_code", 0.95, 1e-6),
    _NUMBER,
    _reached("phone", "mobiles"),
    _reached("landline", "lines"),
    _reached("email", "emails"),
    _reached("domain", "domains"),
    _ADDRESS,
    _text("city", 0.05),
    _POSTCODE,
    _SYSTEM,
)

BY_ENTITY: dict[Entity, tuple[Comparison, ...]] = {"person": PERSON, "company": COMPANY}
