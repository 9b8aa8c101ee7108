"""Roles: what they allow, and who holds them. Administrators alone: whoever else could give rights could give them to themselves."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, rights, rules
from hamsoo.people.actions.access_sessions import end_sessions
from hamsoo.people.models import DirectoryGroup, Person, Role, RoleHolder, RoleRight, Unit

NONE = "none"
"""In the place of a scope: the role does not allow this."""


@transaction.atomic
def create_role(*, actor: Acts, name_fa: str, name_en: str = "", about: str = "", at: datetime) -> Role:
    """Create a role that allows nothing yet and that nobody holds."""
    rules.require_administrator(actor)
    role = Role.objects.create(code=_free_code(name_en), name_fa=_named(name_fa), name_en=name_en.strip(), about=about.strip())
    _state(events.RoleCreated(role_id=role.pk), actor, role, at)
    return role


@transaction.atomic
def describe_role(*, actor: Acts, role: Role, name_fa: str, name_en: str = "", about: str = "", at: datetime) -> Role:
    """Give a role another name or description."""
    rules.require_administrator(actor)
    role = Role.objects.select_for_update().get(pk=role.pk)
    wanted = (_named(name_fa), name_en.strip(), about.strip())
    if wanted == (role.name_fa, role.name_en, role.about):
        return role
    role.name_fa, role.name_en, role.about = wanted
    role.save(update_fields=["name_fa", "name_en", "about"])
    _state(events.RoleDescribed(role_id=role.pk), actor, role, at)
    return role


@transaction.atomic
def delete_role(*, actor: Acts, role: Role, at: datetime) -> None:
    """Delete a role; who held it loses what it allowed, and those who held it by name sign in anew."""
    rules.require_administrator(actor)
    role = Role.objects.select_for_update().get(pk=role.pk)
    for holder in role.holders.filter(kind=RoleHolder.Kind.PERSON):
        _sign_out(actor, holder, at)
    _state(events.RoleDeleted(role_id=role.pk), actor, role, at)
    role.delete()
    rights.forget_remembered()


@transaction.atomic
def set_rights(*, actor: Acts, role: Role, wanted: Mapping[str, str], at: datetime) -> Role:
    """Let a role allow exactly this: scope by verb; `NONE` or a verb left out is not at all."""
    rules.require_administrator(actor)
    role = Role.objects.select_for_update().get(pk=role.pk)
    asked = {code: scope for code, scope in wanted.items() if scope != NONE}
    for code, scope in asked.items():
        _check(code, scope)
    had = {right.verb: right.scope for right in role.rights.all()}
    if had == asked:
        return role
    role.rights.all().delete()
    RoleRight.objects.bulk_create(RoleRight(role=role, verb=code, scope=scope) for code, scope in sorted(asked.items()))
    before, after = (sorted(f"{code}:{scope}" for code, scope in some.items()) for some in (had, asked))
    given, taken = (tuple(item for item in one if item not in other) for one, other in ((after, before), (before, after)))
    _state(events.RoleRightsChanged(role_id=role.pk, given=given, taken=taken), actor, role, at)
    rights.forget_remembered()
    return role


@transaction.atomic
def give_role(*, actor: Acts, role: Role, kind: str, subject_id: int, at: datetime) -> RoleHolder:
    """Let a person, the people of a unit or level, or a group of the directory hold a role. A person named signs in anew."""
    rules.require_administrator(actor)
    _require_subject(kind, subject_id)
    holder, is_new = RoleHolder.objects.get_or_create(role=role, kind=kind, subject_id=subject_id)
    if not is_new:
        raise Conflict(_("They hold this role already."))
    _state(events.RoleGiven(role_id=role.pk, kind=kind, subject_id=subject_id), actor, role, at, holder)
    _sign_out(actor, holder, at)
    rights.forget_remembered()
    return holder


@transaction.atomic
def take_role(*, actor: Acts, holder: RoleHolder, at: datetime) -> None:
    """Take a role away. A person named signs in anew."""
    rules.require_administrator(actor)
    standing = RoleHolder.objects.select_for_update(of=("self",)).select_related("role").filter(pk=holder.pk).first()
    if standing is None:
        raise Conflict
    _state(
        events.RoleTaken(role_id=standing.role_id, kind=standing.kind, subject_id=standing.subject_id), actor, standing.role, at, standing
    )
    _sign_out(actor, standing, at)
    standing.delete()
    rights.forget_remembered()


def _named(name_fa: str) -> str:
    if not name_fa.strip():
        raise Invalid(_("A role needs a name."), field="name_fa")
    return name_fa.strip()


def _free_code(name_en: str) -> str:
    start = slugify(name_en)[:50] or "role"
    known = set(Role.objects.filter(code__startswith=start).values_list("code", flat=True))
    return next(code for number in range(1, len(known) + 2) if (code := start if number == 1 else f"{start}-{number}") not in known)


def _check(code: str, scope: str) -> None:
    try:
        allowed = rights.verb(code).scopes
    except rights.UnknownVerb:
        raise Invalid(_("There is no right called %(name)s.") % {"name": code}, field=code) from None
    if scope not in [str(one.value) for one in allowed]:
        raise Invalid(_("This right does not reach that way."), field=code)


_SUBJECTS = {RoleHolder.Kind.PERSON: Person, RoleHolder.Kind.UNIT: Unit, RoleHolder.Kind.GROUP: DirectoryGroup}


def _require_subject(kind: str, subject_id: int) -> None:
    """Raise `Invalid` unless there is such a person who works here, unit, level or group."""
    if kind not in RoleHolder.Kind.values:
        raise Invalid(_("Choose who: a person, a unit, a level or a group."), field="kind")
    if kind == RoleHolder.Kind.LEVEL:
        known = 0 < subject_id <= 100
    elif kind == RoleHolder.Kind.PERSON:
        known = Person.objects.active().filter(pk=subject_id).exists()
    else:
        known = _SUBJECTS[RoleHolder.Kind(kind)]._default_manager.filter(pk=subject_id).exists()
    if not known:
        raise Invalid(_("This person, unit, level or group does not exist."), field="subject")


def _sign_out(actor: Acts, holder: RoleHolder, at: datetime) -> None:
    """End the sessions of a person named: what their session may do has changed. Others are asked anew with every request anyway."""
    if holder.kind != RoleHolder.Kind.PERSON:
        return
    person = Person.objects.select_related("account").filter(pk=holder.subject_id).first()
    if person and person.account:
        end_sessions(actor=actor, account=person.account, at=at)


def _state(event: Event, actor: Acts, role: Role, at: datetime, holder: RoleHolder | None = None) -> None:
    about = [Ref("role", role.pk)]
    if holder is not None and holder.kind in (RoleHolder.Kind.PERSON, RoleHolder.Kind.UNIT):
        about.append(Ref(str(holder.kind), holder.subject_id))
    record(event, actor=actor, objects=about, spaces=[], at=at)
