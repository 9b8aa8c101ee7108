"""What the demonstration shows of posts besides their text: values, a poll, an announcement that is read, articles with covers, pictures.

Pictures are drawn here, in the manner of the house: strands that become one line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from hamsoo.desk.demo.worktime import TEHRAN
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.markdown import named
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Skill
from hamsoo.social import actions as social
from hamsoo.social.models import Draft, Post
from hamsoo.threads import actions as threads

_VALUES = (("مشتری یک نفر است", "One customer"), ("حرفمان یکی است", "One voice"), ("دانستن را می‌بخشیم", "We share what we know"))
_VOTERS = ("amir.rezaei", "sara.mohammadi", "babak.tehrani", "niloofar.sharifi", "leila.farhadi")
_GROUND, _INK = (234, 243, 243), ((22, 110, 116), (120, 84, 160), (170, 120, 40), (60, 120, 80))

_FIRST = """سه هفته است که هر صبح **ده تماس** را می‌شنویم و از خودمان یک چیز می‌پرسیم: چرا دوباره زنگ زده است؟

## آنچه شنیدیم

- از هر ده تماس، چهار تا پیگیری همان گفت‌وگوی دیروز بود.
- در سه تا، مشتری پاسخ دو واحد را با هم می‌سنجید و درست می‌گفت: با هم نمی‌خواندند.
- فقط یکی چیزی می‌پرسید که پاسخش را هیچ‌کدام نمی‌دانستیم.

> «من به شرکت شما زنگ می‌زنم، نه به واحد مالی.»

## آنچه عوض کردیم

هر تماسی که بسته می‌شود نام یک نفر را دارد، و همان یک نفر تا پایان پاسخ می‌دهد.
"""
_SECOND = """هفتهٔ دوم: از ۴۰ درصد تماس دوباره به ۲۶ درصد رسیدیم. نمونه کوچک است و شاید اتفاق باشد؛ ادامه می‌دهیم.

1. هر صبح ده دقیقه، همه با هم.
2. یک تماس، یک نام.
3. عصر همان روز به مشتری می‌گوییم چه شد.

