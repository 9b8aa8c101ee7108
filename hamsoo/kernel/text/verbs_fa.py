"""Persian verbs: every joined form of the common verbs, and the one index term it belongs to.

A form is looked up without its half-space, so می‌رود, میرود and می رود are one entry. The term of a verb is its past stem
(رفت for می‌روم, برود, رفته, رفتن), because Persian uses that stem as a noun too (خرید, پرداخت, ساخت). Present forms without
prefix (رود, کند) are left alone: too many are nouns (رود is a river).
"""

from collections.abc import Iterator
from itertools import product

from hamsoo.kernel.text.fold import fold

# past stem, present stem; "-" where the present forms are too easily another word.
_SIMPLE = """
رفت رو|گفت گو|گفت گوی|دید بین|داد ده|زد زن|خواند خوان|نوشت نویس|خواست خواه|توانست توان|دانست دان|گرفت گیر|خورد خور|برد بر|آورد آور
آمد آ|آمد آی|ماند مان|نشست نشین|ایستاد ایست|خرید خر|فروخت فروش|ساخت ساز|پرداخت پرداز|فرستاد فرست|رسید رس|رساند رسان|پرسید پرس
شنید شنو|فهمید فهم|شناخت شناس|یافت یاب|گذاشت گذار|گذشت گذر|گشت گرد|پذیرفت پذیر|افزود افزا|افزود افزای|کاست کاه|بست بند|شکست شکن
شست شوی|دوخت دوز|سوخت سوز|آموخت آموز|انداخت انداز|فروخت فروش|ریخت ریز|گریخت گریز|آمیخت آمیز|پیوست پیوند|جست جوی|رست روی|کشت کش
کشید کش|خندید خند|ترسید ترس|چرخید چرخ|پیچید پیچ|پوشید پوش|نوشید نوش|کوشید کوش|بخشید بخش|جنگید جنگ|خوابید خواب|دوید دو|پرید پر|چید چین
بوسید بوس|لرزید لرز|ارزید ارز|پسندید پسند|سنجید سنج|گنجید گنج|رنجید رنج|طلبید طلب|نامید نام|فهماند فهمان|گرداند گردان|پوشاند پوشان
رهاند رهان|خواباند خوابان|چسباند چسبان|چسبید چسب|ترکید ترک|کوبید کوب|تابید تاب|بارید بار|نالید نال|مالید مال|بلعید بلع|غلتید غلت
آزمود آزما|آزمود آزمای|نمود نما|نمود نمای|سرود سرای|فرمود فرمای|گشود گشای|ستود ستای|پیمود پیمای|ربود ربای|آسود آسای
پرورد پرور|آزرد آزار|سپرد سپار|شمرد شمار|فشرد فشار|گسترد گستر|آراست آرای|خاست خیز|پخت پز|تاخت تاز|نواخت نواز|گداخت گداز|باخت باز
افراشت افراز|انگاشت انگار|پنداشت پندار|نگاشت نگار|کاشت -|برداشت بردار|گماشت گمار|انباشت انبار|فریفت فریب|کوفت کوب|روفت روب|شتافت شتاب
بافت باف|تافت تاب|شکافت شکاف|آشفت آشوب|خفت -|نهفت -|نهاد نه|افتاد افت|فرستاد فرست|زیست زی|گریست گری|نگریست نگر|بایست -|شد شو|کرد کن|بود باش
داشت دار|توانست توان|انجامید انجام|اندیشید اندیش|آفرید آفرین|گزید گزین|چشید چش|خرامید خرام|درخشید درخش|وزید وز|ورزید ورز|پراکند پراکن|کند -
افکند افکن|آکند آکن|راند ران|نشاند نشان|کشاند کشان|دواند دوان|پراند پران|شکوفید شکوف|گندید گند|خشکید خشک|جوشید جوش|خروشید خروش|لغزید لغز
"""

# preverb, past stem, present stem
_PREFIXED = """
بر گشت گرد|بر داشت دار|بر خاست خیز|بر خورد خور|بر آمد آی|بر آورد آور|بر انگیخت انگیز|بر چید چین|بر گزید گزین|بر افراشت افراز|بر گرداند گردان
در یافت یاب|در گرفت گیر|در گذشت گذر|در آمد آی|در آورد آور|در خواست خواه|در ماند مان|باز گشت گرد|باز داشت دار|باز یافت یاب|باز گرداند گردان
باز ماند مان|باز کرد کن|فرا گرفت گیر|فرا خواند خوان|فرا رسید رس|فرو ریخت ریز|فرو رفت رو|وا داشت دار|وا گذاشت گذار
"""

