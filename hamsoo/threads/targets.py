"""What can be commented on, reacted to and followed: each app says it for its own types.

    targets.register("question", resolve)        # in the app's AppConfig.ready

    def resolve(person: Person, question_id: int) -> Target | None:
        question = Question.objects.visible_to(person).filter(pk=question_id).first()
        ...

`resolve` returns only what the person may see, so a thing that is not there and one that is not theirs look alike.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.traits import Ref
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
_resolvers: dict[str, Resolve] = {}


def register(type: str, resolve: Resolve) -> None:
    """Let `resolve` find the things of `type`; called from `AppConfig.ready`."""
    if _resolvers.setdefault(type, resolve) is not resolve:
        raise TypeError(f"Two apps resolve targets of type {type}.")


def find(*, person: Person | None, ref: Ref) -> Target | None:
    """Return the thing, or None when it does not exist, is not to be seen by `person`, or is of no type that takes part."""
    resolve = _resolvers.get(ref.type)
    return resolve(person, ref.id) if resolve and person is not None and person.is_active else None


def get(*, person: Person | None, ref: Ref) -> Target:
    """Return the thing, or raise `NotFound`."""
    target = find(person=person, ref=ref)
    if target is None:
        raise NotFound
    return target
