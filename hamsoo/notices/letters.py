"""What a digest says, in the language, calendar and zone of its reader, as HTML and as plain text."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from hamsoo.kernel.dates import Calendar, calendar_of, format_date, format_moment
from hamsoo.kernel.numbers import format_number
from hamsoo.ledger.facts import last_position
from hamsoo.notices import queries, rules
from hamsoo.notices.kinds import kind
from hamsoo.notices.models import Letter
from hamsoo.people.models import Account, Person

_SALT = "notices.unsubscribe"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a digest: what happened, how much of the like besides, why the reader is told, when, and where it leads."""

    sentence: str
    more: str
    why: str
    when: str
    url: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A digest as it would go out now: the mail (None: nothing to say), and the places in the log up to which it tells."""

    mail: EmailMultiAlternatives | None
    daily_until: int
    weekly_until: int | None


def draft(owed: Letter, *, at: datetime) -> Draft:
    """Write the letter from what its reader may still see at `at`; rights may have changed since the facts were told."""
    person, until = owed.person, last_position()
    told = queries.told_until(owed=owed)
    after_daily, after_weekly = told.daily, told.weekly
    if after_daily is None:
        after_daily = queries.last_position_before(person=person, at=told.begun_at - rules.DAY)
    if after_weekly is None:
        after_weekly = queries.last_position_before(person=person, at=told.weekly_begun_at - rules.WEEK)
    account = person.account
    if account is None or not person.is_active:
        return Draft(None, until, until if owed.is_weekly else None)
    with translation.override(account.language):
        notices = queries.for_digest(
            person=person, after_daily=after_daily, after_weekly=after_weekly if owed.is_weekly else None, until=until
        )
        mail = _mail(owed, account, [_line(notice, person, account, at) for notice in notices]) if notices else None
    return Draft(mail, until, until if owed.is_weekly else None)


def _line(notice: queries.Notice, person: Person, account: Account, at: datetime) -> Line:
    language, zone = account.language, rules.zone_of(person)
    calendar = _calendar(account)
    count = notice.other_count
    if notice.kind == "tracked":
        more = ngettext("and %(count)s other change", "and %(count)s other changes", count)
    else:
        more = ngettext("and %(count)s other", "and %(count)s others", count)
    return Line(
        sentence=notice.newest.sentence,
        more=more % {"count": format_number(count, language)} if count else "",
        why=str(kind(notice.kind).label),
        when=format_moment(notice.newest.fact.happened_at, now=at, language=language, calendar=calendar, tz=zone),
        url=_absolute(reverse("notices:open", args=[notice.entry_id])),
    )


def _mail(owed: Letter, account: Account, lines: list[Line]) -> EmailMultiAlternatives:
    language, calendar = account.language, _calendar(account)
    stop = _absolute(reverse("notices:unsubscribe", args=[unsubscribe_key(owed.person)]))
    subject = ngettext("Your digest: %(count)s change", "Your digest: %(count)s changes", len(lines))
    context = {
        "lines": lines,
        "name": owed.person.name,
        "day": format_date(owed.period, language=language, calendar=calendar, style="full"),
        "is_weekly": owed.is_weekly,
        "language": language,
        "direction": "rtl" if language == "fa" else "ltr",
        "inbox_url": _absolute(reverse("notices:inbox")),
        "settings_url": _absolute(reverse("notices:settings")),
        "unsubscribe_url": stop,
    }
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    mail = EmailMultiAlternatives(
        subject=subject % {"count": format_number(len(lines), language)},
        body=render_to_string("notices/mail/digest.txt", context),
        to=[account.email],
        headers={
            # The same letter has the same id whoever sends it, so that what a server got twice it can know as one.
            "Message-ID": f"<digest.{owed.pk}.{owed.period.isoformat()}@{host}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
        },
    )
    mail.attach_alternative(render_to_string("notices/mail/digest.html", context), "text/html")
    return mail


def _calendar(account: Account) -> Calendar:
    if account.calendar == Account.Calendar.BY_LANGUAGE:
        return calendar_of(account.language)
    return "jalali" if account.calendar == Account.Calendar.JALALI else "gregorian"


def unsubscribe_key(person: Person) -> str:
    """Return what stands in the link that stops the mails to `person`: signed, so that nobody can stop another's."""
    return signing.dumps(person.pk, salt=_SALT)


def person_id_in(key: str) -> int | None:
    """Return whose mails the link with `key` stops; None when we have not written it."""
    try:
        found = signing.loads(key, salt=_SALT)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"
