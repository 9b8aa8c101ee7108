"""What a mail says, in the language, calendar and zone of its reader, as HTML and as plain text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from hamsoo.kernel.dates import Calendar, calendar_of, format_date, format_moment
from hamsoo.kernel.numbers import format_number
from hamsoo.notices import queries, rules
from hamsoo.notices.incoming import MARK
from hamsoo.notices.kinds import kind
from hamsoo.notices.models import Letter
from hamsoo.notices.replying import address_for
from hamsoo.notices.stopping import key_of
from hamsoo.people.models import Account, Person

_LONGEST_SUBJECT = 120
_LINES_OF_A_DIGEST = 40
"""More nobody reads in a mail; the inbox has the rest."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a mail: what happened, how much of the like besides, why the reader is told, when, and where it leads."""

    kind: str
    sentence: str
    more: str
    why: str
    when: str
    url: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it would go out now: the mail (None: nothing to say), and by field the places in the log up to which it tells."""

    mail: EmailMultiAlternatives | None
    reached: Mapping[str, int | None]


def draft(owed: Letter, *, at: datetime) -> Draft:
    """Write the letter from what its reader may still see at `at`; rights may have changed since the facts were told."""
    until = queries.kept_up_to()
    reached: dict[str, int | None] = {"daily_until": until, "weekly_until": until if owed.is_weekly else None}
    if owed.sort == Letter.Sort.NOTICES:
        reached = {"now_until": until}
    account = owed.person.account
    if account is None or not owed.person.is_active:
        return Draft(None, reached)
    with translation.override(account.language):
        if owed.sort == Letter.Sort.NOTICES:
            since = owed.planned_at - rules.FRESH
            notices = queries.for_mail(person=owed.person, after=queries.mailed_after(owed=owed), until=until, since=since)
            lines = [_line(notice, owed.person, account, at) for notice in notices]
            return Draft(_notices(owed, account, notices, lines, at) if lines else None, reached)
        lines = [_line(notice, owed.person, account, at) for notice in _put_off(owed, until)]
        return Draft(_digest(owed, account, lines) if lines else None, reached)


def _put_off(owed: Letter, until: int) -> list[queries.Notice]:
    """Return what waited for this digest."""
    person, told = owed.person, queries.told_until(owed=owed)
    after_daily, after_weekly = told.daily, told.weekly
    if after_daily is None:
        after_daily = queries.last_position_before(person=person, at=told.begun_at - rules.DAY)
    if after_weekly is None:
        after_weekly = queries.last_position_before(person=person, at=told.weekly_begun_at - rules.WEEK)
    after_weekly = after_weekly if owed.is_weekly else None
    return queries.for_digest(person=person, after_daily=after_daily, after_weekly=after_weekly, until=until)


def _line(notice: queries.Notice, person: Person, account: Account, at: datetime) -> Line:
    language, zone = account.language, rules.zone_of(person)
    calendar = _calendar(account)
    count = notice.other_count
    if notice.kind == "tracked":
        more = ngettext("and %(count)s other change", "and %(count)s other changes", count)
    else:
        more = ngettext("and %(count)s other", "and %(count)s others", count)
    return Line(
        kind=notice.kind,
        sentence=notice.newest.sentence,
        more=more % {"count": format_number(count, language)} if count else "",
        why=str(kind(notice.kind).label),
        when=format_moment(notice.newest.fact.happened_at, now=at, language=language, calendar=calendar, tz=zone),
        url=_absolute(reverse("notices:open", args=[notice.entry_id])),
    )


def _digest(owed: Letter, account: Account, lines: list[Line]) -> EmailMultiAlternatives:
    language = account.language
    # Where somebody waits first, then who speaks to the reader, then the rest; newest first in each.
    shown = sorted(lines, key=lambda line: (not kind(line.kind).asks, not kind(line.kind).speaks))[:_LINES_OF_A_DIGEST]
    more = len(lines) - len(shown)
    subject = ngettext("Your digest: %(count)s change", "Your digest: %(count)s changes", len(lines))
    day = format_date(owed.period, language=language, calendar=_calendar(account), style="full")
    context = {
        "sections": _sections(shown),
        "more": format_number(more, language) if more else "",
        "day": day,
        "is_weekly": owed.is_weekly,
        "unsubscribe_url": _stop_url(key_of(owed.person)),
    }
    return _mail(owed, account, "digest", subject % {"count": format_number(len(lines), language)}, context)


def _sections(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Return lines by why they are told, in the order in which these come first."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.why, []).append(line)
    return list(found.items())


def _notices(owed: Letter, account: Account, notices: list[queries.Notice], lines: list[Line], at: datetime) -> EmailMultiAlternatives:
    """Write what is told at once; its link stops the mails because of the kinds, and of the places, that this one comes from."""
    wishes = queries.wishes_of(person=owed.person)
    kinds = {notice.kind for notice in notices}.intersection(wishes.mail_kinds)
    places = {space_id for notice in notices if notice.kind not in kinds for space_id in notice.newest.fact.space_ids}
    stop = key_of(owed.person, kinds=kinds, space_ids=places.intersection(wishes.mail_space_ids))
    subject = ngettext("%(count)s notice for you", "%(count)s notices for you", len(lines))
    # One line speaks for itself. What people write may be long and have line ends, which a header may not.
    words = " ".join(lines[0].sentence.split())[:_LONGEST_SUBJECT] if len(lines) == 1 else ""
    words = words or subject % {"count": format_number(len(lines), account.language)}
    reply, hint = _reply(owed, notices, at)
    said = {"lines": lines, "unsubscribe_url": _stop_url(stop), "reply_mark": _reply_mark(reply), "reply_hint": hint}
    mail = _mail(owed, account, "notices", words, said)
    if reply:
        mail.reply_to = [reply]
    return mail


def _reply(owed: Letter, notices: list[queries.Notice], at: datetime) -> tuple[str, str]:
    """Return the address that answers the one notice of a letter, and how; empty for several, and for what cannot be answered by mail."""
    answered = queries.answered(person=owed.person, entry_id=notices[0].entry_id) if len(notices) == 1 else None
    address = address_for(person_id=owed.person_id, entry_id=notices[0].entry_id, at=at) if answered else ""
    return address, str(answered.way.hint) if address and answered and answered.way else ""


def _reply_mark(reply: str) -> str:
    return f"{MARK} {gettext('Write your answer above this line')} {MARK}" if reply else ""


def _mail(owed: Letter, account: Account, template: str, subject: str, said: Mapping[str, object]) -> EmailMultiAlternatives:
    language, host = account.language, urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    context = {
        **said,
        "name": owed.person.name,
        "language": language,
        "direction": "rtl" if language == "fa" else "ltr",
        "inbox_url": _absolute(reverse("notices:inbox")),
        "settings_url": _absolute(reverse("notices:settings")),
    }
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"notices/mail/{template}.txt", context),
        to=[account.email],
        headers={
            # The same letter has the same id whoever sends it, so that what a server got twice it can know as one.
            "Message-ID": f"<{owed.sort}.{owed.pk}.{owed.period.isoformat()}@{host}>",
            "List-Unsubscribe": f"<{context['unsubscribe_url']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
        },
    )
    mail.attach_alternative(render_to_string(f"notices/mail/{template}.html", context), "text/html")
    return mail


def _calendar(account: Account) -> Calendar:
    if account.calendar == Account.Calendar.BY_LANGUAGE:
        return calendar_of(account.language)
    return "jalali" if account.calendar == Account.Calendar.JALALI else "gregorian"


def _stop_url(key: str) -> str:
    return _absolute(reverse("notices:unsubscribe", args=[key]))


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"
