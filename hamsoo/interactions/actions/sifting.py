"""Saying that what a machine or a list wrote was wanted."""

from datetime import datetime

from django.db import transaction

from hamsoo.interactions import events, rules
from hamsoo.interactions.actions import placing
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.ledger.actions import record as state
from hamsoo.people.models import Person
from hamsoo.spaces.queries import placed_in


@transaction.atomic
def want(*, actor: Person, correspondence: Correspondence, at: datetime) -> Correspondence:
    """Say that what was laid aside was wanted: it is dealt with as if a person had written it, and what its sender writes from now on is.

    Saying it again changes nothing. It answers nobody by itself: a machine that answers machines would begin a loop.
    """
    rows = Correspondence.objects.visible_to(actor).select_for_update(of=("self",)).select_related("record__system", "unit")
    found = rows.filter(pk=correspondence.pk).first()
    if found is None:
        raise NotFound
    if not rules.can_write(actor, found):
        raise NotAllowed
    if found.sifted in (Correspondence.Sifted.NO, Correspondence.Sifted.WANTED):
        return found
    found.sifted = Correspondence.Sifted.WANTED
    found.save(update_fields=["sifted"])
    said = Interaction.objects.filter(correspondence=found, direction=Interaction.Direction.IN)
    said.update(is_automatic=False)
    newest = said.order_by("-at", "-pk").values_list("pk", flat=True).first()
    fact = events.CorrespondenceWanted(correspondence_id=found.pk, interaction_id=newest, unit_id=found.unit_id, record_id=found.record_id)
    state(fact, actor=actor, objects=placing.objects_of(found), spaces=placed_in(type=placing.TYPE, object_id=found.pk), at=at)
    return found
