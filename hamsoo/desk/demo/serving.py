"""Whom people of sales and service serve: what the company's records would name, and what some of them said about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hamsoo.desk.demo.roster import department
from hamsoo.desk.demo.specs import Organisation

DEPARTMENTS = ("sales", "service")
_LEADS = 3
_LONGEST_DAYS = 900


@dataclass(frozen=True, slots=True)
class Serving:
    """One customer of a colleague; with a role and a day where the colleague added these."""

    name: str
    role: str = ""
    since_on: date | None = None


def served(organisation: Organisation, *, until: date) -> Mapping[str, tuple[Serving, ...]]:
    """Return by person the customers they serve, the same every time; whoever leads a department serves none themselves."""
    chance = Random(11)  # noqa: S311 - the same customers every time
    parents = {unit.key: unit.parent for unit in organisation.units}
    names = [customer.name.fa for customer in organisation.customers]
    found = {}
    for person in organisation.people:
        if person.level <= _LEADS or department(person.unit, parents) not in DEPARTMENTS:
            continue
        chosen = []
        for name in chance.sample(names, chance.randint(2, 4)):
            since = max(person.joined_on, until - timedelta(days=chance.randint(60, _LONGEST_DAYS)))
            is_told = chance.random() < 0.4
            chosen.append(Serving(name, person.title.fa, since) if is_told else Serving(name))
        found[person.key] = tuple(chosen)
    return found
