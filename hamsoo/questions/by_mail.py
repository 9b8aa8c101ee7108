"""Answering requests and questions by mail: a request is taken on or passed on by a word, and answered by any other text."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import fold
from hamsoo.ledger.traits import Ref
from hamsoo.notices.answerable import Way
from hamsoo.people.models import Person
from hamsoo.questions import actions, events, queries, rules
from hamsoo.questions.models import Ask, Question

_ACCEPT = frozenset(fold(word) for word in ("accept", "accepted", "I accept", "می‌پذیرم", "پذیرفتم", "پذیرفته شد", "قبول", "قبول می‌کنم"))
_DECLINE = frozenset(fold(word) for word in ("decline", "declined", "I decline", "رد", "رد می‌کنم", "نمی‌پذیرم", "نمی‌توانم"))
_REASON = re.compile(r"([^:\n،.؛]{1,40})[:\n](.*)", re.DOTALL)
_ENDS = " \t\n.!،؛:-–—"


def said_in(text: str) -> tuple[str, str]:
    """Return what a mail does with a request, "accept", "decline" or "answer", and the reason or the answer.

    Only the words that the mail names do more than answer, and only where they stand alone or before a colon: "no" may be the answer.
    """
    alone = fold(text.strip(_ENDS))
    if alone in _ACCEPT or alone in _DECLINE:
        return ("accept" if alone in _ACCEPT else "decline"), ""
    begun = _REASON.fullmatch(text)
    if begun and fold(begun[1].strip(_ENDS)) in _DECLINE:
        return "decline", begun[2].strip()
    return "answer", text


def can_react(person: Person, about: Ref) -> bool:
    """Return whether the next step of a request is up to `person`."""
    ask = Ask.objects.live().select_related("request").filter(expert=person, request=about.id).first()
    return ask is not None and rules.can_react(person, ask)


def react(*, actor: Person, about: Ref, text: str, attachment_ids: Sequence[int], at: datetime) -> Ref:
    """Take a request on, pass it on, or answer it."""
    request = queries.request(person=actor, pk=about.id)
    doing, words = said_in(text)
    if doing == "accept":
        actions.accept_request(actor=actor, request=request, at=at)
    elif doing == "decline":
        actions.decline_request(actor=actor, request=request, reason=words, at=at)
    else:
        return actions.answer(actor=actor, question=request.question, body=words, attachment_ids=attachment_ids, at=at).ref
    return about


def can_answer(person: Person, about: Ref) -> bool:
    """Return whether `person` may answer somebody else's question."""
    question = Question.objects.visible_to(person).exclude(author=person).filter(pk=about.id).first()
    return question is not None and queries.may_answer(person=person, question=question)


def give_answer(*, actor: Person, about: Ref, text: str, attachment_ids: Sequence[int], at: datetime) -> Ref:
    """Answer a question."""
    question = queries.question(person=actor, pk=about.id)
    if not can_answer(actor, about):
        raise NotFound
    return actions.answer(actor=actor, question=question, body=text, attachment_ids=attachment_ids, at=at).ref


REQUESTS = (events.RequestSent, events.ExpertReminded)
QUESTIONS = (events.QuestionAsked, events.QuestionEdited, events.QuestionOpened)
TO_REQUEST = Way(
    can_react,
    react,
    _("Your words are the answer. “Accept” alone promises one; “Decline: reason” passes the request on."),
)
TO_QUESTION = Way(can_answer, give_answer, _("Your words become an answer to the question."))
