"""The words of the demonstration's glossary and articles."""

from collections.abc import Mapping, Sequence

TERMS: Sequence[Mapping[str, str]] = (
    {
        "name_fa": "کیف امانی",
        "name_en": "custody wallet",
        "meaning": "کیفی که برداشت از آن دو امضا می‌خواهد.",
        "meaning_en": "A wallet from which two signatures withdraw.",
        "avoid_fa": "کیف قفل‌شده\nحساب امانت",
        "avoid_en": "locked wallet\nescrow account",
        "example": "محدودیت کیف امانی دوشنبه برداشته می‌شود.",
    },
    {
        "name_fa": "لغو",
        "name_en": "cancellation",
        "meaning": "پایان سرویس پیش از موعد؛ با «عدم تمدید» یکی نیست.",
        "meaning_en": "The end of a service before its time; not the same as not renewing.",
        "avoid_fa": "کنسلی\nابطال سرویس",
        "avoid_en": "termination",
    },
    {
        "name_fa": "تمدید",
        "name_en": "renewal",
        "meaning": "ادامهٔ قرارداد با دورهٔ تازه.",
        "meaning_en": "The contract goes on for another term.",
        "avoid_fa": "شارژ مجدد",
        "avoid_en": "re-up",
    },
    {
        "name_fa": "صورت‌حساب",
        "name_en": "invoice",
        "meaning": "آنچه مشتری می‌پردازد، با شماره و تاریخ.",
        "meaning_en": "What the customer pays, with number and date.",
        "avoid_fa": "بیل\nقبض",
        "avoid_en": "bill",
    },
    {
        "name_fa": "تسویه",
        "name_en": "settlement",
        "meaning": "رسیدن پول به حساب مشتری.",
        "meaning_en": "The money arrives in the customer's account.",
        "avoid_fa": "ستلمنت",
    },
    {
        "name_fa": "پرونده",
        "name_en": "case",
        "meaning": "کاری که برای مشتری در جریان است.",
        "meaning_en": "What is being done for a customer.",
        "avoid_fa": "تیکت",
        "avoid_en": "ticket",
        "state": "proposed",
    },
)

_TWO_VOICES = """وقتی مشتری از ما دو پاسخ شنیده است:

1. **اول در درون یکی شوید.** با کسی که قول دیگر را داده گفت‌وگو کنید و تصمیم را ثبت کنید.
2. بعد با نام هر دو واحد بنویسید، نه با نام یکی.
3. پوزش بخواهید، علت را در یک جمله بگویید و بگویید چه برقرار است.
"""

ARTICLES: Sequence[tuple[str, str, str, tuple[str, str] | None]] = (
    (
        "leila.farhadi",
        "پاسخ به دو قول ناسازگار",
        _TWO_VOICES,
        (_TWO_VOICES + "4. تا پایان همان روز پاسخ واحد را بفرستید.\n", "مهلت پاسخ افزوده شد"),
    ),
    (
        "babak.tehrani",
        "شمارش مهلت فسخ در قرارداد تیپ ۳",
        "مهلت فسخ از روز رسیدن نامه شمرده می‌شود، نه از روز نوشتنش. روزهای تعطیل رسمی در شمارش می‌آیند.\n\n"
        "| آغاز | مهلت |\n| --- | --- |\n| نامهٔ کاغذی | ۳۰ روز |\n| نامهٔ رایانه‌ای | ۲۰ روز |\n",
        None,
    ),
    (
        "sara.mohammadi",
        "Why a custody wallet stays locked for 48 hours",
        "The hardware module waits 48 hours after a key was changed. Nothing in our console shortens that; "
        "the customer's second signer can only be added afterwards.\n",
        None,
    ),
)
"""Who wrote it, title, text, and a later text with what was changed."""
