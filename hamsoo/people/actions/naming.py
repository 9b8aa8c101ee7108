"""Names of skills: how one is written down, and how a new skill comes into being by being named."""

from collections.abc import Iterator
from itertools import count

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.numbers import without_direction_marks
from hamsoo.kernel.text import detect_language, fold
from hamsoo.people import queries
from hamsoo.people.models import Skill, SkillName
from hamsoo.people.models.skill import NAME_LONGEST

_CODE_LONGEST = 80


def written(name: str, field: str = "name") -> str:
    """Return the name as it is kept: without direction marks and needless spaces; raise `Invalid` for what is no name."""
    name = " ".join(without_direction_marks(name[: NAME_LONGEST * 8]).replace("\x00", " ").split())
    key = fold(name)
    # One sign can fold into many ("ﷺ" into eighteen), so the keys are measured too.
    if max(len(name), len(key)) > NAME_LONGEST or not any(sign.isalnum() for sign in key):
        raise Invalid(_("Name the skill in a few words."), field=field)
    return name


def new_skill(*, name_fa: str = "", name_en: str = "") -> Skill:
    """Make a skill with these names, which belong to no other; raise `IntegrityError` when one does after all."""
    for code in _codes(fold(name_en or name_fa)):
        if not Skill.objects.filter(code=code).exists():
            break
    skill = Skill.objects.create(code=code, name_fa=name_fa, name_en=name_en, sort_key=Skill.key_for(name_fa, name_en))
    add_names(skill, name_fa, name_en)
    return skill


def add_names(skill: Skill, *names: str) -> list[SkillName]:
    """Write names down as the skill's; those it has already are left as they are."""
    added = []
    for name in dict.fromkeys(filter(None, names)):
        row, is_new = SkillName.objects.get_or_create(
            skill=skill, key=fold(name), defaults={"name": name, "language": detect_language(name)}
        )
        added += [row] if is_new else []
    return added


@transaction.atomic
def ensure_skill(*, name_fa: str = "", name_en: str = "") -> Skill:
    """Return the skill that one of these names means, however it is spelled; make it when there is none.

    A name that was not known is added to the skill that the other one means.
    """
    names = [written(name) if name.strip() else "" for name in (name_fa, name_en)]
    if not any(names):
        raise Invalid(_("Name the skill in a few words."), field="name")
    if fold(names[0]) == fold(names[1]):
        names[0 if detect_language(names[1]) == "en" else 1] = ""
    if found := queries.skill_by_names(*names):
        free = [name for name in names if name and not SkillName.objects.filter(key=fold(name)).exists()]
        add_names(found, *free)
        return found
    try:
        with transaction.atomic():
            return new_skill(name_fa=names[0], name_en=names[1])
    except IntegrityError:
        # Two who name a new skill at the same moment mean the same one: the second finds what the first made.
        found = queries.skill_by_names(*names)
        if found is None:
            raise
        return found


def _codes(key: str) -> Iterator[str]:
    """Yield codes for a skill: from its name, then numbered, as C++ and C# would both be `c`."""
    base = slugify(key, allow_unicode=True)[: _CODE_LONGEST - 6] or "skill"
    yield base
    for number in count(2):
        yield f"{base}-{number}"