The same numbers in English are on the wall next to the coffee machine.
"""


def strands(size: tuple[int, int], *, seed: int) -> bytes:
    """Return a picture of strands that run into one line, as PNG."""
    width, height = size
    image = Image.new("RGB", size, _GROUND)
    pen, knot = ImageDraw.Draw(image), width * 3 // 5
    for number, ink in enumerate(_INK):
        start = height * (2 * number + 1 + seed % 2) // (2 * len(_INK) + 1)
        points = []
        for step in range(41):
            part = step / 40
            bend = part * part * (3 - 2 * part)
            points.append((round(knot * part), round(start + (height / 2 - start) * bend)))
        pen.line(points, fill=ink, width=max(4, height // 60), joint="curve")
    pen.line([(knot, height // 2), (width, height // 2)], fill=_INK[0], width=max(6, height // 36))
    pen.ellipse((knot - height // 24, height // 2 - height // 24, knot + height // 24, height // 2 + height // 24), fill=_INK[0])
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@dataclass(frozen=True)
class Writing:
    """Who is who and which space is which; `said` turns `@first.last` into a mention."""

    people: Mapping[str, Person]
    spaces: Mapping[str, int]
    said: Callable[[str], str]
    today: date

    def write(self) -> None:
        """Let it be written in the last days."""
        values = [social.keep_value(actor=self._keeper(), name_fa=fa, name_en=en, at=self._at(40, 9)) for fa, en in _VALUES]
        self._recognise(values[2].pk)
        self._announce()
        self._ask()
        self._name_customer()
        self._article("ده تماس، یک پرسش", _FIRST, days=9, seed=0, alt="چهار رشته که به یک خط می‌رسند")
        self._article("یک تماس، یک نام", _SECOND, days=2, seed=1, alt="رشته‌ها زودتر به هم می‌رسند")

    def _recognise(self, value_id: int) -> None:
        praised, author = self.people["leila.farhadi"], self.people["pouya.karimi"]
        body = self.said("@leila.farhadi سه عصر ماند و یادداشت‌های مهاجرت را برای همه نوشت. سپاس!")
        files = [self._picture(author, (800, 480), seed, days=5) for seed in (2, 3)]
        social.publish(
            actor=author,
            body=body,
            space_ids=[self.spaces["organisation"]],
            kind="recognition",
            praised_ids=[praised.pk],
            value_id=value_id,
            attachment_ids=files,
            at=self._at(5, 11),
        )

    def _announce(self) -> None:
        author, at = self._keeper(), self._at(4, 9)
        body = (
            "از شنبهٔ آینده ساعت کار پشتیبانی **۷:۳۰ تا ۱۹** است. جدول نوبت‌ها در گروه خودتان است؛ اگر نوبتتان جور نیست تا چهارشنبه بگویید."
        )
        post = social.publish(actor=author, body=body, space_ids=[self.spaces["organisation"]], kind="announcement", at=at).post
        for number, key in enumerate(_VOTERS):
            social.acknowledge(actor=self.people[key], post_id=post.pk, at=at + timedelta(minutes=20 * (number + 1)))

    def _ask(self) -> None:
        asked = social.NewPoll(("شنبه، ساعت ۹", "دوشنبه، ساعت ۱۶", "چهارشنبه، پس از ناهار"))
        author, at = self.people["elham.rostami"], self._at(3, 10)
        post = social.publish(
            actor=author,
            body="شنیدن تماس‌ها را هفته‌ای یک بار با هم تکرار کنیم؟ کدام وقت؟",
            space_ids=[self.spaces["organisation"]],
            poll=asked,
            at=at,
        ).post
        options = list(post.poll.options.order_by("place").values_list("pk", flat=True))
        for number, key in enumerate(_VOTERS):
            social.vote(
                actor=self.people[key], post_id=post.pk, option_ids=[options[number * 2 % 3]], at=at + timedelta(minutes=9 * (number + 1))
            )

    def _name_customer(self) -> None:
        author = self.people["leila.farhadi"]
        record = SourceRecord.objects.filter(system__code="crm", entity="company").earliest("pk")
        topic = Skill.objects.standing().earliest("pk")
        customer = named(sign="@", words=str(record), type="source_record", id=record.pk)
        about = named(sign="#", words=topic.name_fa or topic.name, type="skill", id=topic.pk)
        body = f"امروز با {customer} نیم ساعت حرف زدیم؛ پرسششان دربارهٔ {about} بود. یادداشتش را در همین هفته می‌گذارم."
        social.publish(actor=author, body=body, space_ids=[self.spaces["organisation"]], at=self._at(1, 15))

    def _article(self, title: str, body: str, *, days: int, seed: int, alt: str) -> None:
        author, at = self.people["elham.rostami"], self._at(days, 14)
        cover = self._picture(author, (1280, 560), seed, days=days, alt=alt)
        words = social.Words(title, body, "شنیدن", self.spaces["organisation"], (cover,), cover)
        done = social.publish_draft(actor=author, draft_id=social.begin_draft(actor=author, at=at).pk, words=words, at=at)
        if not isinstance(done, Draft):
            self._thank(done.post, at)

    def _thank(self, post: Post, at: datetime) -> None:
        for number, key in enumerate(_VOTERS[:3]):
            threads.react(actor=self.people[key], target=Ref("post", post.pk), kind="thanks", at=at + timedelta(minutes=30 * (number + 1)))

    def _picture(self, author: Person, size: tuple[int, int], seed: int, *, days: int, alt: str = "رشته‌هایی که به یک خط می‌رسند") -> int:
        file = SimpleUploadedFile("strands.png", strands(size, seed=seed))
        made = threads.upload(actor=author, file=file, name="رشته‌ها.png", at=self._at(days, 8))
        return threads.describe(actor=author, attachment_id=made.pk, alt=alt).pk

    def _keeper(self) -> Person:
        return next(person for person in self.people.values() if person.is_administrator)

    def _at(self, days: int, hour: int) -> datetime:
        return datetime.combine(self.today - timedelta(days=days), time(hour, 20), TEHRAN)
