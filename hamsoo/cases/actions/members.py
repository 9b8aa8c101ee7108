"""Who is let into the space of a confidential case: its assignee, who watches it, who leads the unit that was asked, and nobody else."""

from hamsoo.cases.models import Case, HandOff, Watcher
from hamsoo.spaces.actions import grant, revoke
from hamsoo.spaces.models import Grant, Level


def keep(case: Case) -> None:
    """Let exactly those into the space of a confidential case who belong there; of others nothing has to be done."""
    if not case.is_confidential or case.space is None:
        return
    watching = Watcher.objects.filter(case=case).values_list("person", flat=True)
    asked = HandOff.objects.filter(case=case, answer=HandOff.Answer.NONE).values_list("to_unit__head", "to_unit__deputy").first()
    wanted = {pk for pk in (*watching, case.assignee_id, *(asked or ())) if pk}
    person = Grant.Principal.PERSON
    known = set(Grant.objects.filter(space=case.space, principal_type=person).values_list("principal_id", flat=True))
    for pk in sorted(wanted - known):
        grant(space=case.space, principal=(person.value, pk), level=Level.WRITE)
    for pk in sorted(known - wanted):
        revoke(space=case.space, principal=(person.value, pk))
