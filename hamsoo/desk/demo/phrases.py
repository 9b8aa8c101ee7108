"""Short sentences of everyday talk: thanks, congratulations, and "this was asked before"."""

from collections.abc import Sequence
from random import Random

from hamsoo.desk.demo.specs import Language, PostKind

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
        "دستت درد نکند {name}، کارم راه افتاد.",
        "همین را لازم داشتم. سپاس {name}.",
        "عالی. {name} لطفاً این را در راهنما هم بگذاریم؟",
        "روشن شد، ممنونم {name}.",
        "سپاس {name}؛ به بچه‌های تیم هم فرستادم.",
        "{name} عزیز، دقیق و کوتاه. ممنون.",
        "خیلی کمک کرد {name}.",
        "پس من اشتباه می‌کردم. ممنون که توضیح دادی {name}.",
        "{name} دمت گرم، یک ساعت بود دنبالش بودم.",
        "یادداشت کردم که دفعهٔ بعد نپرسم. ممنون {name}.",
        "چه زود! ممنون {name}.",
        "حالا فهمیدم چرا. سپاس {name}.",
        "این جواب را نشان کردم، باز لازم می‌شود. ممنون {name}.",
    ),
    "en": (
        "Thanks {name}, that was it.",
        "Exactly what I needed. Thank you {name}!",
        "Clear now, thanks {name}.",
        "Great, {name}. Could we put this in the guide?",
        "{name}, you saved my afternoon.",
        "Bookmarked, this will come up again. Thanks {name}.",
        "That was quick. Thank you, {name}.",
        "I had it the wrong way round. Thanks {name}.",
        "Passed on to the team, thanks {name}.",
    ),
}

_CHEERS: dict[Language, tuple[str, ...]] = {
    "fa": (
        "آفرین {name}! خستگی این چند هفته در رفت.",
        "مبارک باشد. از تیم ما هم تبریک به {name}.",
        "{name} حقش بود. دیدم چقدر برایش وقت گذاشت.",
        "خسته نباشید همگی، به‌خصوص {name}.",
        "چه خوب که نوشتی. ممنون {name}.",
        "تبریک! {name} شیرینی یادت نرود.",
        "درسش را هم بنویسیم تا دفعهٔ بعد راحت‌تر باشد، {name}.",
        "کیف کردم. زنده باد {name}.",
        "{name} جان، این را در جلسهٔ ماهانه هم تعریف کن.",
        "از خواندنش حال آدم خوب می‌شود. آفرین {name}.",
        "{name} همیشه همین‌طور بی‌صدا کار بزرگ می‌کند.",
    ),
    "en": (
        "Well deserved, {name}.",
        "Congratulations, {name} and everyone involved!",
        "Love this. {name}, please tell the story at the monthly meeting.",
        "{name}, that must have been a long week. Great result.",
        "Thank you, {name}. This is what I like about working here.",
        "Bravo, {name}!",
    ),
}

# What colleagues say in passing below a post, by its kind; {name}: whom they mean.
REPLIES: dict[PostKind, dict[Language, tuple[str, ...]]] = {
    "win": _CHEERS,
    "recognition": _CHEERS,
    "news": {
        "fa": (
            "ممنون که خبر دادی {name}.",
            "{name} این را به مشتری‌ها هم می‌شود گفت؟",
            "خسته نباشید. {name} جزئیات بیشترش کجاست؟",
            "به تیم خودمان هم گفتم، سپاس {name}.",
            "خبر امیدوارکننده‌ای بود {name}.",
            "{name} لطفاً ماه بعد هم بنویس چه شد.",
            "پشت این چند خط چقدر کار بوده! خسته نباشید {name}.",
        ),
        "en": (
            "Thanks for sharing, {name}.",
            "May we tell customers about this, {name}?",
            "Good to read, {name}. Where can I find the details?",
            "Please post the next chapter too, {name}.",
            "Nice work by all of you, {name}.",
        ),
    },
    "announcement": {
        "fa": (
            "ممنون {name}، به‌موقع بود.",
            "{name} این برای دفترهای دیگر هم هست؟",
            "سنجاقش کردم. ممنون {name}.",
            "به همکاران شیفت شب هم گفتم {name}.",
            "{name} اگر سؤال داشتیم همین‌جا بپرسیم؟",
            "در تقویم تیم گذاشتم، سپاس {name}.",
        ),
        "en": (
            "Noted, thanks {name}.",
            "Does this apply to all offices, {name}?",
            "In the team's calendar. Thanks {name}.",
        ),
    },
    "tip": {
        "fa": (
            "خوب شد گفتی {name}، من هنوز روش قدیمی را می‌رفتم.",
            "ما دو هفته است همین کار را می‌کنیم و جواب داده. ممنون که نوشتی {name}.",
            "کاش زودتر می‌دانستم. ممنون {name}.",
            "{name} جایش در راهنمای همکار تازه است.",
            "همین امروز به کارم آمد، سپاس {name}.",
            "یک پیشنهاد: چاپش کنیم و کنار دستگاه قهوه بزنیم، {name}.",
        ),
        "en": (
            "We have been doing this for a month and it helps. Thanks for writing it down, {name}.",
            "I learned this the hard way last week, {name}. Thanks.",
            "Stolen for our team page, {name}.",
            "This belongs in the guide for new colleagues, {name}.",
        ),
    },
    "life": {
        "fa": (
            "{name} روزم را ساختی.",
            "خوب شد نوشتی {name}، وگرنه نمی‌دیدم.",
            "به بچه‌های طبقه هم می‌گویم {name}.",
            "خندیدم. ممنون {name}.",
        ),
        "en": (
            "You made my day, {name}.",
            "Glad you wrote this, {name}.",
            "Smiling at my desk, {name}.",
        ),
    },
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
