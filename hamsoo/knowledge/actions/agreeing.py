"""Agreeing on one word for one thing."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.kernel.text import fold, sort_key
from hamsoo.knowledge import events, queries, rules
from hamsoo.knowledge.models import Term
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.spaces.queries import organisation

WORDS = {
    **dict.fromkeys(("name_fa", "name_en"), rules.NAME_LENGTH),
    **dict.fromkeys(("meaning", "meaning_en"), rules.MEANING_LENGTH),
    **dict.fromkeys(("avoid_fa", "avoid_en"), rules.WORDS_LENGTH),
    "example": rules.EXAMPLE_LENGTH,
}
"""The words of a term, each with how long it may be."""


class KnownAlready(Conflict):
    """The glossary has this term."""

    default = _("The glossary has this term already.")


@transaction.atomic
def propose_term(*, actor: Person, words: Mapping[str, str], at: datetime) -> Term:
    """Propose a term, by the names of its fields; of who keeps the glossary it is agreed at once."""
    made = Term(owner=require_colleague(actor), changed_at=at)
    _fill(made, words)
    made.state = Term.State.AGREED if rules.keeps_glossary(actor) else Term.State.PROPOSED
    made.save()
    fact = events.TermAgreed(term_id=made.pk) if made.state == Term.State.AGREED else events.TermProposed(term_id=made.pk)
    _record(fact, actor, made.pk, at)
    return made


@transaction.atomic
def change_term(*, actor: Person, pk: int, words: Mapping[str, str], at: datetime) -> Term:
    """Change what a term is called, means or stands in for."""
    found = _own(actor, pk)
    _fill(found, words)
    found.changed_at = at
    found.save()
    _record(events.TermChanged(term_id=found.pk), actor, found.pk, at)
    return found


@transaction.atomic
def agree(*, actor: Person, pk: int, at: datetime) -> Term:
    """Take a proposed term into the glossary; the same again changes nothing."""
    found = _locked(actor, pk)
    if not rules.keeps_glossary(actor):
        raise NotAllowed
    if found.state != Term.State.AGREED:
        found.state, found.changed_at = Term.State.AGREED, at
        found.save(update_fields=["state", "changed_at"])
        _record(events.TermAgreed(term_id=found.pk), actor, found.pk, at)
    return found


@transaction.atomic
def remove_term(*, actor: Person, pk: int, at: datetime) -> None:
    """Take a term out of the glossary."""
    found = _own(actor, pk)
    found.delete()
    _record(events.TermRemoved(term_id=pk), actor, pk, at)


def _own(actor: Person, pk: int) -> Term:
    found = _locked(actor, pk)
    if not rules.can_change_term(actor, found):
        raise NotAllowed
    return found


def _locked(actor: Person, pk: int) -> Term:
    found = queries.term(person=actor, pk=pk)
    return Term.objects.select_for_update(of=("self",)).get(pk=found.pk)


def _fill(term: Term, words: Mapping[str, str]) -> None:
    for name, longest in WORDS.items():
        lines = [" ".join(line.split()) for line in words.get(name, "").replace("\x00", "").splitlines()]
        text = ("\n" if name.startswith("avoid") else " ").join(filter(None, lines))
        if len(text) > longest:
            raise Invalid(_("Write up to %(count)s signs.") % {"count": longest}, field=name)
        setattr(term, name, text)
    if not term.name_fa or not term.meaning:
        raise Invalid(_("A term needs a name and a meaning."), field="meaning" if term.name_fa else "name_fa")
    own = {fold(name) for name in (term.name_fa, term.name_en) if name}
    if own & {fold(word) for word in term.avoided}:
        raise Invalid(_("A word cannot be the one to use and one to avoid."), field="avoid_fa")
    if Term.objects.filter(name_fa=term.name_fa).exclude(pk=term.pk).exists():
        raise KnownAlready(field="name_fa")
    term.sort_key = sort_key(term.name_fa)[: 2 * rules.NAME_LENGTH]


def _record(fact: Event, actor: Person, pk: int, at: datetime) -> None:
    record(fact, actor=actor, objects=[Ref("term", pk)], spaces=[organisation().pk], at=at)
