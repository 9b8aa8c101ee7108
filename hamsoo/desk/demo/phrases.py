"""Short sentences of everyday talk: thanks, congratulations, and "this was asked before"."""

from collections.abc import Sequence
from random import Random

from hamsoo.desk.demo.specs import Language

# {name}: who answered before; {gist}: the first sentence of that answer.
REMINDERS: dict[Language, tuple[str, ...]] = {
    "fa": (
        "این را پیش‌تر {name} جواب داده و پاسخش پذیرفته شده: «{gist}». بقیه‌اش را در همان پرسش بخوانید.",
        "تکراری است، ولی پیدا کردنش سخت بود. خلاصهٔ پاسخ {name}: «{gist}».",
        "ما هم همین گیر را داشتیم. جوابی که کار کرد از {name} بود: «{gist}».",
        "{name} چند هفته پیش نوشته: «{gist}». تا جایی که می‌دانم چیزی عوض نشده.",
        "پرسش مشابه هست؛ پاسخ پذیرفته می‌گوید «{gist}». اگر وضع شما فرق دارد همین‌جا بنویسید.",
        "جواب کوتاه همان است که {name} گفته بود: «{gist}».",
        "قبل از اینکه کسی دوباره وقت بگذارد: {name} نوشته «{gist}» و آن پرسش بسته شده.",
        "در جست‌وجو با واژه‌های دیگری پیدا می‌شود. {name}: «{gist}».",
    ),
    "en": (
        "This came up before; {name} answered: “{gist}”. The rest is in that thread.",
        "Same as an earlier question. What worked then, from {name}: “{gist}”.",
        "{name} wrote a few weeks ago: “{gist}”. As far as I know nothing has changed.",
        "Short version of the accepted answer by {name}: “{gist}”.",
        "Linking the old one, because the wording is different: “{gist}” ({name}).",
    ),
}

THANKS: dict[Language, tuple[str, ...]] = {
    "fa": (
        "ممنون {name} جان، همین بود.",
        "دستت درد نکند {name}، حل شد.",
        "امتحان کردم و درست شد. سپاس {name}.",
        "عالی. {name} لطفاً این را در راهنما هم بگذاریم؟",
        "{name} نجاتمان دادی، مشتری پشت خط بود.",
        "روشن شد، ممنونم {name}.",
        "سپاس {name}؛ به بچه‌های تیم هم فرستادم.",
        "{name} عزیز، دقیق و کوتاه. ممنون.",
        "خیلی کمک کرد {name}. همین امروز انجام می‌دهم.",
        "پس من اشتباه می‌کردم. ممنون که توضیح دادی {name}.",
        "{name} دمت گرم، یک ساعت بود دنبالش بودم.",
        "به مشتری هم همین را گفتیم و قانع شد. ممنون {name}.",
    ),
    "en": (
        "Thanks {name}, that was it.",
        "Worked on the first try. Thank you {name}!",
        "Clear now, thanks {name}.",
        "Great, {name}. Could we put this in the guide?",
        "{name}, you saved my afternoon.",
        "That explains what we saw on Sunday too. Thanks {name}.",
        "Confirmed on our side. Thank you, {name}.",
    ),
}

CHEERS: dict[Language, tuple[str, ...]] = {
    "fa": (
        "آفرین {name}! خستگی این چند هفته در رفت.",
        "مبارک باشد. از تیم ما هم تبریک به {name}.",
        "{name} حقش بود. دیدم چقدر برایش وقت گذاشت.",
        "خسته نباشید همگی، به‌خصوص {name}.",
        "چه خبر خوبی برای آخر هفته. ممنون {name}.",
        "تبریک! {name} شیرینی یادت نرود.",
        "درسش را هم بنویسیم تا دفعهٔ بعد راحت‌تر باشد، {name}.",
        "کیف کردم. {name} اگر فایل ارائه را داری برای ما هم بفرست.",
        "از طرف بچه‌های مشهد هم تبریک، {name}.",
        "{name} جان، این را در جلسهٔ ماهانه هم تعریف کن.",
    ),
    "en": (
        "Well deserved, {name}.",
        "Congratulations, {name} and everyone involved!",
        "Love this. {name}, please tell the story at the monthly meeting.",
        "{name}, that must have been a long week. Great result.",
        "Bravo from the remote crowd, {name}.",
    ),
}

REPLIES: dict[Language, tuple[str, ...]] = {
    "fa": (
        "ممنون {name}، به‌موقع بود.",
        "{name} این برای دفتر شیراز هم هست؟",
        "یک پیشنهاد: نسخهٔ چاپی‌اش را هم کنار دستگاه قهوه بزنیم، {name}.",
        "سنجاقش کردم. ممنون {name}.",
        "{name} می‌شود پیوندش را هم بگذاری؟",
        "ما دو هفته است همین کار را می‌کنیم و جواب داده. ممنون که نوشتی {name}.",
        "خوب شد گفتی {name}، من هنوز روش قدیمی را می‌رفتم.",
        "{name} جان، برای همکاران شیفت شب ساعتش سخت است؛ ضبطش هم می‌کنید؟",
        "به تیم خودمان هم گفتم، سپاس {name}.",
        "کاش زودتر می‌دانستم. ممنون {name}.",
        "من هم هستم {name}.",
        "{name} سؤال: این جای روال قبلی را می‌گیرد یا کنارش است؟",
    ),
    "en": (
        "Good to know, thanks {name}.",
        "Does this apply to the Isfahan office too, {name}?",
        "{name}, could you add the link?",
        "We have been doing this for a month and it helps. Thanks for writing it down, {name}.",
        "Count me in, {name}.",
        "I learned this the hard way last week, {name}. Thanks.",
    ),
}


class Phrasebook:
    """Hand out phrases by turns from shuffled lists, so that none comes back too soon."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._left: dict[Sequence[str], list[str]] = {}

    def next(self, phrases: tuple[str, ...]) -> str:
        """Return the next phrase of a list, all of them before any comes again."""
        left = self._left.setdefault(phrases, [])
        if not left:
            left.extend(self._rng.sample(phrases, len(phrases)))
        return left.pop()
