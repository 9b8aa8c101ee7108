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
from hamsoo.people.queries.profile import (
    HINTS,
    ProfileParts,
    absences_of,
    audiences_of,
    missing,
    own_item,
    own_leave,
    profile_parts,
    record_sources,
    sees_part,
    words_for_everyone,
)
from hamsoo.people.queries.reach import Reachability, reachability, working_calendar
from hamsoo.people.queries.skills import held_skill, skill_by_names, skills_like, skills_of
from hamsoo.people.queries.structure import Around, around, unit, units, units_to_choose

__all__ = [
    "HINTS",
    "PAGE",
    "Around",
    "Directory",
    "ProfileParts",
    "Reachability",
    "absences_of",
    "around",
    "audiences_of",
    "colleague",
    "colleague_called",
    "directory",
    "held_skill",
    "missing",
    "names_of",
    "own_item",
    "own_leave",
    "person_for_mail",
    "profile_parts",
    "reachability",
    "record_sources",
    "require_colleague",
    "sees_part",
    "skill_by_names",
    "skills_like",
    "skills_of",
    "unit",
    "units",
    "units_to_choose",
    "words_for_everyone",
    "working_calendar",
]
