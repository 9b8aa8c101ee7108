"""What claims, their values and the reasons of the matrix are called."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from hamsoo.commitments.matrix import CODES, Claim, Nature
from hamsoo.kernel.dates import format_date
from hamsoo.kernel.numbers import format_number, format_percent

CLAIMS: Mapping[str, StrPromise] = {
    "cancelled": pgettext_lazy("claim", "Cancelled"),
    "continued": pgettext_lazy("claim", "Renewed or goes on"),
    "refund": pgettext_lazy("claim", "Money back"),
    "no_refund": pgettext_lazy("claim", "No money back"),
    "price": pgettext_lazy("claim", "Price"),
    "discount": pgettext_lazy("claim", "Discount"),
    "no_discount": pgettext_lazy("claim", "No discount, fixed price"),
    "fee": pgettext_lazy("claim", "Fee"),
    "free": pgettext_lazy("claim", "Free of charge"),
    "delivery": pgettext_lazy("claim", "Delivered"),
    "fixed_by": pgettext_lazy("claim", "Mended"),
    "answer_by": pgettext_lazy("claim", "Answer or call"),
    "eligible": pgettext_lazy("claim", "Entitled"),
    "not_eligible": pgettext_lazy("claim", "Not entitled"),
    "available": pgettext_lazy("claim", "Available"),
    "not_available": pgettext_lazy("claim", "Not available"),
    "hold": pgettext_lazy("claim", "Say nothing of it yet"),
}

RULES: Mapping[str, StrPromise] = {
    "ends_or_goes_on": _("One says that it ends, the other that it goes on."),
    "ends_or_comes": _("One says that it is cancelled, the other that it will be delivered."),
    "paid_back_or_not": _("One says that money is paid back, the other that it is not."),
    "lower_or_fixed": _("One promises a discount, the other says that there is none."),
    "free_or_paid": _("One says that it is free, the other names a price."),
    "entitled_or_not": _("One says that they are entitled to it, the other that they are not."),
    "there_or_not": _("One says that it is available, the other that it is not."),
    "sums": _("Both name a sum, and not the same one."),
    "days": _("Both name a day, and not the same one."),
    "held": _("One says that nothing may be said of this yet."),
    "own": _("Your organisation says that only one of the two can be true."),
}

CURRENCIES: Mapping[str, StrPromise] = {
    "IRR": pgettext_lazy("currency", "rials"),
    "USD": pgettext_lazy("currency", "dollars"),
    "EUR": pgettext_lazy("currency", "euros"),
    "GBP": pgettext_lazy("currency", "pounds"),
}


def sum_words(claim: Claim) -> str:
    """Return an amount in the reader's language; empty for none."""
    if claim.amount is None:
        return ""
    language, amount = get_language() or "en", claim.amount.normalize()
    if claim.measure == "percent":
        return format_percent(amount / 100, language, decimals=max(0, -int(amount.as_tuple().exponent)))
    plain = amount.quantize(1) if amount == amount.to_integral_value() else amount
    return f"{format_number(plain, language)} {CURRENCIES.get(claim.measure, claim.measure)}".strip()


def day_words(claim: Claim) -> str:
    """Return the days of a claim in the reader's language; empty for none."""
    language = get_language() or "en"
    on, first, last = (day and format_date(day, language=language) for day in (claim.on, claim.from_on, claim.until_on))
    if on:
        return str(on)
    if first and last:
        return gettext("%(first)s to %(last)s") % {"first": first, "last": last}
    if last:
        return gettext("until %(day)s") % {"day": last}
    return gettext("from %(day)s") % {"day": first} if first else ""


def claim_words(claim: Claim, names: Mapping[str, str] | None = None) -> str:
    """Return a claim in a few words: "Discount: 8%"; `names` are those of the organisation's own claims."""
    name = str(CLAIMS.get(claim.code) or (names or {}).get(claim.code) or claim.code)
    if CODES.get(claim.code) is Nature.HOLD:
        name = gettext("Say nothing yet: %(what)s") % {"what": CLAIMS.get(claim.topic, claim.topic)}
    value = " · ".join(filter(None, (sum_words(claim), day_words(claim))))
    return f"{name}: {value}" if value else name
