"""Making and keeping groups."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.spaces import events, queries, rules
from hamsoo.spaces.actions.founding import branch, create_space
from hamsoo.spaces.actions.rights import grant, let_everybody, note_changed_space
from hamsoo.spaces.actions.roles import let_no_role
from hamsoo.spaces.models import Grant, Level, Space, SpaceSkill

NAME_LONGEST = 120
ABOUT_LONGEST = 4000
PURPOSE_LONGEST = 200
MOST_SKILLS = 8

# What somebody who is no member may do: that is all that the policy of a group says.
_STRANGERS = {Space.Policy.OPEN: Level.READ, Space.Policy.CLOSED: Level.OUTLINE}


@transaction.atomic
def create_group(
    *,
    actor: Person,
    name_fa: str,
    name_en: str = "",
    about: str = "",
    policy: str,
    theme: str = Space.Theme.WORK,
    purpose: str = "",
    skill_ids: Iterable[int] = (),
    at: datetime,
) -> Space:
    """Make a group whose owner is `actor`. `policy`: open, closed or secret; `theme`: work, interest or profession."""
    require_colleague(actor)
    if policy not in Space.Policy.values:
        raise Invalid(field="policy")
    fa, en = _names(name_fa, name_en)
    said = _said(about=about, theme=theme, purpose=purpose)
    space = create_space(kind=Space.Kind.GROUP, policy=policy, parent=branch("group"), name_fa=fa, name_en=en, said=said, at=at)
    _set_skills(space, skill_ids)
    let_everybody(actor=actor, space=space, level=_STRANGERS.get(Space.Policy(policy)), at=at)
    grant(space=space, principal=(Grant.Principal.PERSON, actor.pk), level=Level.MANAGE)
    # That a closed group exists is no secret, so everybody may hear of it; of a secret one only its members.
    places = {space.pk, queries.organisation().pk} if policy == Space.Policy.CLOSED else {space.pk}
    fact = events.GroupCreated(space_id=space.pk, owner_id=actor.pk)
    record(fact, actor=actor, objects=[Ref("space", space.pk), ("person", actor.pk, "owner")], spaces=places, at=at)
    return space


@transaction.atomic
def describe_group(
    *,
    actor: Person,
    space: Space,
    name_fa: str,
    name_en: str = "",
    about: str = "",
    theme: str = Space.Theme.WORK,
    purpose: str = "",
    rules_text: str = "",
    skill_ids: Iterable[int] = (),
    at: datetime,
) -> Space:
    """Give the group another name or description. Nothing is said when nothing changed."""
    space = locked_group(actor, space)
    rules.require_can_manage(actor, space)
    fa, en = _names(name_fa, name_en)
    said = _said(about=about, theme=theme, purpose=purpose) | {"rules": _text(rules_text, "rules_text")}
    changed = _changed(space, {"name_fa": fa, "name_en": en} | said)
    if _set_skills(space, skill_ids):
        changed = (*changed, "skills")
    if changed:
        _record(events.GroupDescribed(space_id=space.pk, fields=changed), actor, space, at)
    return space


@transaction.atomic
def describe_unit(*, actor: Person, space: Space, about: str = "", purpose: str = "", rules_text: str = "", at: datetime) -> Space:
    """Say what the space of a unit is for; its names are the unit's own."""
    space = queries.place(person=actor, pk=space.pk, lock=True)
    rules.require_can_manage(actor, space)
    if space.kind != Space.Kind.UNIT:
        raise NotFound
    changed = _changed(space, {"about": _text(about, "about"), "purpose": _purpose(purpose), "rules": _text(rules_text, "rules_text")})
    if changed:
        _record(events.GroupDescribed(space_id=space.pk, fields=changed), actor, space, at)
    return space


