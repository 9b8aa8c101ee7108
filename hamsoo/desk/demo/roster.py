"""Units and people, read from the roster and given traits: phones, offices, hours, temper."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random

from hamsoo.desk.demo.roster_text import CUSTOMERS, UNITS
from hamsoo.desk.demo.specs import CustomerSpec, Label, Office, PersonSpec, UnitSpec

DOMAIN = "rayanpayam.example"
SATURDAY_TO_WEDNESDAY = (5, 6, 0, 1, 2)
OFFICES: tuple[Office, ...] = ("tehran", "isfahan", "shiraz", "mashhad", "remote")
NIGHT = "شبانه"
EXTRA_TITLE = Label("کارشناس", "Specialist")
SECOND_LANGUAGES = (("en",), ("en",), ("en",), (), ("en", "ar"), ("en", "az"), ("en", "de"), ("en", "tr"))


@dataclass(frozen=True, slots=True)
class Roster:
    """Units, people and customers before skills are handed out."""

    units: tuple[UnitSpec, ...]
    people: tuple[PersonSpec, ...]


def read_customers() -> tuple[CustomerSpec, ...]:
    """Return the invented customers."""
    rows = (_cells(line) for line in CUSTOMERS.strip().splitlines())
    return tuple(CustomerSpec(key, Label(fa, en)) for key, fa, en in rows)


def read_roster(*, rng: Random, today: date, count: int) -> Roster:
    """Return the units and `count` people; beyond the written roster, names are combined anew.

    With fewer people the leads and the first of each unit stay. Raises ValueError below 40.
    """
    if count < 40:
        raise ValueError(f"the organisation needs at least 40 people, not {count}")
    units: list[UnitSpec] = []
    rows: list[tuple[str, list[str]]] = []
    for line in UNITS.strip().splitlines():
        if line.startswith("#"):
            key, parent, fa, en = _cells(line[1:])
            units.append(UnitSpec(key, Label(fa, en), parent or None, head=""))
            continue
        cells = _cells(line)
        if not units[-1].head:
            units[-1] = replace(units[-1], head=cells[0])
        rows.append((units[-1].key, cells))
    kept = _keep(rows, count)
    people = [_person(rng, today, unit, cells, units) for unit, cells in kept]
    people += _newcomers(rng, today, people, units, count - len(people))
    return Roster(tuple(units), tuple(people))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _keep(rows: list[tuple[str, list[str]]], count: int) -> list[tuple[str, list[str]]]:
    """Drop from the end of each unit's list until `count` rows are left; heads stay."""
    seen: dict[str, int] = {}
    ranked = []
    for index, (unit, _cells_of_person) in enumerate(rows):
        seen[unit] = seen.get(unit, 0) + 1
        ranked.append((seen[unit], index))
    chosen = sorted(index for _, index in sorted(ranked)[:count])
    return [rows[index] for index in chosen]


def _person(rng: Random, today: date, unit: str, cells: list[str], units: list[UnitSpec]) -> PersonSpec:
    key, name, title_fa, title_en, level = cells[:5]
    given_fa, family_fa = name.split(" ", 1)
    given_en, family_en = (part.capitalize() for part in key.split("."))
    office: Office = next((place for place in OFFICES if place in cells[5:]), "tehran")
    starts = time(22) if NIGHT in title_fa else time(rng.choice((7, 8, 8, 8, 9)), rng.choice((0, 30)))
    return PersonSpec(
        key=key,
        email=f"{key}@{DOMAIN}",
        given=Label(given_fa, given_en),
        family=Label(family_fa, family_en),
        title=Label(title_fa, title_en),
        level=int(level),
        unit=unit,
        manager=_manager(key, unit, units),
        office=office,
        mobile=f"+98 912 000 {rng.randrange(1000, 9999)}",
        extension=str(rng.randrange(2100, 4900)),
        joined_on=today - timedelta(days=rng.randrange(40, 3200) + (7 - int(level)) * 120),
        languages=("fa", *rng.choice(SECOND_LANGUAGES)),
        weekdays=SATURDAY_TO_WEDNESDAY,
        works_from=starts,
        works_until=time((starts.hour + 9) % 24, starts.minute),
        reply_minutes=rng.choice((8, 12, 15, 20, 25, 35, 50, 90)),
        talkative=round(rng.uniform(0.3, 1.0) * rng.uniform(0.5, 1.0), 2),
        skills=(),
    )


def _manager(key: str, unit: str, units: list[UnitSpec]) -> str | None:
    """Return the head of the unit, or for a head the nearest head above."""
    by_key = {spec.key: spec for spec in units}
    place: UnitSpec | None = by_key[unit]
    while place is not None:
        if place.head != key:
            return place.head
        place = by_key.get(place.parent) if place.parent else None
    return None


def _newcomers(rng: Random, today: date, people: list[PersonSpec], units: list[UnitSpec], count: int) -> list[PersonSpec]:
    """Combine given and family names of the roster into specialists of the teams."""
    teams = [unit.key for unit in units if unit.parent not in (None, "rayanpayam")]
    taken = {person.key for person in people}
    made: list[PersonSpec] = []
    while len(made) < count:
        given, family = rng.choice(people).given, rng.choice(people).family
        key = f"{given.en}.{family.en}".lower()
        if key in taken:
            continue
        taken.add(key)
        row = [key, f"{given.fa} {family.fa}", EXTRA_TITLE.fa, EXTRA_TITLE.en, "6", rng.choice(OFFICES)]
        made.append(_person(rng, today, teams[len(made) % len(teams)], row, units))
    return made


def department(unit: str, parents: dict[str, str | None]) -> str:
    """Return the department above a unit: the unit right below the organisation, or itself at the top."""
    while (above := parents[unit]) is not None and parents[above] is not None:
        unit = above
    return unit
