"""Cases of the demonstration in every state, put in through the actions; the first is the one that went through three departments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from hamsoo.cases import actions as cases
from hamsoo.cases.rules import Change
from hamsoo.desk.demo.mails import HELP
from hamsoo.desk.demo.promises import PROMISES
from hamsoo.desk.demo.worktime import TEHRAN
from hamsoo.identity.models import SourceRecord
from hamsoo.interactions import actions as interactions
from hamsoo.interactions.models import Mailbox
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person

SEPEHR = PROMISES[0].crm
_ASKED = "سه‌شنبه به من گفتید لغو شد. امروز پیش‌فاکتور تمدید دوساله آمد. بالاخره کدام؟ من باید تا فردا ظهر به هیئت‌مدیره پاسخ بدهم."
_ANSWERED = "حق با شماست و پوزش می‌خواهیم که دو پاسخ شنیدید. تا پیش از پایان امروز یک پاسخِ واحد می‌فرستیم."


@dataclass(frozen=True, slots=True)
class Opened:
    """A case: opened by whom, how many days ago, how urgent, what was noted, and what became of it."""

    by: str
    ago: int
    subject: str
    priority: int = 3
    tags: tuple[str, ...] = ()
    note: str = ""
    became: str = ""


FURTHER = (
    Opened("niloofar.sharifi", 3, "برداشت از کیف امانی خطا می‌دهد", 2, ("کیف امانی",), "گزارش خطا را از مشتری خواستم.", "customer"),
    Opened("sara.mohammadi", 6, "گزارش تراکنش‌های مهر ناقص است", 3, ("گزارش",), "فایل درست ساخته و فرستاده شد.", "resolved"),
    Opened("negar.ahmadi", 9, "شمارهٔ حساب در صورت‌حساب اشتباه است", 3, ("صورت‌حساب",), "", "closed"),
    Opened("pouya.karimi", 2, "وب‌سرویس آزمایشی پاسخ نمی‌دهد", 1, ("وب‌سرویس",), "", "working"),
    Opened("amir.rezaei", 1, "پرسش دربارهٔ تعرفهٔ شعبهٔ دوم", 4, (), "", "new"),
    Opened("niloofar.sharifi", 1, "شکایت از رفتار در تماس تلفنی", 2, (), "پیش از پاسخ با سرپرست گفت‌وگو شود.", "confidential"),
)
"""Cases of other customers, by the alphabet of their keys."""


ANSWERS: tuple[dict[str, Any], ...] = (
    {
        "title": "پیام شما رسید",
        "text_fa": "{contact} گرامی، سلام\nپیام شما با شمارهٔ {number} ثبت شد و {unit} آن را پیگیری می‌کند.\nبا احترام، {agent}",
        "text_en": "Dear {contact},\nYour message is registered as case {number} and is with {unit}.\nKind regards, {agent}",
    },
    {
        "title": "پایان کار و سپاس",
        "changes": [Change("watch", "me")],
        "text_fa": "{contact} گرامی،\nکار «{subject}» امروز {date} به پایان رسید. اگر چیزی مانده است همین‌جا بنویسید.\n{agent}",
        "text_en": "Dear {contact},\n“{subject}” was completed today, {date}. If anything is left, simply answer here.\n{agent}",
    },
)
"""Answers at hand of everybody."""
TO_FINANCE: dict[str, Any] = {
    "title": "صورت‌حساب نزد مالی است",
    "text_fa": "{contact} گرامی،\nپرسش شما دربارهٔ صورت‌حساب {customer} به واحد مالی سپرده شد.\n{agent}",
    "text_en": "Dear {contact},\nYour question about the invoice of {customer} is now with our finance department.\n{agent}",
}
MORE: dict[str, Any] = {
    "title": "خبر بیشتری لازم داریم",
    "text_fa": "{contact} گرامی،\nلطفاً زمان و متن خطا را هم بفرستید تا زودتر پاسخ بدهیم.\n{agent}",
}


def open_cases(*, people: Mapping[str, Person], today: date) -> int:
    """Open them, hand the first one on, and leave each in its state; return the number of the first.

    After customers have written and the mailboxes are there.
    """
    box = Mailbox.objects.get(address=HELP)
    _promise(next(one for one in people.values() if one.is_administrator), today)
    rows = SourceRecord.objects.filter(system__code="crm", entity="company").select_related("system").order_by("key")
    records = {row.key: row for row in rows}
    _keep_answers(people, today)
    _keep_types(next(one for one in people.values() if one.is_administrator), today)
    first = _through_three_departments(records[SEPEHR], box, people, today)
    others = [record for key, record in records.items() if key != SEPEHR]
    for record, opened in zip(others[1::2], FURTHER, strict=False):
        _open(record, opened, people[opened.by], today)
    return first


def _promise(administrator: Person, today: date) -> None:
    """Promise how soon cases are dealt with: to customers, the urgent ones sooner, and of each department to the others."""
    at = _at(today, 40, 9)
    urgent: dict[str, Any] = {"name_fa": "پرونده‌های فوری", "name_en": "Urgent cases", "rank": 1, "priorities": [1], "first_minutes": 60}
    usual: dict[str, Any] = {"name_fa": "همهٔ پرونده‌ها", "name_en": "All cases", "rank": 2, "first_minutes": 240, "next_minutes": 480}
    inside: dict[str, Any] = {"name_fa": "سهم هر واحد", "name_en": "The share of each unit", "resolution_minutes": 30}
    cases.set_policy(actor=administrator, at=at, scope="organisation", resolution_minutes=480, **urgent)
    cases.set_policy(actor=administrator, at=at, scope="organisation", resolution_minutes=2400, **usual)
    cases.set_policy(actor=administrator, at=at, scope="unit", **inside)


def _keep_answers(people: Mapping[str, Person], today: date) -> None:
    """Keep answers at hand: of everybody, of a unit with what is done along with it, and somebody's own."""
    at, lead = _at(today, 30, 9), next(one for one in people.values() if one.is_administrator)
    niloofar, finance = people["niloofar.sharifi"], people["negar.ahmadi"].unit
    if niloofar.unit is None or finance is None:
        raise ValueError("Everybody of the roster works in a unit.")
    for says in ANSWERS:
        cases.keep_answer(actor=lead, answer=None, for_all=True, at=at, **says)
    asks = [Change("tag", "صورت‌حساب"), Change("assign", "me"), Change("hand_off", str(finance.pk), "مشتری دربارهٔ صورت‌حساب پرسیده است.")]
    cases.keep_answer(actor=lead, answer=None, unit=niloofar.unit, changes=asks, at=at, **TO_FINANCE)
    cases.keep_answer(actor=niloofar, answer=None, changes=[Change("state", "customer"), Change("watch", "me")], at=at, **MORE)


