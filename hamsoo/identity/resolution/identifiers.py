"""Numbers and addresses that name somebody: national ids, registration numbers, telephone numbers, e-mail addresses, domains."""

import re
from functools import lru_cache

import phonenumbers

from hamsoo.kernel.text import fold

_NOT_DIGITS = re.compile(r"\D+")
# Both begin where a word begins and have the bounds of RFC 5321 and RFC 1035: else each letter of a long text would be a beginning.
_EMAIL = re.compile(r"(?<![^@\s,;<>])[^@\s,;<>]{1,64}@[^@\s,;<>]{1,253}\.[^@\s,;<>]{1,64}")
_DOMAIN = re.compile(r"(?<![a-z0-9-])(?:[a-z0-9-]{1,63}\.){1,30}[a-z]{2,63}")
_IRANIAN_MOBILE = re.compile(r"(?:\+|00)?(?:98)?0?(9\d{9})")
_LONGEST_PHONE = 24
_COMPANY_WEIGHTS = (29, 27, 23, 19, 17, 29, 27, 23, 19, 17)


def digits_of(text: str) -> str:
    """Return the digits of `text`, of any script, as 0-9."""
    return _NOT_DIGITS.sub("", text if text.isascii() else fold(text))


def national_id(text: str) -> str | None:
    """Return a person's national number (کد ملی) as ten digits; None where its check digit does not hold.

    The sum of the first nine digits times ten to two, modulo eleven, is the last one, or eleven less it. Leading zeros that spreadsheets
    swallow are given back; ten equal digits satisfy the sum, but are nobody's.
    """
    digits = digits_of(text)
    if not 8 <= len(digits) <= 10:
        return None
    digits = digits.zfill(10)
    if len(set(digits)) == 1:
        return None
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return digits if int(digits[9]) == (rest if rest < 2 else 11 - rest) else None


def registration_id(text: str) -> str | None:
    """Return a company's national id (شناسهٔ ملی) as eleven digits; None where its check digit does not hold.

    Each of the first ten digits, plus the tenth and two, is weighted; the sum modulo eleven (ten counts as nought) is the last digit.
    """
    digits = digits_of(text)
    if len(digits) != 11 or len(set(digits)) == 1:
        return None
    add = int(digits[9]) + 2
    rest = sum((int(digit) + add) * weight for digit, weight in zip(digits[:10], _COMPANY_WEIGHTS, strict=True)) % 11
    return digits if int(digits[10]) == rest % 10 else None


def economic_code(text: str) -> str | None:
    """Return a company's economic code as its digits; None unless they are twelve (or eleven: the national id serves as one)."""
    digits = digits_of(text)
    return digits if len(digits) in (11, 12) and len(set(digits)) > 1 else None


@lru_cache(maxsize=65_536)
def phone(text: str, region: str = "IR") -> str | None:
    """Return a telephone number as +98…, whichever way and with whichever digits it is written; None where it is none.

    A number without a country belongs to `region`; where it cannot, its digits are kept, so that equal ones still meet.
    """
    plain = re.sub(r"[^\d+]+", "", text if text.isascii() else fold(text))
    if len(plain) > _LONGEST_PHONE:
        return None
    if found := _IRANIAN_MOBILE.fullmatch(plain):
        return f"+98{found[1]}"
    try:
        number = phonenumbers.parse(f"+{plain[2:]}" if plain.startswith("00") else plain, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is not None and phonenumbers.is_possible_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    digits = plain.lstrip("+0")
    return digits if len(digits) >= 5 and len(set(digits)) > 1 else None


@lru_cache(maxsize=65_536)
def is_mobile(number: str) -> bool:
    """Say whether a number that `phone` returned may be somebody's own: all but those that are land lines for certain."""
    if number.startswith("+98"):
        return number.startswith("+989")
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return True
    return kind != phonenumbers.PhoneNumberType.FIXED_LINE


def email(text: str) -> str | None:
    """Return an e-mail address in small letters, without what follows a plus; None where it is none."""
    found = _EMAIL.search(fold(text))
    if found is None:
        return None
    name, _, host = found[0].rpartition("@")
    return f"{name.partition('+')[0] or name}@{host.rstrip('.')}"


def domain(text: str) -> str | None:
    """Return the domain of a site or an address, without www; None where there is none."""
    found = _DOMAIN.search(fold(text).rpartition("@")[2].removeprefix("http://").removeprefix("https://"))
    return found[0].removeprefix("www.") if found else None
