"""Putting a skill under a broader one."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict
from hamsoo.people import queries
from hamsoo.people.models import Skill, SkillDecision


def require_sound() -> None:
    """Raise `Conflict` when a skill stands below itself, or more than `DEPTH` stand one below the other."""
    above = queries.places()
    for one in above:
        chain = queries.chain_of(one, above)
        if one in chain:
            raise Conflict(_("A skill would be a part of itself."), field="broader")
        if len(chain) >= queries.DEPTH:
            raise Conflict(_("Too many skills would stand one below the other."), field="broader")


@transaction.atomic
def set_broader(skill: Skill, broader_id: int | None) -> None:
    """Write down the broader skill; the caller holds the lock of decisions."""
    Skill.objects.filter(pk=skill.pk).update(broader=broader_id)
    require_sound()


def take_back_broader(skill: Skill, decision: SkillDecision) -> None:
    """Put a skill back where it stood before a decision."""
    if skill.broader_id != decision.details["after"]:
        raise Conflict(_("It was put elsewhere since. Undo that first."))
    before = decision.details["before"]
    if before is not None and not Skill.objects.filter(pk=before).exists():
        raise Conflict(_("This skill is not there any more."))
    set_broader(skill, before)
