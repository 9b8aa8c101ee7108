"""Who may do what: verbs that the apps declare in code, and one place that answers `allows` and says why.

MANAGE = declare("people.manage_records", _("Keep the company's record"), (Scope.ALL, Scope.UNIT))
allows(person, MANAGE, unit=unit)

Administrators may do everything. Reading is no verb: what somebody sees in spaces is decided by grants, which a role can have as well.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django_stubs_ext import StrPromise

from hamsoo.people.models import DirectoryGroup, Person, Role, RoleHolder, RoleRight, Scope, Unit


class UnknownVerb(LookupError):
    """No app has declared this verb."""


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that can be allowed, as far as one of `scopes` reaches."""

    code: str
    label: StrPromise
    scopes: tuple[Scope, ...]


_verbs: dict[str, Verb] = {}
_remembered: ContextVar[dict[int, dict[str, Scope]] | None] = ContextVar("hamsoo_rights", default=None)


def declare(code: str, label: StrPromise, scopes: tuple[Scope, ...]) -> str:
    """Make a verb known; return its code. Called once a verb, when its app is loaded."""
    if code in _verbs:
        raise TypeError(f"The verb {code} is declared twice.")
    _verbs[code] = Verb(code, label, scopes)
    return code


def verbs() -> list[Verb]:
    """Return all verbs in the order of their codes."""
    return [_verbs[code] for code in sorted(_verbs)]


def verb(code: str) -> Verb:
    """Return a verb; raise `UnknownVerb` for none."""
    try:
        return _verbs[code]
    except KeyError:
        raise UnknownVerb(code) from None


@contextmanager
def remembering(person: Person | None = None) -> Iterator[None]:
    """Ask for a person's rights once only within the block, one request; never of a `person` who was read with `rights_of_each`."""
    rows: Sequence[str] | None = getattr(person, "granted", None)
    token = _remembered.set({person.pk: _widest(row.split(":") for row in rows)} if person and rows is not None else {})
    try:
        yield
    finally:
        _remembered.reset(token)


def forget_remembered() -> None:
    """Drop what this request remembers; every action that changes roles calls it."""
    if (known := _remembered.get()) is not None:
        known.clear()


def allows(person: Person | None, code: str, *, unit: Unit | None = None, owner: Person | None = None) -> bool:
    """Return whether `person` may do this: to things of `unit` or of `owner`; with neither, everywhere."""
    wanted = verb(code)
    if person is None or not person.is_active:
        return False
    if person.is_administrator:
        return True
    scope = _rights(person).get(wanted.code)
    return scope is not None and reaches(scope, person, unit=unit, owner=owner)


def widest(person: Person | None, code: str) -> Scope | None:
    """Return how far `person` may do this at most: for lists and menus. None is not at all."""
    wanted = verb(code)
    if person is None or not person.is_active:
        return None
    return Scope.ALL if person.is_administrator else _rights(person).get(wanted.code)


def reaches(scope: Scope, person: Person, *, unit: Unit | None, owner: Person | None) -> bool:
    """Return whether a right of this scope that `person` has covers what is of `unit` or of `owner`."""
    if scope == Scope.ALL:
        return True
    if owner is not None and owner.pk == person.pk:
        return True
    target = unit or (owner.unit if owner else None)
    return scope == Scope.UNIT and target is not None and person.unit is not None and target.path.startswith(person.unit.path)


_WIDER = {Scope.OWN: 0, Scope.UNIT: 1, Scope.ALL: 2}


def _rights(person: Person) -> dict[str, Scope]:
    """Return the widest scope of each verb that the person's roles bring; one query."""
    known = _remembered.get()
    if known is not None and person.pk in known:
        return known[person.pk]
    found = _read(person)
    if known is not None:
        known[person.pk] = found
    return found


def _read(person: Person) -> dict[str, Scope]:
    return _widest(RoleRight.objects.filter(role__in=Role.objects.held_by(person)).values_list("verb", "scope"))


