"""Finding claims: sentence by sentence, rule by rule, each with its value, its day and what it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hamsoo.commitments.extraction import rules_en, rules_fa
from hamsoo.commitments.extraction.rules import Rule, Tongue
from hamsoo.commitments.extraction.texts import Plain, Sentence, persian, plain
from hamsoo.commitments.extraction.values import Day, Sum, days, sums
from hamsoo.commitments.matrix import CODES, Claim, Nature, key_of
from hamsoo.kernel.text import detect_language

LONGEST_TEXT = 100_000
"""So much of a text is read: all of the longest that is written to a customer."""

_TONGUES = {"fa": rules_fa.TONGUE, "en": rules_en.TONGUE}
_NEAR = 90
"""How far from its words a sum or a day may stand."""

_KIND_WORDS = {
    "contract": persian("قرارداد|بیمه‌?نامه") + "|contract|agreement|policy",
    "subscription": persian("اشتراک") + "|subscription|plan",
    "order": persian("سفارش|مرسوله") + "|order|parcel|package|shipment",
    "invoice": persian("صورت‌حساب|فاکتور") + "|invoice",
    "case": persian("پرونده") + "|case(?! of)|ticket",
    "service": persian("سرویس") + "|service",
}
_KEY = persian("(?: شماره)? ") + r"?(?:no\.? ?|number |#)?(?P<key>(?=[a-z-]*\d)[a-z\d][a-z\d_/-]{1,30})"
_ABOUT = {kind: re.compile(rf"(?<![^\W\d_])(?:{words})(?:{_KEY})?") for kind, words in _KIND_WORDS.items()}
_RENEWAL = re.compile(persian("تمدید") + "|renew")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim that somebody makes in a text: where, and by which rule it was found; offsets are those of the text as written."""

    start: int
    end: int
    claim: Claim
    rule: str

    def words(self, text: str) -> str:
        """Return the words that make the claim."""
        return text[self.start : self.end]


def extract(text: str, *, language: str = "", today: date) -> list[Said]:
    """Return the claims that the writer of `text` makes, in its order. What is asked, supposed, denied or quoted is none."""
    text = text[:LONGEST_TEXT]
    whole = plain(text)
    # A letter in one language often has sentences in the other; each is read by the rules of its own.
    usual = language if language in _TONGUES else detect_language(text)
    found: list[Said] = []
    for sentence in whole.sentences():
        tongue = _TONGUES[detect_language(sentence.words) if any(map(str.isalpha, sentence.words)) else usual]
        if not sentence.asks and not tongue.no_claim.search(sentence.words):
            found += _Reading(whole, sentence, tongue, today, usual).found()
    return sorted(found, key=lambda said: (said.start, said.end))


class _Reading:
    """One sentence, read by the rules of its language."""

    def __init__(self, whole: Plain, sentence: Sentence, tongue: Tongue, today: date, language: str) -> None:
        self._whole, self._sentence, self._tongue = whole, sentence, tongue
        self._words = sentence.words
        self._sums = list(sums(sentence.words))
        self._days = list(days(sentence.words, today=today, language=tongue.language or language))

    def found(self) -> Iterator[Said]:
        """Yield the claims; of one group one, by the first of its rules that fits."""
        groups: set[str] = set()
        spans: list[tuple[int, int]] = []
        for rule in self._tongue.rules:
            if rule.group in groups:
                continue
            for match in rule.pattern.finditer(self._words):
                if rule.is_weak and any(match.start() < end and start < match.end() for start, end in spans):
                    continue
                claim, start, end = self._claim(rule, match)
                if claim is None:
                    continue
                groups.add(rule.group)
                spans.append((start, end))
                first, last = self._whole.span(self._sentence.start + start, self._sentence.start + end)
                yield Said(first, last, claim, rule.name)
                break

    def _claim(self, rule: Rule, match: re.Match[str]) -> tuple[Claim | None, int, int]:
        """Return what a rule makes of its match, and where; None where it lacks what the rule needs."""
        start, end = match.span()
        nature = CODES[rule.code]
        amount = self._nearest(self._sums, start, end, rule.measures) if nature is Nature.SUM else None
        day = self._nearest(self._days, start, end) if nature is not Nature.SUM else None
        if rule.needs_value and (amount if nature is Nature.SUM else day) is None:
            return None, start, end
        value = amount or (day if nature is Nature.DAY else None)
        if value is not None:
            (self._sums if isinstance(value, Sum) else self._days).remove(value)  # type: ignore[arg-type]
            start, end = min(start, value.start), max(end, value.end)
        kind, key = _about(self._words, rule.code)
        return _filled(rule.code, kind, key, amount, day), start, end

    def _nearest(self, values: Sequence[Sum | Day], start: int, end: int, measures: frozenset[str] = frozenset()) -> Sum | Day | None:
        def distance(value: Sum | Day) -> int:
            return max(0, value.start - end, start - value.end)

        fitting = [
            one for one in values if not isinstance(one, Sum) or not measures or ("percent" in measures) >= (one.measure == "percent")
        ]
        near = [one for one in fitting if distance(one) <= _NEAR]
        return min(near, key=distance, default=None)


def _about(words: str, code: str) -> tuple[str, str]:
    """Return which kind of thing a sentence is about and how it is called; empty where it does not say."""
    named = [(kind, found) for kind, pattern in _ABOUT.items() if (found := pattern.search(words))]
    for kind, found in named:
        if found["key"]:
            return kind, key_of(found["key"])
    if named:
        return min(named, key=lambda one: one[1].start())[0], ""
    return ("contract", "") if code in ("cancelled", "continued") and _RENEWAL.search(words) else ("", "")


def _filled(code: str, kind: str, key: str, amount: Sum | Day | None, day: Sum | Day | None) -> Claim:
    if isinstance(amount, Sum):
        return Claim(code, kind, key, amount=amount.amount, measure=amount.measure)
    if not isinstance(day, Day):
        return Claim(code, kind, key)
    if CODES[code] is Nature.DAY:
        if day.is_until:
            return Claim(code, kind, key, from_on=day.first, until_on=day.on)
        return Claim(code, kind, key, on=day.on)
    if code == "cancelled":
        return Claim(code, kind, key, from_on=day.on)
    return Claim(code, kind, key, until_on=day.on) if day.is_until else Claim(code, kind, key)
