"""Keeping source systems: their names, where their records are read, and which column means what."""

import re
from collections.abc import Mapping as AnyMapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.identity import events, rules
from hamsoo.identity.fields import known_fields
from hamsoo.identity.models import Entity, Mapping, System
from hamsoo.identity.models.sources import BUILTIN
from hamsoo.identity.resolution.fields import OTHER
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM, Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from hamsoo.spaces.queries import organisation, space_ids

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_MOST_COLUMNS = 200


@transaction.atomic
def add_system(
    *,
    actor: Acts,
    code: str,
    name_fa: str,
    name_en: str = "",
    space: Space,
    rank: int = 100,
    is_duplicate_free: bool = False,
    at: datetime,
) -> System:
    """Let records of a system be taken over; whoever reads `space` reads them."""
    rules.require_keeps_systems(actor)
    _require_space(actor, space)
    code = code.strip().lower()
    if not _CODE.fullmatch(code):
        raise Invalid(_("Up to 40 small Latin letters, digits and hyphens."), field="code")
    if System.objects.filter(code=code).exists():
        raise Invalid(_("There is a system with this short name already."), field="code")
    system = System.objects.create(
        code=code,
        name_fa=_name(name_fa, name_en),
        name_en=name_en.strip(),
        space=space,
        rank=rank,
        is_duplicate_free=is_duplicate_free,
        created_at=at,
    )
    record(events.SystemAdded(system_id=system.pk), actor=actor, objects=[Ref("source_system", system.pk)], spaces=[space.pk], at=at)
    return system


@transaction.atomic
def builtin_system(*, at: datetime) -> System:
    """Return the system of what colleagues write here by hand, in the space of the organisation; made at the first call."""
    found = System.objects.filter(code=BUILTIN).first()
    if found:
        return found
    return add_system(actor=SYSTEM, code=BUILTIN, name_fa="همسو", name_en="Hamsoo", space=organisation(), rank=10, at=at)


@transaction.atomic
def change_system(
    *,
    actor: Acts,
    system: System,
    name_fa: str,
    name_en: str,
    space: Space,
    rank: int,
    is_duplicate_free: bool,
    at: datetime,
) -> System:
    """Change what a system is called, where its records are read, and how far it is believed. Nothing is said when nothing changes."""
    rules.require_keeps_systems(actor)
    if not rules.sees_system(actor, system):
        raise NotFound
    system = System.objects.select_for_update(no_key=True).get(pk=system.pk)
    is_moved = system.space_id != space.pk
    if is_moved:
        _require_space(actor, space)
    before = (system.name_fa, system.name_en, system.space_id, system.rank, system.is_duplicate_free)
    system.name_fa, system.name_en, system.space = _name(name_fa, name_en), name_en.strip(), space
    system.rank, system.is_duplicate_free = rank, is_duplicate_free
    if before != (system.name_fa, system.name_en, system.space_id, system.rank, system.is_duplicate_free):
        system.save()
        fact = events.SystemChanged(system_id=system.pk, is_moved=is_moved)
        record(fact, actor=actor, objects=[Ref("source_system", system.pk)], spaces=[space.pk], at=at)
    return system


@transaction.atomic
def save_mapping(*, actor: Acts, system: System, entity: str, key_column: str, columns: AnyMapping[str, str], at: datetime) -> Mapping:
    """Keep which columns of a system's rows hold which fields ({column: field}); rows that come later are read so."""
    rules.require_keeps_systems(actor)
    if not rules.sees_system(actor, system):
        raise NotFound
    if entity not in Entity.values:
        raise Invalid(_("Choose whether these are persons or companies."), field="entity")
    wanted = {column: field for column, field in columns.items() if field}
    known = set(known_fields(entity))
    if len(columns) > _MOST_COLUMNS or not all(field in known or field.startswith(OTHER) for field in wanted.values()):
        raise Invalid(_("Choose a field for each column, or leave the column out."), field="columns")
    mapping, _made = Mapping.objects.get_or_create(system=system, entity=entity, defaults={"changed_at": at})
    wanted = _still_hidden(actor, mapping, wanted)
    if (mapping.key_column, mapping.columns) != (key_column, wanted):
        mapping.key_column, mapping.columns, mapping.changed_at = key_column, wanted, at
        mapping.save()
        fact = events.MappingSaved(system_id=system.pk, entity=entity)
        record(fact, actor=actor, objects=[Ref("source_system", system.pk)], spaces=[system.space_id], at=at)
    return mapping


def _still_hidden(actor: Acts, mapping: Mapping, wanted: AnyMapping[str, str]) -> dict[str, str]:
    """Return `wanted` with the columns of fields that need a right: a file that lacks them opens nothing that came before.

    Nobody opens to themselves what they may not see, by giving its column another meaning.
    """
    hidden = rules.kinds_hidden_from(actor)
    kept = {column: field for column, field in mapping.columns.items() if field in mapping.sensitive}
    if any(mapping.sensitive[field] in hidden and wanted.get(column, field) != field for column, field in kept.items()):
        raise Invalid(_("You may not see what stands in some of these columns, so leave what they mean as it is."), field="columns")
    return {**kept, **wanted}


def _name(name_fa: str, name_en: str) -> str:
    name = " ".join(name_fa.split()) or " ".join(name_en.split())
    if not name or len(name) > 120:
        raise Invalid(_("Give it a name of up to 120 characters."), field="name_fa")
    return name


def _require_space(actor: Acts, space: Space) -> None:
    """Raise `Invalid` for a space that the actor does not read: nobody hands records to people they know nothing of."""
    if isinstance(actor, Person) and space.pk not in space_ids(person=actor):
        raise Invalid(_("Choose where these records are read."), field="space")
