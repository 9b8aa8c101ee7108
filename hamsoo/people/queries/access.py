"""Finding sessions, tokens, invitations and roles."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session as StoredSession
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.text import to_ascii_digits
from hamsoo.ledger.models import Entry
from hamsoo.people import keys, rights, rules, verbs
from hamsoo.people.devices import device_name, is_handheld
from hamsoo.people.events import SignInSlowed
from hamsoo.people.models import Account, ApiToken, DirectoryGroup, Invitation, Person, Role, RoleHolder, RoleRight, Scope, Unit
from hamsoo.people.queries.people import colleague_called

PAGE = 100


@dataclass(frozen=True, slots=True)
class Session:
    """Where somebody is signed in."""

    pk: int
    device: str
    is_handheld: bool
    address: str
    began_at: datetime
    seen_at: datetime
    is_current: bool


def sessions(*, account: Account, current_key: str | None) -> list[Session]:
    """Return where this account is signed in, this very session first, then the one seen last; those that ended are dropped."""
    standing = UserSession.objects.purge_and_list(account)
    rows = [
        Session(
            row.pk,
            device_name(row.user_agent),
            is_handheld(row.user_agent),
            row.ip,
            row.created_at,
            row.last_seen_at,
            row.session_key == current_key,
        )
        for row in standing
    ]
    return sorted(rows, key=lambda row: (not row.is_current, -row.seen_at.timestamp()))


def api_tokens(*, person: Person, at: datetime) -> list[ApiToken]:
    """Return the person's tokens that still let in, newest first."""
    return list(ApiToken.objects.standing(at).filter(account=person.account_id).order_by("-created_at", "-pk")) if person.account_id else []


def living_sessions(*, keys: Collection[str], at: datetime) -> frozenset[str]:
    """Return which of these sessions have not ended by `at`: nobody has signed out there, and nobody has ended them."""
    rows = StoredSession.objects.filter(session_key__in=list(keys), expire_date__gt=at)
    return frozenset(rows.values_list("session_key", flat=True))


def device_called(*, user_agent: str) -> str:
    """Return what a browser is called that says this of itself."""
    return device_name(user_agent)


def api_token_of_key(*, key: str, at: datetime) -> ApiToken | None:
    """Return the token that goes by this key and lets in now, with account; the digest is compared, so timing says nothing."""
    if not key.startswith(keys.API_PREFIX):
        return None
    return ApiToken.objects.standing(at).select_related("account").filter(digest=keys.digest(key)).first()


def invitations(*, person: Person | None, limit: int = PAGE) -> list[Invitation]:
    """Return the newest invitations of those whom `person` may invite; raise `NotFound` for those who may invite nobody."""
    found = Invitation.objects.select_related("person__unit", "by").order_by("-invited_at", "-pk")
    return list(found.filter(_of_whom(person, "person__unit"))[:limit])


def invitation(*, person: Person | None, pk: int) -> Invitation:
    """Return an invitation of somebody whom `person` may invite; raise `NotFound` otherwise."""
    found = Invitation.objects.select_related("person__unit").filter(_of_whom(person, "person__unit"), pk=pk).first()
    if found is None:
        raise NotFound
    return found


def uninvited_count(*, person: Person | None) -> int:
    """Return how many colleagues of those whom `person` may invite can not sign in yet and were not asked to."""
    return _uninvited(person).count()


def uninvited(*, person: Person | None, limit: int = PAGE) -> list[Person]:
    """Return colleagues without an account, with an address, who were not invited yet, by name."""
    return list(_uninvited(person).select_related("unit").order_by("sort_key", "pk")[:limit])


def _uninvited(person: Person | None) -> "QuerySet[Person]":
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    found = Person.objects.active().filter(_of_whom(person, "unit"), account=None).exclude(mail="")
    return found.exclude(pk__in=waiting.values("person"))


def _of_whom(person: Person | None, field: str) -> Q:
    """Return the condition that keeps whom `person` may invite; `field` leads to the unit."""
    scope = rights.widest(person, verbs.INVITE)
    if person is None or scope is None:
        raise NotFound
    if scope == Scope.ALL:
        return Q()
    return Q(**{f"{field}__path__startswith": person.unit.path}) if person.unit else Q(pk=None)


def invitation_of_key(*, key: str, at: datetime) -> Invitation | None:
    """Return the open invitation that this key belongs to, for whoever holds the key."""
    return Invitation.objects.open(at).select_related("person").filter(digest=keys.digest(key)).first() if key else None


