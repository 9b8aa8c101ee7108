"""What a message can become, and what `/` begins: each app above says it for its own things.

    commands.register("question", _("Ask as a question"), icon="circle-help", on_message=..., on_words=...)     # in AppConfig.ready

`on_message(message)` is the address of the page that makes something of a message; `on_words` that of the page that `/question words`
opens, which is handed the words as `text`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django_stubs_ext import StrPromise

from hamsoo.chat.models import Message


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do with a message, or with words that were begun with `/name`."""

    name: str
    label: StrPromise | str
    icon: str
    on_message: Callable[[Message], str] | None = None
    on_words: Callable[[], str] | None = None


_commands: dict[str, Command] = {}


def register(
    name: str,
    label: StrPromise | str,
    *,
    icon: str,
    on_message: Callable[[Message], str] | None = None,
    on_words: Callable[[], str] | None = None,
) -> None:
    """Offer a command; called from `AppConfig.ready`."""
    if name in _commands:
        raise TypeError(f"Two commands are called {name}.")
    _commands[name] = Command(name, label, icon, on_message, on_words)


def for_messages(message: Message) -> list[tuple[Command, str]]:
    """Return what a message can become, each with the address of its page."""
    return [(command, command.on_message(message)) for command in _commands.values() if command.on_message]


def for_words() -> list[tuple[Command, str]]:
    """Return what can be begun with `/`, each with the address of its page."""
    return [(command, command.on_words()) for command in _commands.values() if command.on_words]
