"""Who is where in the demo organisation: the lookups that the writers of its talk share."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from random import Random

from hamsoo.desk.demo.roster import department
from hamsoo.desk.demo.specs import (
    ORGANISATION,
    CustomerSpec,
    GroupSpec,
    PersonSpec,
    TopicSpec,
    UnitSpec,
)


@dataclass(frozen=True)
class World:
    """The settled part of the organisation, and the instant at which its story ends."""

    units: tuple[UnitSpec, ...]
    people: tuple[PersonSpec, ...]
    topics: tuple[TopicSpec, ...]
    customers: tuple[CustomerSpec, ...]
    groups: tuple[GroupSpec, ...]
    end: datetime

    @cached_property
    def person(self) -> dict[str, PersonSpec]:
        """Return people by key."""
        return {person.key: person for person in self.people}

    @cached_property
    def topic(self) -> dict[str, TopicSpec]:
        """Return topics by key."""
        return {topic.key: topic for topic in self.topics}

    @cached_property
    def departments(self) -> dict[str, str]:
        """Return the department of every unit."""
        parents = {unit.key: unit.parent for unit in self.units}
        return {key: department(key, parents) for key in parents}

    @cached_property
    def circles(self) -> dict[str, tuple[str, ...]]:
        """Return the people who belong to each space that talk happens in."""
        found: dict[str, list[str]] = {ORGANISATION: [person.key for person in self.people]}
        for person in self.people:
            found.setdefault(f"unit:{self.departments[person.unit]}", []).append(person.key)
            if self.departments[person.unit] != person.unit:
                found.setdefault(f"unit:{person.unit}", []).append(person.key)
        for group in self.groups:
            found[f"group:{group.key}"] = list(group.members)
        return {space: tuple(members) for space, members in found.items()}

    def department_of(self, key: str) -> str:
        """Return the department of a person."""
        return self.departments[self.person[key].unit]


# Who comes with questions to a department: those who work with it on a customer's behalf.
ASKS: dict[str, tuple[str, ...]] = {
    "sales": ("service", "partners", "finance", "marketing"),
    "service": ("sales", "service", "product", "finance"),
    "finance": ("service", "sales", "partners", "finance"),
    "marketing": ("sales", "service", "partners"),
    "partners": ("sales", "service", "product", "partners"),
    "product": ("service", "sales", "partners", "product"),
    "delivery": ("product", "delivery", "service"),
    "people": ("service", "product", "sales", "delivery", "finance", "marketing", "partners"),
}


def pick(rng: Random, people: Sequence[PersonSpec], liking: Collection[str] = ()) -> PersonSpec:
    """Choose one person, talkative ones more often, the top of the house seldom, the liked most of all."""
    weights = [person.talkative * (0.3 if person.level < 3 else 1) * (9 if person.key in liking else 1) for person in people]
    return rng.choices(people, weights)[0]