def _keep_types(administrator: Person, today: date) -> None:
    """Keep types of cases, one with fields of its own."""
    cause: dict[str, Any] = {"name_fa": "علت شکایت", "name_en": "Cause", "kind": "choice", "choices": ("رفتار", "تأخیر", "خطای سامانه")}
    since: dict[str, Any] = {"name_fa": "از تاریخ", "name_en": "Since", "kind": "date"}
    at, fields = _at(today, 39, 9), [{**cause, "required": "resolving"}, since]
    cases.keep_type(actor=administrator, type=None, name_fa="شکایت", name_en="Complaint", fields=fields, rank=1, at=at)
    cases.keep_type(actor=administrator, type=None, name_fa="درخواست", name_en="Request", fields=[], rank=2, at=at)


def _through_three_departments(record: SourceRecord, box: Mailbox, people: Mapping[str, Person], today: date) -> int:
    niloofar, negar, amir = (people[key] for key in ("niloofar.sharifi", "negar.ahmadi", "amir.rezaei"))
    if niloofar.unit is None or negar.unit is None or amir.unit is None:
        raise ValueError("Everybody of the roster works in a unit.")
    called = interactions.receive(
        actor=SYSTEM,
        channel="phone",
        mailbox=box,
        record=record,
        name="شیما بهرامی",
        address="sh.bahrami@sepehr.example",
        subject="تمدید خودکار پس از لغو",
        text=_ASKED,
        at=_at(today, 1, 8, 48),
    )
    talk = called.correspondence
    case = cases.open(
        actor=niloofar, unit=niloofar.unit, subject=talk.subject, record=record, correspondence=talk, priority=1, at=_at(today, 1, 9)
    )
    cases.take(actor=niloofar, case=case, at=_at(today, 1, 9, 4))
    answered = {"channel": "phone", "direction": "out", "text": _ANSWERED, "minutes": 4}
    at = _at(today, 1, 9, 7)
    interactions.log(actor=niloofar, record=record, correspondence=talk, happened_at=at, at=at, **answered)  # type: ignore[arg-type]
    to_finance = cases.hand_off(
        actor=niloofar,
        case=case,
        to=negar.unit,
        reason="مانده پس از لغو چقدر است؟ مشتری تا فردا ظهر باید به هیئت‌مدیره پاسخ بدهد.",
        needed="مبلغ مانده، اگر لغو از پایان آذر باشد",
        at=_at(today, 1, 9, 9),
    )
    cases.accept(actor=negar, hand_off=to_finance, at=_at(today, 1, 9, 31))
    invoice = "صورت‌حساب مهر هنوز باز است. اگر لغو از پایان آذر باشد، مانده ۱٫۳ میلیارد می‌شود."
    cases.note(actor=negar, case=case, body=f"{invoice} @[{amir.name}](person:{amir.pk}) تخفیف ۸٪ روی کدام مبلغ بود؟", at=_at(today, 1, 10))
    cases.note(actor=amir, case=case, body="روی نرخ پایهٔ سال نو. اگر محدودیت ۴۸ ساعته برداشته شود، مشتری می‌ماند.", at=_at(today, 1, 10, 36))
    cases.hand_off(actor=negar, case=case, to=amir.unit, reason="قول تمدید را فروش داده است؛ یک پاسخ واحد لازم است.", at=_at(today, 1, 11))
    return case.pk


def _open(record: SourceRecord, opened: Opened, by: Person, today: date) -> None:
    if by.unit is None:
        raise ValueError("Everybody of the roster works in a unit.")
    at = _at(today, opened.ago, 10)
    case = cases.open(actor=by, unit=by.unit, subject=opened.subject, record=record, priority=opened.priority, at=at)
    if opened.tags:
        cases.edit(actor=by, case=case, tags=list(opened.tags), at=at)
    if opened.became == "new":
        return
    case = cases.take(actor=by, case=case, at=at + timedelta(minutes=12))
    if opened.note:
        cases.note(actor=by, case=case, body=opened.note, at=at + timedelta(minutes=20))
    later = at + timedelta(hours=2)
    if opened.became == "customer":
        cases.wait(actor=by, case=case, at=later)
    elif opened.became == "confidential":
        cases.close_to_others(actor=by, case=case, at=later)
    elif opened.became in ("resolved", "closed"):
        cases.resolve(actor=by, case=case, at=later)
    if opened.became == "closed":
        cases.close(actor=by, case=case, at=later + timedelta(days=1))


def _at(today: date, ago: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(today - timedelta(days=ago), time(hour, minute), TEHRAN)
