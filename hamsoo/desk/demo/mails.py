"""What the demonstration's customers wrote and called about, and what was answered; put in through the actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage

from hamsoo.desk.demo.worktime import TEHRAN
from hamsoo.identity.models import SourceRecord
from hamsoo.interactions import actions as interactions
from hamsoo.interactions.models import Correspondence, Mailbox
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person

HELP, OFFERS = "support@rayanpayam.example", "sales@rayanpayam.example"


@dataclass(frozen=True, slots=True)
class Wrote:
    """A first mail of a customer (a key of the CRM, or the place of one by the alphabet), and what followed.

    Each of `then` is who wrote it (nobody: the customer), hours later, and the text.
    """

    crm: str | int
    mailbox: str
    name: str
    ago: int
    subject: str
    text: str
    then: tuple[tuple[str, float, str], ...] = ()
    language: str = "fa"


WRITTEN = (
    Wrote(
        "SPH-20931",
        HELP,
        "شیما بهرامی",
        3,
        "پیش‌فاکتور تمدید دوساله",
        "سه‌شنبه به من گفتید لغو شد. امروز پیش‌فاکتور تمدید دوساله آمد. بالاخره کدام؟ من باید تا فردا ظهر به هیئت‌مدیره پاسخ بدهم.",
        (
            ("niloofar.sharifi", 1.5, "حق با شماست و پوزش می‌خواهیم که دو پاسخ شنیدید. تا پایان امروز یک پاسخ واحد می‌فرستم."),
            ("", 20, "سپاس، منتظرم. لطفاً شمارهٔ پیش‌فاکتور را هم بفرستید."),
        ),
    ),
    Wrote(
        4,
        HELP,
        "Daniel Weber",
        6,
        "Webhook signatures",
        "Since Monday the signatures of your webhooks do not match ours. Did the secret change?",
        (("sara.mohammadi", 2, "Thank you for telling us. We look into it and answer today."), ("", 3, "Great, thank you.")),
        language="en",
    ),
    Wrote(
        6,
        OFFERS,
        "مریم کاشانی",
        9,
        "درخواست پیشنهاد قیمت",
        "برای سه شعبهٔ تازه پیشنهاد قیمت می‌خواهیم. شمار کاربران هر شعبه حدود چهل نفر است.",
        (("amir.rezaei", 4, "سپاس از نامهٔ شما. فردا با شما تماس می‌گیرم تا جزئیات را بپرسم."),),
    ),
)
CALLED = ("SPH-20931", "sara.mohammadi", 2, "دربارهٔ محدودیت کیف امانی پرسیدند؛ گفتم خبر می‌دهیم.", 7)


def correspond(*, people: Mapping[str, Person], administrator: Person, today: date) -> None:
    """Keep two mailboxes, and let customers write, be answered and call."""
    begun = _at(today, 60, 9)
    sara, amir = people["sara.mohammadi"], people["amir.rezaei"]
    boxes = {
        HELP: _mailbox(administrator, HELP, sara, "پشتیبانی رایان‌پیام", "Rayan Payam Support", begun),
        OFFERS: _mailbox(administrator, OFFERS, amir, "فروش رایان‌پیام", "Rayan Payam Sales", begun),
    }
    rows = SourceRecord.objects.filter(system__code="crm", entity="company").select_related("system").order_by("key")
    records = {row.key: row for row in rows}
    keys = list(records)
    for wrote in WRITTEN:
        record = records[wrote.crm if isinstance(wrote.crm, str) else keys[wrote.crm]]
        _write(wrote, record, boxes[wrote.mailbox], people, _at(today, wrote.ago, 9))
    crm, by, ago, text, minutes = CALLED
    at = _at(today, ago, 11)
    interactions.log(
        actor=people[by], record=records[crm], channel="phone", direction="in", text=text, minutes=minutes, happened_at=at, at=at
    )
    interactions.receive_mail(raw=_unproven(), at=_at(today, 1, 8))
    interactions.receive_mail(raw=_to_many(), at=_at(today, 1, 7))


def _write(wrote: Wrote, record: SourceRecord, mailbox: Mailbox, people: Mapping[str, Person], at: datetime) -> None:
    address = "contact@customer.example"
    said = {"name": wrote.name, "address": address, "subject": wrote.subject, "language": wrote.language}
    first = interactions.receive(actor=SYSTEM, channel="mail", mailbox=mailbox, record=record, text=wrote.text, at=at, **said)  # type: ignore[arg-type]
    found: Correspondence = first.correspondence
    for by, hours, text in wrote.then:
        then = at + timedelta(hours=hours)
        if not by:
            interactions.receive(actor=SYSTEM, channel="mail", correspondence=found, text=text, at=then, **said)  # type: ignore[arg-type]
            continue
        sent = interactions.send(actor=people[by], correspondence=found, text=text, at=then)
        # It went out long ago.
        interactions.hand(interaction=sent, at=then)
        interactions.confirm(interaction=sent)


def _unproven() -> bytes:
    """Return a mail of which no mail server says whose it is."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "کاوه مرادی <kaveh@elsewhere.example>", HELP, "صورتحساب آبان"
    mail["Message-ID"] = "<demo.1@elsewhere.example>"
    mail.set_content("صورتحساب آبان را دوباره بفرستید.\n\n> نامهٔ پیشین شما")
    return mail.as_bytes()


def _to_many() -> bytes:
    """Return a mail of a list: it is laid aside."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "خبرنامهٔ صنعت <news@fair.example>", HELP, "نمایشگاه پاییز: برنامهٔ نشست‌ها"
    mail["Message-ID"], mail["List-Id"] = "<demo.2@fair.example>", "<news.fair.example>"
    mail.set_content("برنامهٔ نشست‌های نمایشگاه پاییز آماده است.")
    return mail.as_bytes()


def _mailbox(administrator: Person, address: str, of: Person, fa: str, en: str, at: datetime) -> Mailbox:
    assert of.unit is not None  # noqa: S101 - everybody of the demonstration has one
    return interactions.keep_mailbox(
        actor=administrator,
        mailbox=None,
        address=address,
        unit=of.unit,
        name_fa=fa,
        name_en=en,
        greeting_fa="{name} گرامی،",
        greeting_en="Dear {name},",
        signature_fa=fa,
        signature_en=en,
        foot_fa="این نامه تنها برای گیرندهٔ آن است.",
        foot_en="This mail is for its reader alone.",
        acknowledges=False,
        has_form=address == HELP,
        at=at,
    )


def _at(today: date, ago: int, hour: int) -> datetime:
    return datetime.combine(today - timedelta(days=ago), time(hour), TEHRAN)
