"""What a fact is: typed, frozen, in the past tense, with everything about it in one class.

    class AnswerAccepted(Event, Notifies, Timeline, icon="check", sentence=_("%(actor)s accepted an answer to “%(title)s”")):
        question_id: int
        answer_id: int

The name of the event is `app.ClassName`; it is what stands in the log, so a class is never renamed, only given a new version.
Payloads hold ids and figures, never the text of users: that stays in the rows of the domain.
"""

import dataclasses
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self, TypeVar, dataclass_transform, get_type_hints

from django_stubs_ext import StrPromise
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

T = TypeVar("T")


class _PersonalMark:
    """Marks a field that `forget` blanks."""


PERSONAL = _PersonalMark()
Personal = Annotated[T | None, PERSONAL]
"""A field that says something about a person: `mail: Personal[str] = None`. `forget` sets it to None."""

_classes: dict[str, type["Event"]] = {}


class UnknownEvent(LookupError):
    """The log names an event that no class describes."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Event:
    """A fact about something that happened; subclasses add fields and traits.

    Class arguments: `icon` (a name of the icon set), `sentence` (lazy, with %(actor)s and what the details provider gives),
    `version` (raised when fields change; `upcast` then mends old payloads).
    """

    name: ClassVar[str]
    version: ClassVar[int]
    icon: ClassVar[str]
    sentence: ClassVar[StrPromise | str]
    personal: ClassVar[frozenset[str]]
    _schema: ClassVar[type[BaseModel]]

    def __init_subclass__(cls, *, icon: str, sentence: StrPromise | str, version: int = 1, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        app = cls.__module__.removeprefix("hamsoo.").split(".")[0]
        cls.name, cls.version, cls.icon, cls.sentence = f"{app}.{cls.__name__}", version, icon, sentence
        dataclass(frozen=True, kw_only=True)(cls)
        hints = get_type_hints(cls, include_extras=True)
        own = {field.name: field for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
        cls.personal = frozenset(name for name in own if PERSONAL in getattr(hints[name], "__metadata__", ()))
        cls._schema = create_model(
            cls.__name__,
            __config__=ConfigDict(strict=True, extra="forbid", arbitrary_types_allowed=True),
            **{name: (hints[name], _default(field)) for name, field in own.items()},  # type: ignore[call-overload]
        )
        if _classes.setdefault(cls.name, cls) is not cls:
            raise TypeError(f"Two events are called {cls.name}.")

    def __post_init__(self) -> None:
        try:
            self._schema.model_validate(self._fields())
        except ValidationError as error:
            raise TypeError(f"{self.name}: {error}") from error

    def _fields(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}  # type: ignore[arg-type]

    def payload(self) -> dict[str, Any]:
        """Return the fields as plain JSON values."""
        return self._schema.model_validate(self._fields()).model_dump(mode="json")

    @classmethod
    def upcast(cls, version: int, payload: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG003 - for subclasses
        """Return the payload of an older `version` in today's shape; override when a version is raised."""
        return payload

    @classmethod
    def load(cls, version: int, payload: dict[str, Any]) -> Self:
        """Return the event that an entry of the log holds."""
        if version != cls.version:
            payload = cls.upcast(version, payload)
        model = cls._schema.model_validate(payload, strict=False)
        # The schema has just checked every field: building past __init__ keeps replays twice as fast.
        event = object.__new__(cls)
        event.__dict__.update(model.__dict__)
        return event


def _default(field: "dataclasses.Field[Any]") -> Any:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        raise TypeError(f"{field.name}: events take immutable defaults only (a tuple, not a list).")
    return ...


def event_class(name: str) -> type[Event]:
    """Return the class of the event called `name`, or raise `UnknownEvent`."""
    try:
        return _classes[name]
    except KeyError:
        raise UnknownEvent(name) from None


def event_classes() -> list[type[Event]]:
    """Return every event class that the loaded apps state, by name."""
    return [_classes[name] for name in sorted(_classes)]


def names_of(reads: tuple[type, ...]) -> list[str]:
    """Return the names of all event classes that are, or carry, one of `reads` (event classes or traits)."""
    return [name for name, cls in sorted(_classes.items()) if issubclass(cls, reads)]
