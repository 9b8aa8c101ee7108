"""What can be commented on, reacted to and followed: each app says it for its own types.

    targets.register("question", resolve)        # in the app's AppConfig.ready

    def resolve(person: Person, question_id: int) -> Target | None:
        question = Question.objects.visible_to(person).filter(pk=question_id).first()
        ...

`resolve` returns only what the person may see, so a thing that is not there and one that is not theirs look alike. Inbox and timeline
ask for many at once: a type that is commented on often also gives `many`, which takes ids and returns what it finds by id. `aspects`
are what those who follow such a thing can choose to hear of it (`ledger.traits.Tracked`); what can be commented on has its comments.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.events import event_classes
from hamsoo.ledger.traits import Ref, Tracked
from hamsoo.people.models import Person


@dataclass(frozen=True, slots=True)
class Target:
    """A thing that somebody may see.

    `space_ids` are the spaces it is placed in; without any (a person, say) it can be followed but not commented on. `owner_ids` are
    the persons who are told of comments on it.
    """

    ref: Ref
    space_ids: tuple[int, ...]
    title: str
    url: str
    owner_ids: tuple[int, ...]


Resolve = Callable[[Person, int], Target | None]
ResolveMany = Callable[[Person, Sequence[int]], Mapping[int, Target]]
_resolvers: dict[str, tuple[Resolve, ResolveMany]] = {}
_BIGGEST = 2**63 - 1
"""No id of the database is bigger; an address may name any number."""
_aspects: dict[str, tuple[str, ...]] = {}


_apart: set[str] = set()


def register(
    type: str, resolve: Resolve, *, many: ResolveMany | None = None, aspects: Sequence[str] = ("comments",), is_seen_apart: bool = False
) -> None:
    """Let `resolve` find the things of `type`; called from `AppConfig.ready`. `many` finds several at the price of one.

    `is_seen_apart`: what speaks of such a thing may be read by who does not see the thing itself, and then does not say that it does.
    """

    def one_by_one(person: Person, ids: Sequence[int]) -> Mapping[int, Target]:
        return {object_id: target for object_id in ids if (target := resolve(person, object_id))}

    if _resolvers.setdefault(type, (resolve, many or one_by_one))[0] is not resolve:
        raise TypeError(f"Two apps resolve targets of type {type}.")
    _aspects[type] = tuple(aspects)
    if is_seen_apart:
        _apart.add(type)


def aspects_of(type: str) -> tuple[str, ...]:
    """Return what can be heard of things of `type`: of what they offer, the aspects that facts have here, and presence."""
    stated = {aspect for cls in event_classes() if issubclass(cls, Tracked) for aspect in cls.aspects} | {"presence"}
    return tuple(aspect for aspect in _aspects.get(type, ()) if aspect in stated)


def find(*, person: Person | None, ref: Ref) -> Target | None:
    """Return the thing, or None when it does not exist, is not to be seen by `person`, or is of no type that takes part."""
    known = _resolvers.get(ref.type) if ref.id <= _BIGGEST else None
    return known[0](person, ref.id) if known and person is not None and person.is_active else None


def takes_part(type: str) -> bool:
    """Return whether things of `type` can be found here, and so whether not finding one means that it is not to be seen."""
    return type in _resolvers


def find_many(*, person: Person | None, refs: Iterable[Ref]) -> dict[Ref, Target]:
    """Return those of `refs` that `find` would return."""
    if person is None or not person.is_active:
        return {}
    ids: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        ids[ref.type].add(ref.id)
    known = {type_: _resolvers[type_][1](person, sorted(wanted)) for type_, wanted in ids.items() if type_ in _resolvers}
    return {Ref(type_, object_id): target for type_, found in known.items() for object_id, target in found.items()}


def hidden(*, person: Person, refs: Iterable[Ref]) -> set[Ref]:
    """Return those of `refs` of which `person` may read without seeing them, and does not see; nothing is asked where there are none."""
    apart = {ref for ref in refs if ref.type in _apart}
    return apart - find_many(person=person, refs=apart).keys() if apart else set()


def get(*, person: Person | None, ref: Ref) -> Target:
    """Return the thing, or raise `NotFound`."""
    target = find(person=person, ref=ref)
    if target is None:
        raise NotFound
    return target
