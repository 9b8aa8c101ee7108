"""Rules for English. Order matters: the first that fits counts."""

import re

from hamsoo.commitments.extraction.rules import Rule, Tongue

MONEY = frozenset({"currency"})
# Words have a length, so that no text takes long to be read.
NOT = r"(?:not|\w{1,20}n't|cannot|never|no longer|unable to)"


def _rule(name: str, code: str, pattern: str, *, value: bool = False, measures: frozenset[str] | None = None, weak: bool = False) -> Rule:
    return Rule(f"en.{name}", code, re.compile(rf"(?<![a-z])(?:{pattern})"), value, measures or frozenset({"percent", "currency"}), weak)


_ENDED = r"(?:cancell?ed|terminated|voided|discontinued|revoked|ended|switched off|turned off|deactivated|closed)"
_ENDING = (
    _rule(
        "not-cancelled",
        "continued",
        rf"(?:{NOT}|revers\w{{1,30}}|withdr\w{{1,30}})(?: \w{{1,30}}){{0,3}} (?:cancell?\w{{0,30}}|terminat\w{{1,30}}|discontinu\w{{1,30}})",
    ),
    _rule(
        "not-renewed",
        "cancelled",
        rf"(?:{NOT} (?:be )?(?:renew\w{{0,30}}|extend\w{{0,30}}))|(?:subscription|contract|service|plan|policy)[^,]{{0,30}} (?:ends|expires) on",
    ),
    _rule(
        "ended",
        "cancelled",
        rf"(?:has been|have been|was|were|is|are|will be|have|we|i)(?: now| already| also)? {_ENDED}|will (?:cancel|terminate|end|discontinue)",
    ),
    _rule(
        "renewed",
        "continued",
        r"(?:has been|have been|was|is|are|will be|have) (?:renewed|extended|prolonged)|renewal[^.]{0,40}? (?:stands|approved|done|confirmed|agreed)",
    ),
    _rule(
        "goes-on",
        "continued",
        r"(?:continues?|remains?|stays?|is|are|will remain|will stay|keeps?) (?:in force|active|running|without interruption|unchanged|covered)|will continue",
    ),
)
_PAYING_BACK = (
    _rule(
        "not-paid-back",
        "no_refund",
        rf"non-?refundable|{NOT}(?: \w{{1,30}}){{0,3}} (?:refund\w{{0,30}}|reimburse\w{{0,30}})|refunds?[^.]{{0,20}} {NOT}(?: \w{{1,30}})? (?:possible|available|offered)|no refunds?",
    ),
    _rule(
        "paid-back",
        "refund",
        r"(?:will|have|has been|was|be|been|we(?:'ll)?) (?:refund\w{0,30}|reimburse\w{0,30}|credited|returned to you)|refund of|money back|pay(?:ing)? (?:you )?back",
    ),
    _rule(
        "comes-back",
        "refund",
        r"(?:credited|paid|transferred|returned)(?: \w{1,30}){0,2} (?:back|to your)|receive your[^.]{0,20} back|returned to you",
        value=False,
    ),
)
_LOWERING = (
    _rule(
        "not-lower",
        "no_discount",
        rf"{NOT}(?: \w{{1,30}}){{0,4}} (?:discount\w{{0,30}}|reduc\w{{1,30}}|rebate)|no (?:further |additional |more )?(?:discount|reduction|rebate)s?|discount[^.]{{0,25}} {NOT}",
    ),
    _rule("fixed", "no_discount", r"(?:price|rate|fee)s? (?:is|are) (?:fixed|firm|final and)"),
    _rule("lower", "discount", r"\boff\b|(?:bring|take|knock)\w{0,30}[^.]{0,30}(?:down|off)|reduc\w{1,30}|discount|rebate", value=True),
    _rule(
        "discount-given",
        "discount",
        r"(?:give|grant|offer|appl\w{1,30}|record\w{1,30})(?: \w{1,30}){0,3} discount|discount[^.]{0,25} (?:valid|applied|recorded|stands|granted)",
    ),
)
_PAYING = (
    _rule(
        "free",
        "free",
        r"free of charge|(?<!feel )(?<!toll-)(?<!feel)\bfor free|(?:is|are) free\b|at no (?:extra |additional )?(?:cost|charge)|on us\b|complimentary",
    ),
    _rule(
        "no-cost",
        "free",
        rf"{NOT}(?: \w{{1,30}})? (?:charged?|bill(?:ed)?|pay)|no (?:additional |extra |further )?(?:charges?|costs?|fees?)|we (?:cover|pay|bear)[^.]{{0,25}} (?:costs?|fees?)",
    ),
    _rule("fee", "fee", r"(?:\w{1,30} )?(?:fee|surcharge|penalty|postage|shipping)\b", value=True),
    _rule("charged", "fee", r"(?:is|are|will be) (?:charged|billed) at", value=True),
    _rule("price-stays", "price", r"(?:price|rate|cost)s?[^.]{0,25} (?:stays?|remains?|unchanged|as quoted|does not change)"),
    _rule(
        "price",
        "price",
        r"(?:price|total|rate|costs?|amounts? to|comes to|invoice|seat|plan|we charge|per (?:device|month|year|user))\b",
        value=True,
        measures=MONEY,
    ),
)
_DAYS = (
    _rule(
        "answer",
        "answer_by",
        r"get back to you|hear (?:back )?from|(?:let|keep) you (?:know|posted)|(?:will|'ll) (?:reply|answer|respond|call|contact|phone|inform|write|update)|call you|contact you"
        r"|(?:final |an |our )answer|send (?:you )?the (?:receipt|result|answer)",
        value=True,
    ),
    _rule(
        "fixed-by",
        "fixed_by",
        r"(?:be|been|is|are) (?:fixed|resolved|lifted|restored|corrected|solved|repaired|unblocked|removed)|back up|back online|fix(?:es)? (?:it|this|the)|(?:will|'ll) (?:fix|resolve|restore|lift|correct)"
        r"|no more [^.]{0,20}(?:errors?|problems?)",
        value=True,
    ),
    _rule(
        "delivery",
        "delivery",
        r"(?:will|'ll)? ?(?:arrive|deliver(?:ed)?|ship|dispatch|hand over)\w{0,30}|ready for pick-?up|brings?|reach(?:es)? you|delivery",
        value=True,
    ),
)
_ENTITLED = (
    _rule(
        "not-covered",
        "not_eligible",
        rf"{NOT}(?: \w{{1,30}})? (?:eligible|entitled|covered|qualify|qualified)|(?:does|do) {NOT} (?:qualify|meet)|out of warranty|{NOT} meet|ineligible",
    ),
    _rule("cannot-use", "not_eligible", r"you (?:can(?:not|'t)|are unable to) (?:use|get|claim)", weak=True),
    _rule(
        "covered",
        "eligible",
        r"(?:are|is|you) (?:\w{1,30} )?(?:eligible|entitled|covered by)|you qualify|meets? the (?:conditions|requirements)|under warranty|(?:yes,? )?you can (?:use|claim|get)|can be returned|is covered",
    ),
)
_THERE = (
    _rule(
        "not-there",
        "not_available",
        rf"out of stock|unavailable|{NOT}(?: \w{{1,30}})? (?:available|offered|in stock)|(?:sold out|fully booked|discontinued)|{NOT} (?:offer|provide)|{NOT} possible",
        weak=True,
    ),
    _rule("there", "available", r"(?:is|are|now) (?:\w{1,30} )?(?:available|in stock)|in stock|possible for you", weak=True),
)

TONGUE = Tongue(
    "en",
    _ENDING + _PAYING_BACK + _LOWERING + _PAYING + _DAYS + _ENTITLED + _THERE,
    re.compile(
        r"(?<![a-z])(?:if|unless|in case|would|could|may (?!\d)|might|perhaps|maybe|provided that|should you|wish|hope|whether|asked|you (?:said|wrote|told|mentioned)"
        r"|never said|do(?:n't| not) know|will decide|need to see|last (?:year|month)|proposal|please|requires|can't promise|had (?:renewed|been))(?![a-z])"
    ),
)
