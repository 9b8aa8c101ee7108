"""The columns that a table of people may have, and what they are called in Persian and English files."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from hamsoo.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column can say of a person; `words` are folded headers by which it is known."""

    name: str
    label: StrPromise
    words: tuple[str, ...]


def _field(name: str, label: StrPromise, words: str) -> Field:
    return Field(name, label, tuple(_plain(word) for word in words.split("|")))


def _plain(header: str) -> str:
    """Return a header folded, with nothing but letters and digits: `Employee_ID`, `employee id` and `EmployeeId:` are one."""
    return re.sub(r"[\W_]+", "", fold(header))


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        _field(
            "code",
            _("Personnel number"),
            "شماره پرسنلی|کد پرسنلی|پرسنلی|شماره کارمندی|کد کارمندی|کد|personnel number|personnel no|personnel code|employee number"
            "|employee id|employee no|employee code|emp id|staff id|staff number|code|id|uid",
        ),
        _field("name", _("Name"), "نام و نام خانوادگی|نام کامل|نام فارسی|name|full name|display name|cn|name fa|persian name"),
        _field("first_name", _("First name"), "نام|نام کوچک|first name|given name|firstname|givenname"),
        _field("last_name", _("Family name"), "نام خانوادگی|فامیلی|فامیل|شهرت|last name|family name|surname|sn|lastname"),
        _field("name_en", _("Name in Latin letters"), "نام لاتین|نام انگلیسی|name en|english name|latin name|name english|name in english"),
        _field(
            "unit",
            _("Unit"),
            "واحد|واحد سازمانی|نام واحد|دپارتمان|بخش|اداره|معاونت|unit|department|organizational unit|org unit|division|team|ou",
        ),
        _field(
            "manager",
            _("Manager"),
            "مدیر|مدیر مستقیم|سرپرست|کد مدیر|شماره پرسنلی مدیر|کد پرسنلی مدیر|manager|reports to|manager id|manager code|supervisor"
            "|manager number|line manager|manager email",
        ),
        _field("position", _("Position"), "سمت|پست|پست سازمانی|عنوان شغلی|شغل|position|job title|title|role|post"),
        _field("position_en", _("Position in English"), "سمت انگلیسی|سمت لاتین|عنوان شغلی انگلیسی|position en|english title|title en"),
        _field("level", _("Level"), "سطح|رده|رتبه|سطح سازمانی|level|grade|job level|band"),
        _field("mail", _("E-mail"), "ایمیل|رایانامه|پست الکترونیک|نشانی ایمیل|email|e-mail|mail|email address|work email"),
        _field("phone", _("Phone"), "تلفن|موبایل|همراه|تلفن همراه|شماره تماس|داخلی|phone|mobile|telephone|phone number|mobile phone"),
        _field("office", _("Place of work"), "محل کار|محل خدمت|دفتر|شهر|ساختمان|office|location|place|site|city|work location"),
        _field("customers", _("Customers"), "مشتریان|مشتری|نام مشتری|مشتریان همراه|customers|customer|clients|accounts|customers served"),
        _field("office_en", _("Place of work in English"), "محل کار انگلیسی|office en|location en"),
        _field(
            "joined_on",
            _("Began on"),
            "تاریخ استخدام|تاریخ شروع|تاریخ شروع به کار|شروع به کار|تاریخ ورود|hire date|start date|joined|joined on|date of joining"
            "|employment date",
        ),
        _field(
            "left_on",
            _("Left on"),
            "تاریخ خروج|تاریخ ترک کار|تاریخ پایان|پایان کار|تاریخ قطع همکاری|left|left on|end date|leaving date|termination date",
        ),
    )
}

Columns = dict[int, str]
"""By number of the column (from 0): the field that it fills; columns that are not there fill none."""


def guess(headers: Sequence[str]) -> Columns:
    """Return which column fills which field, as far as the headers say so; each field is filled by one column."""
    found: Columns = {}
    plain = [_plain(header) for header in headers]
    for field in FIELDS.values():
        # The words of a field stand in the order of their clearness.
        column = next((plain.index(word) for word in field.words if word in plain and plain.index(word) not in found), None)
        if column is not None:
            found[column] = field.name
    if "first_name" in found.values() and "last_name" not in found.values():
        # "نام" alone is the whole name.
        column = next(number for number, name in found.items() if name == "first_name")
        found[column] = "name" if "name" not in found.values() else "first_name"
    return dict(sorted(found.items()))


def missing_fields(mapping: Mapping[int, str]) -> list[Field]:
    """Return the fields without which nobody can be entered and that no column fills: the number, and a name."""
    filled = set(mapping.values())
    lacking = [] if "code" in filled else [FIELDS["code"]]
    return lacking if filled & {"name", "name_en", "last_name"} else [*lacking, FIELDS["name"]]


def key_of(headers: Sequence[str]) -> str:
    """Return 64 hexadecimal digits that are the same for files with the same headers."""
    return hashlib.sha256("\n".join(map(_plain, headers)).encode()).hexdigest()
