"""What some people of the demo organisation say of themselves. The others have yet to."""

from dataclasses import dataclass
from datetime import date
from typing import Any

Line = tuple[str, dict[str, Any]]
"""A part of the profile and the fields of one line of it."""


@dataclass(frozen=True, slots=True)
class ProfileSpec:
    """The own parts of one profile; `private` are the parts that only the unit sees."""

    about: str
    lines: tuple[Line, ...] = ()
    private: tuple[str, ...] = ()


def _job(title: str, organisation: str, since: date, until: date, text: str = "") -> Line:
    return "experience", {"title": title, "organisation": organisation, "since_on": since, "until_on": until, "text": text}


def _study(title: str, organisation: str, since: date, until: date) -> Line:
    return "education", {"title": title, "organisation": organisation, "since_on": since, "until_on": until}


def _certificate(title: str, organisation: str, since: date, until: date) -> Line:
    return "certificates", {"title": title, "organisation": organisation, "since_on": since, "until_on": until}


def _likes(title: str, kind: str = "hobby") -> Line:
    return "interests", {"title": title, "kind": kind}


def _serves(name: str, role: str, since: date) -> Line:
    return "customers", {"title": name, "role": role, "since_on": since}


def _reach(kind: str, title: str) -> Line:
    return "reach", {"title": title, "kind": kind}


PROFILES = {
    "sara.mohammadi": ProfileSpec(
        about="معمار راه‌کارهای امانت و دارایی دیجیتال. از من بپرسید: **کیف امانی**، HSM، یکپارچه‌سازی API و طراحی راه‌کار برای مشتری.",
        lines=(
            _job("مهندس سامانه‌های پرداخت", "فن‌آوران مهرگان", date(2013, 4, 9), date(2017, 8, 22), "درگاه پرداخت و مدیریت کلید."),
            _job("برنامه‌نویس", "رایانه‌سازان البرز", date(2010, 9, 23), date(2013, 3, 19)),
            _study("کارشناسی ارشد مهندسی نرم‌افزار", "دانشگاه صنعتی آپادانا", date(2008, 9, 22), date(2010, 9, 21)),
            _serves("بیمهٔ سپهر", "معمار راه‌کار", date(2024, 9, 22)),
            _serves("داروسازی کیمیا", "کیف امانی", date(2025, 10, 7)),
            _serves("بانک مهرگان", "", date(2026, 7, 5)),
            _certificate("Certified Kubernetes Administrator", "CNCF", date(2024, 2, 10), date(2027, 2, 10)),
            _certificate("CISSP", "ISC2", date(2020, 5, 2), date(2023, 5, 2)),
            _likes("کوه‌نوردی"),
            _likes("رمزنگاری کاربردی", "interest"),
            _likes("سه‌تار"),
            _reach("mobile", "+98 912 000 7741"),
            _reach("messenger", "@sara.mohammadi"),
        ),
        private=("reach",),
    ),
    "niloofar.sharifi": ProfileSpec(
        about="پاسخ‌گوی مشتریان سازمانی. هر جا وعده‌ای روشن نیست، از من بپرسید.",
        lines=(
            _job("کارشناس خدمات مشتری", "بیمهٔ سپیدار", date(2016, 5, 21), date(2020, 2, 19)),
            _study("کارشناسی مدیریت بازرگانی", "دانشگاه البرز", date(2011, 9, 23), date(2015, 9, 22)),
            _likes("عکاسی"),
        ),
    ),
    "pouya.karimi": ProfileSpec(
        about="سرپرست محصول دارایی دیجیتال.",
        lines=(
            _job("مدیر محصول", "پرداخت‌یار نوین", date(2012, 6, 4), date(2018, 3, 20)),
            _likes("شطرنج"),
            _likes("تجربهٔ مشتری", "interest"),
        ),
    ),
}
