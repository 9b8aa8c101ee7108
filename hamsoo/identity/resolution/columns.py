"""Which column of a file holds which field, by its heading and by what stands in it."""

import re
from collections.abc import Callable, Mapping, Sequence

from hamsoo.identity.resolution import birth, identifiers
from hamsoo.identity.resolution.fields import Entity
from hamsoo.kernel.text import fold

_HEADINGS: dict[str, str] = {
    "given_name": "given name|first name|forename|fname|given|first|نام|نام کوچک|اسم",
    "family_name": "family name|surname|last name|lname|family|last|second name|نام خانوادگی|فامیل|فامیلی|شهرت",
    "full_name": "full name|fullname|name|person name|customer name|contact name|نام و نام خانوادگی|نام کامل|نام مشتری|نام و فامیل",
    "birth_date": "birth date|date of birth|dob|birthday|birthdate|born|تاریخ تولد|تولد|متولد",
    "national_id": "national id|national code|national number|ssn|soc sec id|social security number|nid|"
    "کد ملی|کدملی|شماره ملی|شناسه ملی فرد",
    "email": "email|e mail|mail|email address|ایمیل|پست الکترونیک|پست الکترونیکی|رایانامه",
    "phone": "phone|telephone|mobile|cell|phone number|mobile number|tel|msisdn|"
    "تلفن|تلفن همراه|موبایل|شماره تماس|همراه|شماره موبایل|تلفن ثابت",
    "address": "address|street|street address|address 1|address 2|address1|address2|addr|street number|نشانی|آدرس|خیابان",
    "city": "city|town|suburb|locality|birth place|birthplace|place of birth|شهر|شهرستان|محل تولد",
    "postcode": "postcode|post code|postal code|zip|zip code|zipcode|postcode fake|کد پستی|کدپستی",
    "occupation": "occupation|job|profession|job title|position|شغل|حرفه|سمت|پیشه",
    "gender": "gender|sex|جنسیت|جنس",
    "company": "company|company name|employer|organisation|organization|شرکت|سازمان|محل کار|نام شرکت",
    "name": "company name|company|organisation|organization|name|business name|legal name|نام شرکت|شرکت|نام|نام سازمان|نام تجاری",
    "registration_id": "registration id|company id|national id|company national id|registration number|شناسه ملی|شناسه ملی شرکت|شناسه ثبت",
    "economic_code": "economic code|tax id|vat number|vat|کد اقتصادی|شماره اقتصادی|شناسه مالیاتی",
    "domain": "domain|website|site|web|url|دامنه|وب سایت|وبسایت|سایت",
}
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHARE = 0.8
_BY_CONTENT: dict[Entity, tuple[tuple[str, Callable[[str], str | None]], ...]] = {
    "person": (("email", identifiers.email), ("national_id", identifiers.national_id), ("birth_date", birth.birth_date)),
    "company": (("email", identifiers.email), ("registration_id", identifiers.registration_id)),
}


_SEVERAL = frozenset({"address", "phone", "email"})
# What a heading of other words still tells; the first that fits.
_WORDS: tuple[tuple[str, str], ...] = (
    ("birth_date", r"birth(?!.*(?:place|city|country))|dob|تولد(?!.*محل)"),
    ("city", r"birth ?place|city|town|suburb|locality|municipal|شهر"),
    ("email", r"e ?mail|ایمیل|رایانامه"),
    ("phone", r"phone|mobile|cell|تلفن|موبایل|همراه"),
    ("postcode", r"post ?code|postal|zip|کد ?پستی"),
    ("national_id", r"national (?:id|code|number)|social sec|soc sec|ssn|کد ?ملی"),
    ("given_name", r"first ?name|given ?name|fore ?name"),
    ("family_name", r"last ?name|sur ?name|family ?name|خانوادگی"),
    ("full_name", r"full ?name|نام کامل"),
    ("address", r"address|street|addr|آدرس|نشانی|خیابان"),
    ("occupation", r"occupation|profession|job|شغل"),
    ("gender", r"gender|sex|جنسیت"),
)


def _heading(text: str) -> str:
    return " ".join(_WORD.findall(fold(_CAMEL.sub(" ", text))))


def _known(fields: Sequence[str]) -> dict[str, str]:
    return {_heading(name): field for field in fields for name in _HEADINGS[field].split("|")}


_FIELD_OF: dict[Entity, dict[str, str]] = {
    "person": _known([field for field in _HEADINGS if field not in {"name", "registration_id", "economic_code", "domain"}]),
    "company": _known(["email", "phone", "address", "city", "postcode", "registration_id", "economic_code", "domain", "name"]),
}


def read_columns(names: Sequence[str], sample: Sequence[Mapping[str, str]], *, entity: Entity = "person") -> dict[str, str]:
    """Return the field of each column that can be told: by its heading in Persian or English, else by what stands in the `sample` rows.

    A heading that is known goes before one that only holds a known word, and that before what the values look like; such a column is taken
    for a field that has none yet, or that may have several.
    """
    found = {name: field for name in names if (field := _FIELD_OF[entity].get(_heading(name)))}
    for tell in (_by_words, _by_values):
        for name in names:
            field = None if name in found else tell(name, sample, entity)
            if field and (field in _SEVERAL or field not in found.values()):
                found[name] = field
    return {name: found[name] for name in names if name in found}


def _by_words(name: str, _sample: Sequence[Mapping[str, str]], entity: Entity) -> str | None:
    heading = _heading(name)
    return next((field for field, words in _WORDS if re.search(words, heading)), None) if entity == "person" else None


def _by_values(name: str, sample: Sequence[Mapping[str, str]], entity: Entity) -> str | None:
    values = [text for row in sample if (text := str(row.get(name) or "").strip())]
    if not values:
        return None
    return next(
        (field for field, read in _BY_CONTENT[entity] if sum(read(text) is not None for text in values) >= _SHARE * len(values)), None
    )