# Colloquial present stems, used after می and نمی only (میگم, میره, نمی‌تونه).
_COLLOQUIAL = "گفت گ|رفت ر|داد د|خواست خوا|توانست تون|دانست دون|خواند خون|ماند مون|گذاشت ذار|شد ش|رساند رسون|نشست شین"

# Forms of a verb that are first of all another word.
_NOT_VERBS = """
مردم شدید داده بسته گذشته خواسته نبرد بدهی بدان بکار نشان بند بخش نماد بازی برند نشست نوشت نهاد بافت دیده رشته پخته خسته
نمی نمای نمایی نگار نگاری بینی بازم بازی بنام نزد برده نماز نمایش نگران پوشه نامه نگر بدن بدنی بگیر بخشی بخشید بخشنده نرم نماند
بیا بدو نکن نشو
نرخ کشتی کشته گشته خاسته باختر پرورده پرده نمونه نخست سازی بسازی نیایش نرد نوردید کردی شدی
گشتی سرودی سرود درآمد درآمدی دریافتی برداشتی پرداختی دریافته درخواستی بازداشتی درگذشته برآمده برآورده برخوردی
"""

_ENDINGS = ("م", "ی", "د", "یم", "ید", "ند")
_COLLOQUIAL_ENDINGS = ("م", "ی", "ه", "د", "یم", "ید", "ین", "ن")
_PAST_ENDINGS = ("", "م", "ی", "یم", "ید", "ند")
_PERFECT_ENDINGS = ("", "ام", "ای", "ایم", "اید", "اند", "است")


def _present_stem_after(prefix: str, present: str) -> str:
    """Join a prefix to a stem: بـ and نـ take ی before a vowel (بیاید, نیاورد)."""
    return prefix + "ی" + present if present.startswith("ا") and prefix[-1] in "بن" else prefix + present


def _forms(past: str, present: str, preverb: str = "") -> Iterator[str]:
    yield from (preverb + past + ending for ending in _PAST_ENDINGS)
    yield from (preverb + negation + past + "ه" + ending for negation, ending in product(("", "ن"), _PERFECT_ENDINGS))
    yield preverb + past + "ن"
    for prefix, ending in product(("ن", "می", "نمی"), _PAST_ENDINGS):
        yield preverb + _present_stem_after(prefix, past) + ending
    if present == "-":
        return
    for prefix, ending in product(("می", "نمی", "ب", "ن"), _ENDINGS):
        yield preverb + _present_stem_after(prefix, present) + ending
    yield preverb + _present_stem_after("ب", present)


def _colloquial_forms(present: str) -> Iterator[str]:
    yield from (prefix + present + ending for prefix, ending in product(("می", "نمی"), _COLLOQUIAL_ENDINGS))


def _rows(table: str) -> Iterator[list[str]]:
    return (row.split() for line in fold_lines(table) for row in line.split("|"))


def fold_lines(table: str) -> list[str]:
    """Return the folded lines of a word table that is written in natural Persian."""
    return [fold(line) for line in table.strip().splitlines()]


def _build() -> dict[str, str]:
    """Return {joined form: past stem}; plain past stems win over forms of other verbs (نشست is not نـ + شست)."""
    kept = {word for line in fold_lines(_NOT_VERBS) for word in line.split()}
    simple, prefixed = list(_rows(_SIMPLE)), list(_rows(_PREFIXED))
    forms = {past: past for past, _ in simple} | {preverb + past: preverb + past for preverb, past, _ in prefixed}
    for past, present in simple:
        for form in _forms(past, present):
            forms.setdefault(form, past)
    for preverb, past, present in prefixed:
        for form in _forms(past, present, preverb):
            forms.setdefault(form, preverb + past)
    spoken = [row for row in simple if len(row[1]) > 1] + list(_rows(_COLLOQUIAL))
    for past, present in spoken:
        for form in _colloquial_forms(present):
            forms.setdefault(form, past)
    return {form: past for form, past in forms.items() if len(form) > 2 and form not in kept}


FORMS = _build()
