"""Reading profiles: of each part only what its owner shows to who asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hamsoo.kernel.errors import NotFound
from hamsoo.people import parts
from hamsoo.people.models import Audience, DismissedHint, Leave, Part, PartPrivacy, Person, ProfileItem, RecordSource, SpokenLanguage

HINTS = ("photo", Part.ABOUT, Part.SKILLS, Part.CUSTOMERS, Part.EXPERIENCE, Part.LANGUAGES, Part.REACH, Part.HOURS)
"""What a profile should have, the most helpful first."""


@dataclass(frozen=True, slots=True)
class ProfileParts:
    """What a reader sees of somebody's own parts. `hidden` are those not shown to them, which are empty here."""

    about: str
    items: Mapping[str, list[ProfileItem]]
    languages: list[SpokenLanguage]
    leave: list[Leave]
    hidden: frozenset[str]
    audiences: Mapping[str, str] = field(repr=False)

    def of(self, part: str) -> list[ProfileItem]:
        """Return the lines of a part."""
        return self.items.get(part, [])


def profile_parts(*, person: Person, of: Person, at: datetime) -> ProfileParts:
    """Return the parts of the profile of `of` that `person` sees, and leave from the day of `at` on; to the owner also who sees each."""
    audiences = audiences_of(of=of)
    hidden = frozenset(part for part, audience in audiences.items() if not parts.sees(person, of, audience))
    lines: dict[str, list[ProfileItem]] = {}
    is_owner = person.pk == of.pk
    for item in ProfileItem.objects.filter(person=of).exclude(part__in=hidden):
        if is_owner or not item.is_hidden:
            lines.setdefault(item.part, []).append(item)
    return ProfileParts(
        about="" if Part.ABOUT in hidden else of.about,
        items=lines,
        languages=[] if Part.LANGUAGES in hidden else list(of.spoken.all()),
        leave=[] if Part.LEAVE in hidden else _leave(of, at, with_notes=is_owner),
        hidden=hidden,
        audiences=audiences if is_owner else {},
    )


def audiences_of(*, of: Person) -> dict[str, str]:
    """Return whom `of` shows each part to."""
    chosen = dict(PartPrivacy.objects.filter(person=of).values_list("part", "audience"))
    return {part: chosen.get(part, Audience.EVERYONE) for part in Part.values}


def sees_part(*, person: Person, of: Person, part: str) -> bool:
    """Return whether `of` shows this one part to `person`."""
    return person.pk == of.pk or parts.sees(person, of, audiences_of(of=of)[part])


def _leave(of: Person, at: datetime, *, with_notes: bool) -> list[Leave]:
    today = at.astimezone(ZoneInfo(of.time_zone)).date()
    found = list(Leave.objects.filter(person=of, ends_on__gte=today))
    for one in found:
        one.note = one.note if with_notes else ""
    return found


def own_item(*, person: Person, pk: int) -> ProfileItem:
    """Return a line of one's own profile; raise `NotFound` for any other."""
    found = ProfileItem.objects.select_related("person").filter(pk=pk, person=person).first()
    if found is None:
        raise NotFound
    return found


def own_leave(*, person: Person, pk: int) -> Leave:
    """Return a leave of one's own; raise `NotFound` for any other."""
    found = Leave.objects.select_related("person").filter(pk=pk, person=person).first()
    if found is None:
        raise NotFound
    return found


def record_sources(*, person: Person, of: Person) -> dict[str, RecordSource]:
    """Return by field where the record of `of` comes from: for themselves and administrators; nothing for others."""
    if person.pk != of.pk and not person.is_administrator:
        return {}
    return {row.field: row for row in RecordSource.objects.filter(person=of)}


def missing(*, of: Person, shown: ProfileParts, has_skills: bool) -> list[str]:
    """Return what the profile lacks of `HINTS`, in that order, without what its owner dismissed."""
    there = {
        "photo": of.photo_version,
        Part.ABOUT: shown.about,
        Part.SKILLS: has_skills,
        Part.CUSTOMERS: shown.of(Part.CUSTOMERS),
        Part.EXPERIENCE: shown.of(Part.EXPERIENCE),
        Part.LANGUAGES: shown.languages,
        Part.REACH: shown.of(Part.REACH),
        Part.HOURS: of.working_calendar,
    }
    dismissed = set(DismissedHint.objects.filter(person=of).values_list("hint", flat=True))
    return [str(hint) for hint in HINTS if not there[hint] and hint not in dismissed]


def words_for_everyone(*, ids: Sequence[int]) -> dict[int, list[str]]:
    """Return by person what they wrote of themselves in parts that all colleagues see: the only words that may be searched in."""
    hidden = set(PartPrivacy.objects.filter(person__in=ids).exclude(audience=Audience.EVERYONE).values_list("person_id", "part"))
    words: dict[int, list[str]] = {pk: [] for pk in ids}
    for pk, about in Person.objects.filter(pk__in=ids).exclude(about="").values_list("pk", "about"):
        if (pk, Part.ABOUT) not in hidden:
            words[pk].append(about)
    lines = ProfileItem.objects.filter(person__in=ids, is_hidden=False).exclude(part=Part.REACH)
    for item in lines.order_by("person", "part", "rank", "pk"):
        if (item.person_id, item.part) not in hidden:
            words[item.person_id].append("\n".join(filter(None, (f"{item.title} {item.organisation}".strip(), item.role, item.text))))
    return words


def absences_of(leaves: Iterable[Leave], time_zone: str, at: datetime) -> list[list[str]]:
    """Return leave that is not over at `at` as `Person.absences` keeps it: from midnight to midnight in the person's zone."""
    zone = ZoneInfo(time_zone)
    spans = [(_midnight(leave.starts_on, zone), _midnight(leave.ends_on + timedelta(days=1), zone)) for leave in leaves]
    return [[start.isoformat(), end.isoformat()] for start, end in sorted(spans) if end > at]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(ZoneInfo("UTC"))
