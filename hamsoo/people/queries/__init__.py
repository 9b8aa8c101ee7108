"""Finding people, units and skills."""

from hamsoo.people.queries.people import (
    PAGE,
    Directory,
    colleague,
    colleague_called,
    directory,
    names_of,
    person_for_mail,
    require_colleague,
)
from hamsoo.people.queries.reach import Reachability, reachability, working_calendar
from hamsoo.people.queries.skills import held_skill, skill_by_names, skills_like, skills_of
from hamsoo.people.queries.structure import Around, around, unit, units, units_to_choose

__all__ = [
    "PAGE",
    "Around",
    "Directory",
    "Reachability",
    "around",
    "colleague",
    "colleague_called",
    "directory",
    "held_skill",
    "names_of",
    "person_for_mail",
    "reachability",
    "require_colleague",
    "skill_by_names",
    "skills_like",
    "skills_of",
    "unit",
    "units",
    "units_to_choose",
    "working_calendar",
]