def roles(*, person: Person | None) -> list[Role]:
    """Return all roles with `right_count` and `holder_count`, by name; administrators only."""
    rules.require_sees_administration(person)
    counted = Role.objects.annotate(right_count=Count("rights", distinct=True), holder_count=Count("holders", distinct=True))
    return list(counted.order_by("name_fa", "pk"))


def role(*, person: Person | None, pk: int) -> Role:
    """Return a role with its rights; administrators only, and `NotFound` for none."""
    rules.require_sees_administration(person)
    found = Role.objects.prefetch_related(Prefetch("rights", queryset=RoleRight.objects.order_by("verb"))).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a role, in words; `person` is set for one who holds it by name."""

    row: RoleHolder
    name: str
    person: Person | None


def holders_of_role(*, role: Role) -> Sequence[Holder]:
    """Return who holds a role: persons first, then units, levels and groups."""
    rows = list(role.holders.order_by("kind", "pk"))
    kinds = RoleHolder.Kind

    def ids(kind: str) -> list[int]:
        return [row.subject_id for row in rows if row.kind == kind]

    people = Person.objects.with_unit().in_bulk(ids(kinds.PERSON))
    units, groups = Unit.objects.in_bulk(ids(kinds.UNIT)), DirectoryGroup.objects.in_bulk(ids(kinds.GROUP))
    subjects = {kinds.PERSON: people, kinds.UNIT: units, kinds.GROUP: groups, kinds.LEVEL: {number: number for number in ids(kinds.LEVEL)}}
    found = [(row, subjects[kinds(row.kind)].get(row.subject_id)) for row in rows]  # type: ignore[attr-defined]
    shown = [
        Holder(row, str(subject), people.get(row.subject_id) if row.kind == kinds.PERSON else None) for row, subject in found if subject
    ]
    order = {kind: place for place, kind in enumerate(kinds.values)}
    return sorted(shown, key=lambda holder: (order[holder.row.kind], holder.row.pk))


def anybody() -> Person:
    """Return a colleague who is nobody in particular, of no unit and no level: sees what every colleague sees, and nothing more."""
    return Person(level=-1)


def role_ids(*, person: Person) -> "QuerySet[RoleHolder, Any]":
    """Return, unevaluated, the ids of the roles that `person` holds: for the rights that roles have in spaces."""
    return RoleHolder.objects.for_person(person).values("role")


def role_holder(*, role: Role, pk: int) -> RoleHolder:
    """Return one holder of a role; raise `NotFound` for none."""
    found = role.holders.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def role_subject(*, person: Person, kind: str, words: str) -> int:
    """Return the id of whom `words` mean: a colleague or unit by name, a group of the directory by name, a level by its number.

    Raises:
        Invalid: (field `who`) none or several are meant.
    """
    kinds = RoleHolder.Kind
    if kind == kinds.PERSON:
        return colleague_called(person=person, words=words).pk
    if kind == kinds.LEVEL:
        number = to_ascii_digits(words.strip())
        if not number.isdecimal() or len(number) > 3:
            raise Invalid(_("Give the number of a level."), field="who")
        return int(number)
    named: QuerySet[Any]
    if kind == kinds.UNIT:
        named = Unit.objects.filter(Q(name_fa__iexact=words.strip()) | Q(name_en__iexact=words.strip()) | Q(code__iexact=words.strip()))
    else:
        named = DirectoryGroup.objects.filter(name__iexact=words.strip())
    found = list(named.values_list("pk", flat=True)[:2])
    if len(found) != 1:
        raise Invalid(_("There is none, or more than one, of this name."), field="who")
    return int(found[0])


@dataclass(frozen=True, slots=True)
class Slowed:
    """An account that somebody guessed at: when it was slowed down last, and how often of late."""

    account: Account
    at: datetime
    count: int


def slowed_accounts(*, person: Person | None, limit: int = 20) -> list[Slowed]:
    """Return the accounts that were slowed down most recently; administrators only."""
    rules.require_sees_administration(person)
    facts = Entry.objects.filter(name=SignInSlowed.name, objects_rows__type="account").order_by("-pk")
    rows = list(facts.values_list("objects_rows__object_id", "happened_at")[: limit * 5])
    accounts = Account.objects.select_related("person").in_bulk({pk for pk, _at in rows})
    latest: dict[int, Slowed] = {}
    for pk, at in reversed(rows):
        if pk in accounts:
            latest[pk] = Slowed(accounts[pk], at, latest[pk].count + 1 if pk in latest else 1)
    return sorted(latest.values(), key=lambda row: row.at, reverse=True)[:limit]
