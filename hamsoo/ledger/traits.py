"""What low, generic readers need to know of an event, said by the event itself.

Inbox, feed, timeline and search read every entry through these traits and never import the apps above them. What a trait answers
follows from the fields alone, so that a rebuilt projection equals the live one.
"""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple


class Ref(NamedTuple):
    """A thing of the domain: its type (`question`) and id."""

    type: str
    id: int


class Told(NamedTuple):
    """One person who is told of a fact, and why (`mention`, `request`, `answer` …: a kind of the inbox)."""

    person_id: int
    kind: str


class Notifies:
    """Puts the fact into inboxes."""

    def told(self) -> Sequence[Told]:
        """Return who is told; the actor is left out by the inbox itself."""
        raise NotImplementedError

    def notice_subject(self) -> Ref | None:
        """Return the thing that notices are merged on ("3 people answered …"), or None to keep them single."""
        return None

    def settles(self) -> Sequence[tuple[Told, Ref]]:
        """Return earlier notices (who and which kind, about what) that this fact has dealt with."""
        return ()


class Tracked:
    """Tells those who follow one of the fact's objects, or a space it is placed in, of the aspects that they chose to hear.

        class SkillDeclared(Event, Tracked, ...):
            aspects = ("skills",)

    A person among the objects is followed in it as themselves (`Ref("person", 7)`) or in one of the parts that `heard_as` names: who is
    only mentioned in a post has not written it. What is no person is followed in every part.
    """

    aspects: ClassVar[tuple[str, ...]]
    """All that facts of this class may touch: skills, role, unit, contact, profile, customers, posts, comments, members."""

    heard_as: ClassVar[tuple[str, ...]] = ("author",)

    def touched(self) -> Sequence[str]:
        """Return which of `aspects` this one fact touches."""
        return self.aspects

    def also_about(self) -> Sequence[Ref]:
        """Return things that the fact is heard of by as well, though it does not stand on their timelines."""
        return ()


class Indexed:
    """Makes the search index read things again."""

    def rereads(self) -> Sequence[Ref]:
        """Return the things whose text, state, place or people this fact changed."""
        raise NotImplementedError


class InFeed:
    """Shows the fact in the feed of everybody who may read where it is placed."""

    feed_weight: ClassVar[int] = 10

    def feed_subject(self) -> Ref:
        """Return what the item is about; the newest fact of a subject takes the place of the older ones."""
        raise NotImplementedError


class Filed(NamedTuple):
    """By what a timeline is narrowed: what kind of thing happened, on which channel; `unit_id` None: the unit of who did it."""

    kind: str = ""
    channel: str = ""
    unit_id: int | None = None


class Timeline:
    """Shows the fact on the timelines of all its objects."""

    def filed(self) -> Filed:
        """Return by what the fact is found on a long timeline."""
        return Filed()
