"""Shells for deadlines: each loads by id and calls one action. The jobs of the queue stand in `jobs`, where pages defer them."""

from datetime import datetime

from hamsoo.kernel import deadlines
from hamsoo.people import actions, jobs
from hamsoo.people.actions.placing import PLACE_DUE
from hamsoo.people.actions.profile import HOURS
from hamsoo.people.models import Person

__all__ = ["begin_planned", "jobs", "tell_hours"]


@deadlines.on(HOURS)
def tell_hours(_about_id: int, at: datetime) -> None:
    """Tell open pages whose working hours begin or end."""
    actions.tell_hours(at=at)


@deadlines.on(PLACE_DUE)
def begin_planned(person_id: int, at: datetime) -> None:
    """Let a planned place begin on its day."""
    person = Person.objects.filter(pk=person_id).first()
    if person is not None:
        actions.begin_planned(person=person, at=at)
