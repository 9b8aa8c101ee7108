"""What the filters of a search mean for whoever asks: whom, where, what kind and when; and in words what was not understood."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache

from django.utils.translation import get_language, override, pgettext_lazy
from django.utils.translation import gettext as _
from django_stubs_ext import StrPromise

from hamsoo.finder.days import days_meant, days_said
from hamsoo.finder.documents import sources
from hamsoo.finder.index.schema import key_of
from hamsoo.finder.index.within import EVERYTHING, Within
from hamsoo.finder.kinds import kind_named
from hamsoo.finder.subjects import called
from hamsoo.finder.synonyms import Group, groups_of
from hamsoo.finder.wording import Name, Wording, parse
from hamsoo.kernel.dates import Bounds, Calendar, calendar_of
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.text import fold
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import names_of_skills, narrower_ids, people_called, skill_by_names
from hamsoo.spaces.models import Space
from hamsoo.spaces.queries import space_ids

MOST_FILTERS = 12
"""So many filters are looked up; those beyond are words."""
MOST_PEOPLE = 50
MOST_CUSTOMERS = 20
_ME = {fold("me"), fold("من")}
_PLACES = (Space.Kind.ORGANISATION, Space.Kind.GROUP)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that was understood: what it is called, and the query without it."""

    name: str
    value: str
    without: Wording


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What to look for: the words, and where; `remarks` say which filters were not understood and are looked for as words."""

    wording: Wording
    words: str
    within: Within = EVERYTHING
    skills: tuple[Sequence[Sequence[Group]], ...] = ()
    """Of each skill the names, as groups of which a document holds a term each: it says one of the names."""
    chips: tuple[Chip, ...] = ()
    remarks: tuple[str, ...] = ()
    calendar: Calendar = "jalali"

    @property
    def is_narrow(self) -> bool:
        """Return whether a filter was understood."""
        return bool(self.chips)

    @property
    def skill_terms(self) -> list[str]:
        """Return the terms of the skills' names, to be marked."""
        return [term for names in self.skills for groups in names for group in groups for term in group]


NOTHING_ASKED = Narrowing(Wording(""), "")


@dataclass(slots=True)
class _Meaning:
    """What is known so far of what filters mean."""

    person: Person
    at: datetime
    calendar: Calendar
    within: Within = EVERYTHING
    skills: list[Sequence[Sequence[Group]]] = field(default_factory=list)

    def people(self, words: str) -> str:
        found = [self.person] if fold(words) in _ME else people_called(person=self.person, words=words, limit=MOST_PEOPLE)
        if not found:
            raise Invalid(_("No colleague is called “{name}”.").format(name=words))
        self.within = self.within.by(one.pk for one in found)
        return str(found[0]) if len(found) == 1 else words

    def place(self, words: str) -> str:
        places = places_called(self.person, words)
        units, spaces = [one for one in places if isinstance(one, Unit)], [one for one in places if isinstance(one, Space)]
        if not units and not spaces:
            raise Invalid(_("No unit or group that you may open is called “{name}”.").format(name=words))
        below = {unit.pk for unit in Unit.objects.all() if {one.pk for one in units} & set(unit.ancestor_ids)} if units else set()
        of_units = Space.objects.filter(subject_type="unit", subject_id__in=below).values_list("pk", flat=True)
        self.within = self.within.at([*of_units, *(space.pk for space in spaces)], below)
        return str(places[0]) if len(places) == 1 else words

    def customer(self, words: str) -> str:
        found = called(person=self.person, filter_name="customer", words=words, limit=MOST_CUSTOMERS)
        # Whose whole name it is, are meant; else all whose names begin so.
        meant = [one for one in found if fold(one.name) == fold(words)] or found
        if not meant:
            raise Invalid(_("No customer that you may see is called “{name}”.").format(name=words))
        self.within = self.within.about(key_of(ref) for one in meant for ref in one.refs)
        return meant[0].name if len(meant) == 1 else words

    def skill(self, words: str) -> str:
        found = skill_by_names(words)
        if found is None or found.shown.is_hidden:
            raise Invalid(_("No skill is called “{name}”.").format(name=words))
        ids = {found.shown.pk}
        names = names_of_skills(skill_ids=ids.union(*narrower_ids(ids).values()))
        self.skills.append([groups for several in names.values() for name in several if (groups := groups_of(name))])
        return found.shown.name

    def kind(self, words: str) -> str:
        found = _kinds(tuple(source.type for source in sources())).get(fold(words))
        if found is None:
            raise Invalid(_("Nothing of the kind “{name}” can be found.").format(name=words))
        self.within = self.within.of(found)
        return str(kind_named(found).many)

    def before(self, words: str) -> str:
        return self._when(words, lambda days: self.within.between(None, self._start(days.start)))

    def after(self, words: str) -> str:
        return self._when(words, lambda days: self.within.between(self._start(days.end), None))

    def on(self, words: str) -> str:
        return self._when(words, lambda days: self.within.between(self._start(days.start), self._start(days.end)))

    def _when(self, words: str, narrowed: Callable[[Bounds], Within]) -> str:
        language = get_language() or "fa"
        days = days_meant(words, language=language, today=self.at.date())
        self.within = narrowed(days)
        return days_said(days, language=language, calendar=self.calendar)

    def _start(self, day: date) -> int:
        return int(datetime.combine(day, time(), self.at.tzinfo).timestamp())


