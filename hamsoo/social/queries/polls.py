"""How polls stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Count, F
from django.db.models.functions import Cast, Coalesce

from hamsoo.people.models import Person
from hamsoo.social import rules
from hamsoo.social.models import Poll, PollOption, Vote

FEWEST = 5
"""Voters of an anonymous poll from whom on its result is shown while it is open: of fewer, who knows the others knows the last."""


@dataclass(frozen=True, slots=True)
class OptionStanding:
    """An option with its votes; `share` is the part, 0 to 100, of those who voted."""

    option: PollOption
    count: int
    share: float
    is_mine: bool

    @property
    def part(self) -> float:
        """Return the share as a part of one."""
        return self.share / 100


@dataclass(frozen=True, slots=True)
class Standing:
    """A poll as a reader sees it."""

    poll: Poll
    options: list[OptionStanding]
    voter_count: int

    @property
    def has_voted(self) -> bool:
        """Return whether the reader has voted."""
        return any(one.is_mine for one in self.options)

    def is_hidden(self, at: datetime) -> bool:
        """Return whether the result is kept back: the poll is anonymous and open, and too few have voted."""
        return self.poll.is_anonymous and self.poll.is_open(at) and self.voter_count < FEWEST


def standings(*, person: Person, polls: Iterable[Poll]) -> dict[int, Standing]:
    """Return by post how polls stand that the caller has found visible: three queries, however many polls."""
    wanted = {poll.pk: poll for poll in polls}
    if not wanted:
        return {}
    options = PollOption.objects.filter(poll__in=wanted).annotate(count=Count("votes")).order_by("poll", "place")
    marks = [rules.mark_of(poll=poll, person=person) for poll in wanted.values() if poll.is_anonymous]
    votes = Vote.objects.filter(option__poll__in=wanted)
    mine = set((votes.filter(person=person) | votes.filter(mark__in=marks)).values_list("option_id", flat=True))
    who = Coalesce(Cast("person_id", CharField()), F("mark"))
    counts = dict(votes.order_by().values_list("option__poll").annotate(voters=Count(who, distinct=True)))
    found: dict[int, list[OptionStanding]] = {pk: [] for pk in wanted}
    for option in options:
        whole = counts.get(option.poll_id) or 1
        found[option.poll_id].append(OptionStanding(option, option.count, option.count * 100 / whole, option.pk in mine))
    return {poll.post_id: Standing(poll, found[pk], counts.get(pk, 0)) for pk, poll in wanted.items()}


def voters(*, person: Person, poll: Poll, limit: int = 200) -> dict[int, list[Person]]:
    """Return by option who chose it, as far as `person` sees them; of an anonymous poll nobody."""
    found: dict[int, list[Person]] = {}
    if not poll.is_anonymous:
        visible = Person.objects.visible_to(person)
        for row in Vote.objects.filter(option__poll=poll, person__in=visible).select_related("person__unit").order_by("pk")[:limit]:
            found.setdefault(row.option_id, []).append(row.person)  # type: ignore[arg-type]
    return found
