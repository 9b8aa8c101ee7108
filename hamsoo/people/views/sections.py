"""The parts of a profile as sections of a page: read, or with a form in their place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import clock
from hamsoo.kernel.calendars import Span, WorkingCalendar
from hamsoo.kernel.dates import week_start, weekday_names
from hamsoo.kernel.numbers import format_digits
from hamsoo.people import queries
from hamsoo.people.models import Audience, Part, Person
from hamsoo.ui import appearance
from hamsoo.ui.pages import render, wants_fragment

MAIN = (Part.ABOUT, Part.EXPERIENCE, Part.EDUCATION, Part.CERTIFICATES, Part.LANGUAGES, Part.INTERESTS)
BESIDE, ASIDE = (Part.REACH, Part.CUSTOMERS), (Part.HOURS, Part.LEAVE)
"""The parts beside the page, above and below what others tell of somebody; those of `MAIN` stand on it, in this order."""


@dataclass
class Section:
    """One part of the profile of `person`. With a `form` it is being edited: posted to `form_url`, in `form_template`."""

    part: Part
    person: Person
    is_me: bool
    content: Any
    audience: str = Audience.EVERYONE
    form: BaseForm | None = None
    form_url: str = ""
    editing: int | None = None
    today: date | None = None

    audiences = Audience.choices

    @property
    def label(self) -> Any:
        """Return what the part is called."""
        return self.part.label

    @property
    def template(self) -> str:
        """Return the template of what the part says."""
        return f"people/parts/_{self.part}.html" if self.part in _OWN_TEMPLATES else "people/parts/_items.html"

    @property
    def form_template(self) -> str:
        """Return the template of the form's fields."""
        return f"people/parts/_{self.part}_form.html" if self.part in _OWN_FORMS else "people/parts/_form.html"

    @property
    def edit_url(self) -> str:
        """Return where the part is written, or a line added to it."""
        name = _EDITED_AT.get(self.part)
        return reverse(name) if name else reverse("people:new_item", args=[self.part])

    @property
    def empty_words(self) -> Any:
        """Return what to tell the owner where nothing stands yet."""
        return _EMPTY[self.part]

    @property
    def is_list(self) -> bool:
        """Return whether lines are added to the part one by one."""
        return self.part not in (Part.ABOUT, Part.LANGUAGES, Part.HOURS)

    @property
    def is_shown(self) -> bool:
        """Return whether the section stands on the page: for others only where it says something."""
        return self.is_me or bool(self.content)


_OWN_TEMPLATES = (Part.ABOUT, Part.CUSTOMERS, Part.LANGUAGES, Part.INTERESTS, Part.REACH, Part.HOURS, Part.LEAVE)
_OWN_FORMS = (Part.LANGUAGES, Part.HOURS)
_EDITED_AT = {Part.ABOUT: "people:about", Part.LANGUAGES: "people:languages", Part.HOURS: "people:hours", Part.LEAVE: "people:leaves"}
_EMPTY = {
    Part.ABOUT: _("A few words tell colleagues what to ask you."),
    Part.CUSTOMERS: _("Who needs to know a customer finds you."),
    Part.EXPERIENCE: _("Where you worked before often answers who knows a trade or a tool."),
    Part.EDUCATION: _("What you studied, and where."),
    Part.CERTIFICATES: _("With the day until which they are valid."),
    Part.LANGUAGES: _("Which languages you speak, and how well."),
    Part.INTERESTS: _("What you like to do and to talk about."),
    Part.REACH: _("A mobile number, a messenger, a page of yours."),
    Part.HOURS: _("Colleagues see when an answer is likely."),
    Part.LEAVE: _("On leave you are not asked, and nobody waits for you."),
}


def sections(parts: tuple[Part, ...], *, reader: Person, of: Person, shown: queries.ProfileParts, at: datetime) -> list[Section]:
    """Return the sections that `reader` sees of these parts."""
    is_me = reader.pk == of.pk
    today = at.astimezone(ZoneInfo(of.time_zone)).date()
    found = [
        Section(part, of, is_me, _content(part, of, shown, at), shown.audiences.get(part, Audience.EVERYONE), today=today) for part in parts
    ]
    return [section for section in found if section.is_shown]


def own_section(reader: Person, part: Part) -> Section:
    """Return a section of the reader's own profile."""
    at = clock.now()
    shown = queries.profile_parts(person=reader, of=reader, at=at)
    return sections((part,), reader=reader, of=reader, shown=shown, at=at)[0]


def answer(request: HttpRequest, section: Section) -> HttpResponse:
    """Show a section in its place, or on a page of its own."""
    if section.form is not None:
        section.form.auto_id = f"{section.part}-{section.editing or 'new'}-%s"
        if not section.form.is_bound:
            # What was pressed goes away with the section: the focus goes to the first field that can be filled in.
            next(field for field in section.form.fields.values() if not field.disabled).widget.attrs["autofocus"] = True
    context = {"section": section, "person": section.person, "form": section.form}
    return render(request, "people/part.html", context, fragment="people/parts/_section.html")


def is_in_place(request: HttpRequest) -> bool:
    """Return whether a section is to be changed where it stands."""
    return wants_fragment(request)


def _content(part: Part, of: Person, shown: queries.ProfileParts, at: datetime) -> Any:
    if part == Part.ABOUT:
        return shown.about
    if part == Part.LANGUAGES:
        return shown.languages
    if part == Part.LEAVE:
        return shown.leave
    if part == Part.HOURS:
        return [] if part in shown.hidden else list(week_in_words(queries.working_calendar(of), at))
    return shown.of(part)


def week_in_words(calendar: WorkingCalendar, at: datetime) -> Iterator[tuple[str, str]]:
    """Yield the days of the usual week that have equal hours, in the reader's order and words, with these hours."""
    language = appearance.current().language
    today = at.astimezone(calendar.time_zone).date()
    week = next((week for week in reversed(calendar.weeks) if week.effective_from <= today), calendar.weeks[0])
    names, first = weekday_names(language), week_start(language)
    days = [(first + offset) % 7 for offset in range(7)]
    for spans, group in groupby(days, key=lambda day: week.days.get(day, ())):
        run = list(group)
        if spans:
            named = names[run[0]] if len(run) == 1 else f"{names[run[0]]} – {names[run[-1]]}"
            yield named, gettext(", ").join(_hours(span, language) for span in spans)


def _hours(span: Span, language: str) -> str:
    end = "24:00" if span.seconds[1] == 86_400 else f"{span.end:%H:%M}"
    return format_digits(f"{span.start:%H:%M}–{end}", language)
