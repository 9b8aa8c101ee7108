"""Teams, stages, segments and half a year of contacts of the demo organisation's companies; the same every time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from hamsoo.desk.demo.records import RecordSpec, records
from hamsoo.desk.demo.relations_text import BY, MINUTES, SAID
from hamsoo.desk.demo.roster import department
from hamsoo.desk.demo.specs import Organisation

DAYS = 180
MOST, FEWEST = 60, 14
ROLES = {"sales": "lead", "service": "support", "finance": "billing", "marketing": "contact", "partners": "contact"}
"""Who of which department looks after a customer, as what; the largest have somebody of each."""
FIRST = ("amir.rezaei", "niloofar.sharifi", "negar.ahmadi", "maryam.sadeghi", "hossein.nouri")
"""Who looks after the first company."""
SEGMENTS = {"راهبردی": "strategic", "بزرگ": "high", "میانه": "medium", "کوچک": "low"}
_STANDS = ("growing", "retained", "growing", "active", "retained", "active", "growing", "active", "target", "retained", "active", "target")
_STATES = {0: "at_risk", 8: "at_risk", 11: "lost"}
_NEEDS = ("یکپارچگی", "قیمت", "سرعت پاسخ", "مشاوره")
_BY_SYSTEM = {"invoice": "billing", "delivery": "billing", "campaign": "crm"}
_TEHRAN = ZoneInfo("Asia/Tehran")


@dataclass(frozen=True, slots=True)
class ContactSpec:
    """Something that happened: by a colleague, or, where `system` is named, as that system knows it."""

    kind: str
    text: str
    at: datetime
    department: str
    person: str = ""
    system: str = ""
    minutes: int | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RelationSpec:
    """All that we keep about one company; its keys in CRM and billing name its records there."""

    crm: str
    billing: str
    team: Sequence[tuple[str, str]]
    stages: Sequence[tuple[str, str, datetime]]
    segments: dict[str, str]
    contacts: Sequence[ContactSpec]


def relations(organisation: Organisation, *, today: date) -> list[RelationSpec]:
    """Return what we keep about each company, by the order of the roster."""
    chance = Random(23)  # noqa: S311 - the same every time
    rows = [row for row in records(organisation.customers) if row.entity == "company"]
    crm, billing = ([row for row in rows if row.system == code] for code in ("crm", "billing"))
    serving = _colleagues(organisation)
    return [
        _relation(number, mine, theirs.key, serving, chance, today) for number, (mine, theirs) in enumerate(zip(crm, billing, strict=True))
    ]


def _colleagues(organisation: Organisation) -> dict[str, list[str]]:
    """Return by department who looks after customers there."""
    parents = {unit.key: unit.parent for unit in organisation.units}
    found: dict[str, list[str]] = {}
    for person in organisation.people:
        if person.level > 3:
            found.setdefault(department(person.unit, parents), []).append(person.key)
    return found


def _relation(number: int, row: RecordSpec, billing: str, serving: dict[str, list[str]], chance: Random, today: date) -> RelationSpec:
    wanted = list(ROLES) if number < 4 else list(ROLES)[: chance.randint(2, 4)]
    chosen = {unit: FIRST[place] if number == 0 else chance.choice(serving[unit]) for place, unit in enumerate(wanted)}
    count = max(FEWEST, MOST - 4 * number)
    contacts = sorted(_contacts(count, chosen, serving, chance, today), key=lambda one: one.at)
    return RelationSpec(
        crm=row.key,
        billing=billing,
        team=[(person, ROLES[unit]) for unit, person in chosen.items()],
        stages=list(_stages(number, today)),
        segments={"value": SEGMENTS[str(row.values["segment"])], "need": _NEEDS[number % len(_NEEDS)]},
        contacts=contacts,
    )


def _stages(number: int, today: date) -> Iterator[tuple[str, str, datetime]]:
    """Yield where a company stood and stands: each stage before the last it came through in its time."""
    way = ("target", "active", "growing", "retained")
    reached = way.index(_STANDS[number]) + 1
    for place, stage in enumerate(way[:reached]):
        yield stage, "", _at(today - timedelta(days=DAYS - 10 - place * 40), time(10))
    if state := _STATES.get(number):
        yield way[reached - 1], state, _at(today - timedelta(days=9), time(11))


def _contacts(count: int, team: dict[str, str], serving: dict[str, list[str]], chance: Random, today: date) -> Iterator[ContactSpec]:
    kinds, weights = list(SAID), (9, 7, 5, 2, 2, 3, 2, 2, 1)
    for place in range(count):
        kind = chance.choices(kinds, weights=weights)[0]
        unit, system = BY[kind], _BY_SYSTEM.get(kind, "")
        # The first ones are of these days, so that the page has something new.
        ago = place // 3 if place < 9 else chance.randint(3, DAYS - 2)
        at = _at(today - timedelta(days=1 + ago), time(chance.randint(8, 16), chance.randrange(60)))
        span = MINUTES.get(kind)
        yield ContactSpec(
            kind=kind,
            text=chance.choice(SAID[kind]),
            at=at,
            department=unit,
            person="" if system else team.get(unit) or chance.choice(serving[unit]),
            system=system,
            minutes=chance.randint(*span) if span else None,
            amount=Decimal(chance.randint(120, 4200) * 1_000_000) if kind == "invoice" else None,
        )


def _at(day: date, of_day: time) -> datetime:
    return datetime.combine(day, of_day, _TEHRAN)
