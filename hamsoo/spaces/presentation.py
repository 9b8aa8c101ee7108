"""How facts about groups are said to a reader."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import pgettext_lazy

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of
from hamsoo.spaces import events, queries, rules
from hamsoo.spaces.models import Space

EVENTS = (
    events.GroupCreated,
    events.GroupDescribed,
    events.GroupPolicyChanged,
    events.GroupArchived,
    events.GroupReopened,
    events.MemberJoined,
    events.MemberLeft,
    events.OwnerNamed,
    events.JoinRequested,
    events.JoinApproved,
    events.JoinRefused,
    events.GroupInvited,
    events.InvitationAccepted,
    events.InvitationDeclined,
    events.InvitationWithdrawn,
    events.OwnerResigned,
    events.ResourceAdded,
    events.ResourceRemoved,
)
_POLICIES = {
    "open": pgettext_lazy("the policy of a group", "open"),
    "closed": pgettext_lazy("the policy of a group", "closed"),
    "secret": pgettext_lazy("the policy of a group", "secret"),
}
_FOR_OWNERS = (events.JoinRequested, events.JoinRefused, events.GroupInvited, events.InvitationDeclined, events.InvitationWithdrawn)


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell what happened in groups that the reader still may know of."""
    told: list[tuple[Fact, Any]] = [(fact, fact.event) for fact in facts]
    spaces = queries.known_places(person=person, ids=[event.space_id for _fact, event in told])
    ids = {getattr(event, "person_id", 0) for _fact, event in told} | {fact.actor.id or 0 for fact in facts}
    people = names_of(sorted(ids))
    read = queries.space_ids(person=person)
    found = {}
    for fact, event in told:
        space = spaces.get(event.space_id)
        if space is None or not _is_for(person, space, event, read):
            continue
        actor, subject = people.get(fact.actor.id or 0), people.get(getattr(event, "person_id", 0))
        policy = str(_POLICIES.get(getattr(event, "policy", ""), ""))
        words = {"actor": str(actor or ""), "person": str(subject or ""), "title": space.name, "policy": policy}
        found[fact.id] = Details(words, space.get_absolute_url(), person=subject or actor)
    return found


def _is_for(person: Person, space: Space, event: Any, read: frozenset[int]) -> bool:
    """Return whether the reader may hear this of a group they know of: about oneself always, about members for those who read there."""
    if person.pk in (getattr(event, "person_id", None), getattr(event, "by_id", None)) or isinstance(event, events.GroupCreated):
        return True
    if isinstance(event, _FOR_OWNERS):
        return rules.can_manage(person, space)
    return space.pk in read
