"""What the demonstration promised its customers, what it knows by heart, and which words it uses; put in through the actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hamsoo.commitments import actions as commitments
from hamsoo.commitments.rules import Claim
from hamsoo.desk.demo.promises_text import ARTICLES, TERMS
from hamsoo.desk.demo.worktime import TEHRAN
from hamsoo.identity.models import SourceRecord
from hamsoo.knowledge import actions as knowledge
from hamsoo.people.models import Person


@dataclass(frozen=True, slots=True)
class Said:
    """A promise: to whom (a key of the CRM), by whom, how many days ago, what the customer heard, and what it claims.

    `due` and `begins` are days from today; `kept` says that it was kept since.
    """

    crm: str
    by: str
    ago: int
    text: str
    code: str
    kind: str = ""
    subject: str = ""
    amount: str = ""
    measure: str = ""
    due: int | None = None
    begins: int | None = None
    topic: str = ""
    kept: bool = False


PROMISES = (
    Said("SPH-20931", "niloofar.sharifi", 4, "لغو سرویس از پایان ماه", "cancelled", "service", begins=30),
    Said("SPH-20931", "amir.rezaei", 2, "تمدید دوساله با ۸٪ تخفیف", "continued", "contract", due=18),
    Said("SPH-20931", "sara.mohammadi", 1, "رفع محدودیت ۴۸ ساعتهٔ کیف امانی", "fixed_by", "service", "کیف امانی", due=2),
    Said("SPH-20931", "negar.ahmadi", 1, "از مبلغ مانده چیزی نمی‌گوییم تا محاسبه بسته شود", "hold", topic="price"),
    Said("SPH-20931", "niloofar.sharifi", 30, "پاسخ گزارش تراکنش‌ها تا پایان هفته", "answer_by", "case", due=-25, kept=True),
)
FURTHER = (
    Said("", "amir.rezaei", 9, "استقرار رایگان شعبهٔ دوم", "free", "service"),
    Said("", "pouya.karimi", 6, "تحویل نسخهٔ آزمایشی وب‌سرویس", "delivery", "order", "وب‌سرویس", due=9),
    Said("", "negar.ahmadi", 12, "بازگشت اضافه‌پرداخت مهر", "refund", "invoice", "مهر", "84000000", "IRR", due=-3),
)
"""Promises to other customers, by the alphabet of their keys."""


def promise(*, people: Mapping[str, Person], administrator: Person, today: date) -> None:
    """Promise, write down what is known, and agree on words."""
    rows = SourceRecord.objects.filter(system__code="crm", entity="company").select_related("system").order_by("key")
    records = {row.key: row for row in rows}
    others = [key for key in records if key != PROMISES[0].crm]
    for said in PROMISES:
        _promise(said, records[said.crm], people[said.by], today)
    for key, said in zip(others[2::3], FURTHER, strict=False):
        _promise(said, records[key], people[said.by], today)
    for number, words in enumerate(TERMS):
        commonly = people["leila.farhadi"] if words.get("state") == "proposed" else administrator
        given = {name: text for name, text in words.items() if name != "state"}
        knowledge.propose_term(actor=commonly, words=given, at=_at(today, 60 - number, 9))
    for number, (by, title, body, better) in enumerate(ARTICLES):
        made = knowledge.write(
            actor=people[by],
            title=title,
            body=body,
            is_published=True,
            review_on=today + timedelta(days=120 - 40 * number),
            at=_at(today, 50 - 7 * number, 10),
        )
        if better:
            text, note = better
            knowledge.edit(
                actor=people[by], article=made, title=title, body=text, note=note, review_on=made.review_on, at=_at(today, 12 - number, 11)
            )


def _promise(said: Said, record: SourceRecord, by: Person, today: date) -> None:
    due = None if said.due is None else today + timedelta(days=said.due)
    is_day = said.code in ("fixed_by", "delivery", "answer_by")
    claim = Claim(
        said.code,
        said.kind,
        amount=Decimal(said.amount) if said.amount else None,
        measure=said.measure,
        on=due if is_day else None,
        from_on=None if said.begins is None else today + timedelta(days=said.begins),
        topic=said.topic,
    )
    made = commitments.commit(
        actor=by,
        record=record,
        claim=claim,
        subject=said.subject,
        text=said.text,
        due_at=datetime.combine(due, time(17), TEHRAN) if due else None,
        at=_at(today, said.ago, 11),
    )
    if said.kept:
        commitments.keep(actor=by, commitment=made, at=_at(today, said.ago - 4, 16))


def _at(today: date, ago: int, hour: int) -> datetime:
    return datetime.combine(today - timedelta(days=ago), time(hour, 20), TEHRAN)
