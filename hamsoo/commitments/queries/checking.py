"""Before an answer leaves: what others promised this customer, against what is about to be written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, override

from hamsoo.commitments import rules
from hamsoo.commitments.extraction import Said, extract
from hamsoo.commitments.labels import RULES
from hamsoo.commitments.matrix import Found, Relation, compare
from hamsoo.commitments.models import Commitment
from hamsoo.commitments.queries.matrix import pairs
from hamsoo.commitments.queries.standing import standing_on
from hamsoo.commitments.queries.voices import Side, side_of
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.text import detect_language
from hamsoo.knowledge.queries import Term, TermFinding, terms_in
from hamsoo.people.models import Person, Unit

KEY_SALT = "hamsoo.commitments.draft"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Words of a draft go against a promise; `key` stays the same while the claim does, wherever it stands in the text."""

    key: str
    said: Said
    words: str
    side: Side
    is_sure: bool
    rule: str
    # Nothing may be said of it yet.
    is_held: bool
    suggestion: str

    @property
    def why(self) -> str:
        """Return the reason in the reader's language; of an outline, none: it would tell what was said."""
        return str(RULES.get(self.rule, "")) if self.side.commitment else ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words of a draft say what was promised too."""

    said: Said
    words: str
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found in a draft."""

    text: str
    claims: Sequence[Said]
    contradictions: Sequence[Contradiction]
    agreements: Sequence[Agreement]
    terms: Sequence[TermFinding]
    # Which promises it goes against, those in outline among them: for telling those who made them, never for showing.
    commitment_ids: frozenset[int] = frozenset()

    @property
    def keys(self) -> list[str]:
        """Return the keys of all contradictions, each once."""
        return list(dict.fromkeys(one.key for one in self.contradictions))

    @property
    def marks(self) -> list[tuple[int, int, str]]:
        """Return which words to underline: from where to where, and as what (conflict, agreement, avoid, term)."""
        found = [(one.said.start, one.said.end, "conflict") for one in self.contradictions]
        found += [(one.said.start, one.said.end, "agreement") for one in self.agreements]
        found += [(one.start, one.end, "avoid" if one.is_avoided else "term") for one in self.terms]
        # Of the same words, what speaks against them counts.
        return sorted(set(found), key=lambda mark: (mark[0], mark[2] != "conflict", mark[1]))

    @property
    def voices(self) -> list[Unit]:
        """Return the units that promised otherwise, each once."""
        return list({one.side.unit.pk: one.side.unit for one in self.contradictions}.values())

    @property
    def glossary(self) -> list[tuple[Term, bool]]:
        """Return the terms that were found, each once, and whether a word to avoid was written for it."""
        found: dict[int, tuple[Term, bool]] = {}
        for one in self.terms:
            was_avoided = one.term.pk in found and found[one.term.pk][1]
            found[one.term.pk] = (one.term, was_avoided or one.is_avoided)
        return list(found.values())


def check_draft(*, person: Person, record: SourceRecord | None, text: str, at: datetime, language: str = "") -> Draft:
    """Return what `text` claims, against what stands on the customer of `record`: every record of it, whoever may read that.

    What `person` may not read is told in outline: that a unit promised otherwise, and whom to ask.
    """
    claims = extract(text, language=language, today=timezone.localtime(at).date())
    spoken = language or detect_language(text)
    standing = standing_on(record.customer_id) if record is not None and claims else []
    readable = set(Commitment.objects.visible_to(person).filter(pk__in=[one.pk for one in standing]).values_list("pk", flat=True))
    known = pairs() if standing else {}
    contradictions, agreements, against = [], [], set()
    for said in claims:
        for commitment in standing:
            found = compare(said.claim, commitment.claim, pairs=known)
            if found.is_conflict:
                against.add(commitment.pk)
                contradictions.append(_contradiction(said, text, commitment, found, readable, spoken))
            elif found.relation is Relation.AGREES and commitment.pk in readable and _says_more(said):
                agreements.append(Agreement(said, said.words(text), commitment))
    contradictions.sort(key=lambda one: (one.is_held, not one.is_sure, one.said.start))
    return Draft(text, claims, contradictions, agreements, terms_in(text, spoken), frozenset(against))


def require_seen(
    *,
    person: Person,
    record: SourceRecord | None,
    text: str,
    seen: Collection[str],
    at: datetime,
    language: str = "",
) -> Draft:
    """Return what `check_draft` finds; raise `Contradicts` unless all of it is among `seen`, the keys that the writer was shown."""
    draft = check_draft(person=person, record=record, text=text, at=at, language=language)
    if not set(draft.keys) <= set(seen):
        raise rules.Contradicts(draft)
    return draft


def _contradiction(said: Said, text: str, commitment: Commitment, found: Found, readable: Collection[int], language: str) -> Contradiction:
    return Contradiction(
        key=salted_hmac(KEY_SALT, f"{commitment.pk} {said.claim}").hexdigest()[:20],
        said=said,
        words=said.words(text),
        side=side_of(commitment, readable),
        is_sure=found.is_sure,
        rule=found.rule,
        is_held=found.relation is Relation.HELD and commitment.pk in readable,
        suggestion=_suggested(commitment, language),
    )


def _says_more(said: Said) -> bool:
    """Return whether a claim names a value or a state of its own, so that agreeing with it says something."""
    claim = said.claim
    return any((claim.amount is not None, claim.on, claim.until_on, claim.code in ("cancelled", "continued", "free", "no_refund")))


def _suggested(commitment: Commitment, language: str) -> str:
    """Return a sentence that promises nothing, in the language of the draft; of what was promised it says nothing."""
    with override(language):
        words = {"unit": str(commitment.unit)}
        return gettext("We are settling this with our colleagues in %(unit)s, and will write you one answer for all of us.") % words
