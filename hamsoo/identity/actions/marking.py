"""Marking fields of a system that need a right of their own."""

from collections.abc import Mapping as AnyMapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.identity import events, rules
from hamsoo.identity.fields import can_be_hidden
from hamsoo.identity.models import Entity, Mapping, Sensitivity, System
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref


@transaction.atomic
def mark_fields(*, actor: Acts, system: System, entity: str, marks: AnyMapping[str, str], at: datetime) -> Mapping:
    """Say which fields of a system's records need a right ({field: kind}); the others need none. Nothing is said for the same.

    Nobody opens to themselves what they may not see: a mark of a kind that is hidden from `actor` stays.
    """
    rules.require_keeps_systems(actor)
    if not rules.sees_system(actor, system):
        raise NotFound
    if entity not in Entity.values:
        raise Invalid(_("Choose whether these are persons or companies."), field="entity")
    wanted = {field: kind for field, kind in marks.items() if kind}
    if not all(kind in Sensitivity.values and can_be_hidden(field) for field, kind in wanted.items()):
        raise Invalid(_("Names and keys are seen by everybody who reads the records."), field="marks")
    mapping, _made = Mapping.objects.select_for_update().get_or_create(system=system, entity=entity, defaults={"changed_at": at})
    hidden = rules.kinds_hidden_from(actor)
    if any(kind in hidden and wanted.get(field) != kind for field, kind in mapping.sensitive.items()):
        raise NotAllowed(_("You may not see some of these fields, so you cannot open them."))
    if mapping.sensitive != wanted:
        mapping.sensitive, mapping.changed_at = wanted, at
        mapping.save(update_fields=["sensitive", "changed_at"])
        fact = events.FieldsMarked(system_id=system.pk, entity=entity)
        record(fact, actor=actor, objects=[Ref("source_system", system.pk)], spaces=[system.space_id], at=at)
    return mapping
