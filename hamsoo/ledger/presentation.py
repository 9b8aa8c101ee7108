"""How a fact is said to a reader: its sentence, its link, its picture, and its own template.

The class of an event holds the sentence; what the sentence needs (names, titles, a link) is known by the app of the event, which
registers a details provider for its classes at start-up. A provider takes all facts of a page at once and asks its rows through
`visible_to(person)`, so that what a reader may not see (any more) is left out of feed, inbox and timeline alike.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hamsoo.ledger.events import Event
from hamsoo.ledger.facts import Fact


@dataclass(frozen=True, slots=True)
class Details:
    """What a provider knows of one fact for one reader.

    `words` fill the sentence (%(actor)s, %(title)s …: plain text, escaped where it is shown); `url` is where it leads; `template`
    is the app's own way to show it in a feed (`questions/events/question_asked.html`) with `context`; `person` is who is pictured.
    """

    words: Mapping[str, str]
    url: str
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    person: Any = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as its reader sees it."""

    fact: Fact
    sentence: str
    details: Details

    @property
    def icon(self) -> str:
        """Return the name of the icon of the event."""
        return self.fact.event.icon


# (facts of the provider's classes, reader) -> details by entry id; entries left out are not for this reader.
Provider = Callable[[Sequence[Fact], Any], Mapping[int, Details]]
_providers: dict[str, Provider] = {}
_DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def provide(events: Iterable[type[Event]], provider: Provider) -> None:
    """Let `provider` tell the details of these events; called from `AppConfig.ready`."""
    for event in events:
        _providers[event.name] = provider


def present(facts: Sequence[Fact], *, person: Any) -> dict[int, Shown]:
    """Return by entry id what `person` may see of `facts`, each as a sentence in the active language."""
    shared: dict[Provider, list[Fact]] = {}
    for fact in facts:
        if provider := _providers.get(fact.event.name):
            shared.setdefault(provider, []).append(fact)
    shown: dict[int, Shown] = {}
    for provider, group in shared.items():
        details = provider(group, person)
        for fact in group:
            if found := details.get(fact.id):
                shown[fact.id] = Shown(fact, str(fact.event.sentence) % _harmless(found.words), found)
    return shown


def _harmless(words: Mapping[str, str]) -> dict[str, str]:
    """Take from names and titles what would turn the rest of the sentence round: it could then say the opposite."""
    return {name: _DIRECTION_CONTROLS.sub("", word) for name, word in words.items()}