@transaction.atomic
def change_policy(*, actor: Person, space: Space, policy: str, at: datetime) -> Space:
    """Make a group open, closed or secret, with all that was written there; its members are told. The same again changes nothing.

    No role opens a secret group any more, and none gets its right back when the group opens again.
    """
    space = locked_group(actor, space)
    rules.require_can_manage(actor, space)
    if policy not in Space.Policy.values:
        raise Invalid(field="policy")
    if policy != space.policy:
        space.policy = policy
        space.save(update_fields=["policy"])
        let_everybody(actor=actor, space=space, level=_STRANGERS.get(Space.Policy(policy)), at=at)
        if policy == Space.Policy.SECRET:
            let_no_role(actor=actor, space=space, at=at)
        members = tuple(queries.member_ids(space=space))
        _record(events.GroupPolicyChanged(space_id=space.pk, policy=policy, member_ids=members), actor, space, at)
    return space


@transaction.atomic
def archive_group(*, actor: Person, space: Space, at: datetime) -> Space:
    """Close the group for writing; it stays as it is to read."""
    space = locked_group(actor, space)
    rules.require_can_manage(actor, space)
    if space.archived_at:
        raise Conflict(_("This group is archived already."))
    space.archived_at = at
    space.save(update_fields=["archived_at"])
    note_changed_space(space)
    _record(events.GroupArchived(space_id=space.pk), actor, space, at)
    return space


@transaction.atomic
def reopen_group(*, actor: Person, space: Space, at: datetime) -> Space:
    """Open an archived group for writing again."""
    space = locked_group(actor, space)
    rules.require_can_manage(actor, space)
    if not space.archived_at:
        raise Conflict(_("This group is not archived."))
    space.archived_at = None
    space.save(update_fields=["archived_at"])
    note_changed_space(space)
    _record(events.GroupReopened(space_id=space.pk), actor, space, at)
    return space


def locked_group(actor: Person, space: Space) -> Space:
    """Return the group as it is now, held until the transaction ends; raise `NotFound` unless `actor` may know of it."""
    return queries.group(person=actor, pk=space.pk, lock=True)


def _record(fact: events.GroupFact, actor: Person, space: Space, at: datetime) -> None:
    record(fact, actor=actor, objects=[Ref("space", space.pk)], spaces=[space.pk], at=at)


def _changed(space: Space, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Write what is other than it was; return the names of the fields."""
    changed = tuple(name for name, value in wanted.items() if getattr(space, name) != value)
    for name in changed:
        setattr(space, name, wanted[name])
    if changed:
        space.save(update_fields=changed)
    return changed


def _set_skills(space: Space, skill_ids: Iterable[int]) -> bool:
    """Let the group be about exactly these skills; return whether it was about others."""
    wanted = set(skill_ids)
    if len(wanted) > MOST_SKILLS:
        raise Invalid(_("Name a few skills only: %(count)s at most.") % {"count": MOST_SKILLS}, field="skills")
    here = SpaceSkill.objects.filter(space=space)
    known = set(here.values_list("skill_id", flat=True))
    here.exclude(skill_id__in=wanted).delete()
    SpaceSkill.objects.bulk_create(SpaceSkill(space=space, skill_id=skill_id) for skill_id in sorted(wanted - known))
    return wanted != known


def _said(*, about: str, theme: str, purpose: str) -> dict[str, str]:
    """Return what a group says of itself, by field, checked."""
    if theme not in Space.Theme.values:
        raise Invalid(field="theme")
    return {"about": _text(about, "about"), "theme": theme, "purpose": _purpose(purpose)}


def _names(name_fa: str, name_en: str) -> tuple[str, str]:
    fa, en = " ".join(name_fa.split()), " ".join(name_en.split())
    if not (fa or en):
        raise Invalid(_("A group needs a name."), field="name_fa")
    if max(len(fa), len(en)) > NAME_LONGEST:
        raise Invalid(_("This name is too long."), field="name_fa" if len(fa) > NAME_LONGEST else "name_en")
    return fa, en


def _purpose(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > PURPOSE_LONGEST:
        raise Invalid(_("This is too long."), field="purpose")
    return text


def _text(text: str, field: str) -> str:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > ABOUT_LONGEST:
        raise Invalid(_("This is too long."), field=field)
    return text
