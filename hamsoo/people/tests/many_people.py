"""An organisation of thousands, made at once: a tree of managers with a span of eight, in a tree of units."""

from datetime import date

from django.db import connection

from hamsoo.people.models import Assignment, Person, Unit

SPAN = 8


def make(count: int, *, since: date, unit_count: int = 120) -> list[Person]:
    """Write `count` people, each but the first reporting to an earlier one, and return them; the first leads them all."""
    units: list[Unit] = []
    for number in range(unit_count):
        parent = units[(number - 1) // 5] if number else None
        unit = Unit.objects.create(code=f"many-{number}", name_fa=f"واحد {number}", name_en=f"Unit {number}", parent=parent, path="")
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.save(update_fields=["path"])
        units.append(unit)
    people: list[Person] = []
    while len(people) < count:
        level = [_person(number, people, units) for number in range(len(people), min(count, max(1, len(people) * SPAN + 1)))]
        Person.objects.bulk_create(level, batch_size=2000)
        people += level
    Assignment.objects.bulk_create(
        [
            Assignment(person=one, manager=one.manager, unit=one.unit, level=one.level, position_en=one.position_en, from_on=since)
            for one in people
        ],
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        # As the server does by itself soon after: until then it would plan for a handful.
        cursor.execute("ANALYZE people_person, people_assignment, people_unit")
    return people


def _person(number: int, people: list[Person], units: list[Unit]) -> Person:
    manager = people[(number - 1) // SPAN] if number else None
    level = manager.level + 1 if manager else 1
    return Person(
        code=f"many-{number}",
        name_fa=f"همکار {number}",
        name_en=f"Colleague {number}",
        unit=units[number % len(units)],
        manager=manager,
        position_en="Agent",
        level=level,
        # What the directory searches by is left out: deriving it for thousands takes longer than everything else together.
        sort_key=f"{number:09}",
        folded_names=f"همکار {number} colleague {number}",
    )