def _widest(rows: Iterable[Sequence[str]]) -> dict[str, Scope]:
    found: dict[str, Scope] = {}
    for code, name in rows:
        scope = Scope(name)
        if code not in found or _WIDER[scope] > _WIDER[found[code]]:
            found[code] = scope
    return found


_elsewhere: list[Callable[[Person, Person], bool]] = []


def also_exceeds(check: Callable[[Person, Person], bool]) -> None:
    """Let an app above say of what roles bring there whether `check(person, other)`: `person` has more by them. Called from `ready`."""
    _elsewhere.append(check)


def exceeds(person: Person, other: Person) -> bool:
    """Return whether `person`, with the unit and level that stand on this very object, may do more by their roles than `other`."""
    if other.is_administrator:
        return False
    has = _rights(other)
    if person.is_administrator or any(code not in has or _WIDER[scope] > _WIDER[has[code]] for code, scope in _read(person).items()):
        return True
    return any(check(person, other) for check in _elsewhere)


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the chain that leads to a decision, in the reader's words; `holds` says which way it points."""

    holds: bool
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether somebody may, and every rule that was looked at."""

    allowed: bool
    steps: Sequence[Step]


def why(person: Person, code: str, *, unit: Unit | None = None, owner: Person | None = None) -> Decision:
    """Say why `person` may do this, or what is missing; `allowed` is what `allows` answers."""
    wanted = verb(code)
    if not person.is_active:
        return Decision(False, [Step(False, _("%(person)s does not work here any more.") % {"person": person})])
    if person.is_administrator:
        return Decision(True, [Step(True, _("%(person)s is an administrator, who may do everything.") % {"person": person})])
    steps = [Step(False, _("%(person)s is no administrator.") % {"person": person})]
    rows = RoleRight.objects.filter(verb=wanted.code, role__in=Role.objects.held_by(person)).select_related("role").order_by("pk")
    ways = held_by(person)
    steps += [_step(row, person, ways, unit, owner) for row in rows]
    if not rows:
        others = [str(role) for role in Role.objects.filter(rights__verb=wanted.code).order_by("pk")]
        steps.append(Step(False, _("No role of theirs brings “%(verb)s”.") % {"verb": wanted.label}))
        if others:
            steps.append(Step(False, _("These roles would: %(roles)s.") % {"roles": ", ".join(others)}))
    return Decision(any(step.holds for step in steps), steps)


def _step(row: RoleRight, person: Person, ways: dict[int, str], unit: Unit | None, owner: Person | None) -> Step:
    scope = Scope(row.scope)
    words = {"role": row.role, "way": ways[row.role_id], "scope": scope.label}
    text = _("The role “%(role)s” (held as: %(way)s) brings it: %(scope)s.") % words
    if reaches(scope, person, unit=unit, owner=owner):
        return Step(True, text)
    target = unit or (owner.unit if owner else None)
    if target is not None and scope == Scope.UNIT:
        missing = _("“%(target)s” does not belong to “%(unit)s”.") % {"target": target, "unit": person.unit or "—"}
    else:
        missing = _("That does not reach here.")
    return Step(False, f"{text} {missing}")


def held_by(person: Person) -> dict[int, str]:
    """Return by id of a role as what `person` holds it: by name, unit, level or group of the directory."""
    rows = list(RoleHolder.objects.for_person(person).order_by("-pk"))
    kinds = RoleHolder.Kind
    units = Unit.objects.in_bulk([row.subject_id for row in rows if row.kind == kinds.UNIT])
    groups = DirectoryGroup.objects.in_bulk([row.subject_id for row in rows if row.kind == kinds.GROUP])
    said = {}
    for row in rows:
        subject: object = person
        if row.kind == kinds.UNIT:
            subject = units.get(row.subject_id, row.subject_id)
        elif row.kind == kinds.GROUP:
            subject = groups.get(row.subject_id, row.subject_id)
        elif row.kind == kinds.LEVEL:
            subject = row.subject_id
        said[row.role_id] = f"{row.get_kind_display()} – {subject}"
    return said