_READERS: dict[Name, tuple[Callable[[_Meaning, str], str], StrPromise]] = {
    "from": (_Meaning.people, pgettext_lazy("a filter of a search", "From")),
    "in": (_Meaning.place, pgettext_lazy("a filter of a search", "In")),
    "customer": (_Meaning.customer, pgettext_lazy("a filter of a search", "Customer")),
    "skill": (_Meaning.skill, pgettext_lazy("a filter of a search", "Skill")),
    "type": (_Meaning.kind, pgettext_lazy("a filter of a search", "Kind")),
    "before": (_Meaning.before, pgettext_lazy("a filter of a search", "Before")),
    "after": (_Meaning.after, pgettext_lazy("a filter of a search", "After")),
    "on": (_Meaning.on, pgettext_lazy("a filter of a search", "On")),
}


def narrowing(*, person: Person, text: str, at: datetime, calendar: Calendar | None = None) -> Narrowing:
    """Return what `text` means for `person` at `at`, in whose time zone days begin; a value that means nothing becomes a word."""
    wording = parse(text)
    meaning = _Meaning(person, at, calendar or calendar_of(get_language() or "fa"))
    words, chips, remarks = [wording.words], list[Chip](), list[str]()
    for place, one in enumerate(wording.filters):
        read, called = _READERS[one.name]
        try:
            if place >= MOST_FILTERS:
                raise Invalid(_("So many filters are too many: “{name}” is looked for as a word.").format(name=one.value))
            chips.append(Chip(str(called), read(meaning, one.value), wording.without(place)))
        except Invalid as refusal:
            words.append(one.value)
            remarks.append(str(refusal))
    return Narrowing(
        wording, " ".join(filter(None, words)), meaning.within, tuple(meaning.skills), tuple(chips), tuple(remarks), meaning.calendar
    )


def places_called(person: Person, words: str) -> list[Unit | Space]:
    """Return the units, and the groups that `person` reads, with the organisation, that are called so."""
    readable = Space.objects.filter(pk__in=space_ids(person=person), kind__in=_PLACES)
    units = _called(words, ((unit, (unit.name_fa, unit.name_en, unit.code)) for unit in Unit.objects.all()))
    return [*units, *_called(words, ((space, (space.name_fa, space.name_en)) for space in readable))]


def _called(words: str, named: Iterable[tuple]) -> list:
    """Return what has exactly this name, in either language; else what has a name with all of these words in it."""
    wanted = fold(words)
    known = [(thing, [fold(name) for name in names]) for thing, names in named]
    exact = [thing for thing, names in known if wanted in names]
    return exact or [thing for thing, names in known if wanted and any(all(word in name for word in wanted.split()) for name in names)]


@lru_cache(maxsize=4)
def _kinds(types: tuple[str, ...]) -> dict[str, str]:
    """Return the types by all they are called: by their own name, and by that of one and of several in both languages."""
    found = {fold(name): name for name in types}
    for language in ("fa", "en"):
        with override(language):
            found |= {fold(str(called)): name for name in types for called in (kind_named(name).one, kind_named(name).many)}
    return found
