"""What the finder does by itself, and what people do with their searches."""

from collections.abc import Sequence
from datetime import datetime

from django.core.cache import caches
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app as jobs

from hamsoo.finder import queries, rewording, rights, synonyms
from hamsoo.finder.events import PastSearchesCleared, RankingLearned, SavedSearchRemoved, SearchMissed, SearchSaved, SynonymDecided
from hamsoo.finder.learning import KEY, Lesson, lesson
from hamsoo.finder.models import (
    LONGEST_NAME,
    LONGEST_SEARCH,
    LearnedSynonym,
    LearnedWeights,
    MissedSearch,
    PastSearch,
    RewordedSearch,
    SavedSearch,
)
from hamsoo.kernel.dates import Calendar
from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.kernel.text import fold
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.rules import keeps_skills, require_active

MOST_PAST = 12
MOST_SAVED = 50
MISSED_FOR = queries.MISSED_FOR


def learn(*, at: datetime) -> Lesson | None:
    """Learn from the newest answered questions how experts are ranked, and rank so from now on, if that ranks better than the default.

    Return what was learned; None while there are too few questions to judge by.
    """
    taught = lesson()
    if taught is None or not taught.is_better:
        return taught
    with transaction.atomic():
        LearnedWeights.objects.create(
            at=at,
            values=list(taught.weights.values),
            example_count=taught.example_count,
            default_precision=taught.default_precision,
            precision=taught.precision,
        )
        event = RankingLearned(example_count=taught.example_count, default_precision=taught.default_precision, precision=taught.precision)
        record(event, actor=SYSTEM, objects=[], spaces=[], at=at)
    caches["process"].delete(KEY)
    return taught


def search(
    *,
    actor: Person,
    text: str,
    at: datetime,
    calendar: Calendar | None = None,
    types: Sequence[str] = (),
    cursor: int = 0,
    literally: bool = False,
) -> queries.Results:
    """Find as `queries.answer` does; the first page also puts the search among the actor's past ones, and notes that nothing was found."""
    found = queries.answer(person=actor, text=text, at=at, calendar=calendar, types=types, cursor=cursor, literally=literally)
    if text.strip() and not cursor:
        _note(actor, text, found, at)
    return found


@transaction.atomic
def _note(actor: Person, text: str, found: queries.Results, at: datetime) -> None:
    text = " ".join(text.split())[:LONGEST_SEARCH]
    row = PastSearch(person=actor, key=fold(text)[:LONGEST_SEARCH], text=text, at=at)
    PastSearch.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["person", "key"], update_fields=["text", "at", "is_answered"]
    )
    kept = PastSearch.objects.filter(person=actor).order_by("-at", "-pk").values("pk")[:MOST_PAST]
    PastSearch.objects.filter(person=actor).exclude(pk__in=kept).delete()
    if not found.total and (key := fold(found.asked.words)[:LONGEST_NAME]):
        missed = MissedSearch(person=actor, key=key, at=at)
        MissedSearch.objects.bulk_create([missed], update_conflicts=True, unique_fields=["key", "person"], update_fields=["at"])
        record(SearchMissed(filter_count=len(found.asked.chips)), actor=SYSTEM, objects=[], spaces=[], at=at)


@transaction.atomic
def note_opened(*, actor: Person, text: str, ref: Ref, at: datetime) -> None:
    """Note that the actor's newest search, `text`, led to a thing that they open; what they searched for before may mean the same.

    Nothing is noted of what not every colleague may read, and the same thing is noted of somebody once.
    """
    newest = list(PastSearch.objects.select_for_update().filter(person=actor).order_by("-at", "-pk")[:2])
    if not newest or newest[0].is_answered or newest[0].key != fold(" ".join(text.split())[:LONGEST_SEARCH])[:LONGEST_SEARCH]:
        return
    newest[0].is_answered = True
    newest[0].save(update_fields=["is_answered"])
    if len(newest) < 2 or newest[1].is_answered or newest[0].at - newest[1].at > rewording.WITHIN:
        return
    pair = rewording.pair_of(newest[1].text, newest[0].text)
    if pair and rights.places_of([ref], rights.open_space_ids()):
        row = RewordedSearch(person=actor, one=pair[0], other=pair[1], at=at)
        RewordedSearch.objects.bulk_create([row], update_conflicts=True, unique_fields=["one", "other", "person"], update_fields=["at"])


@transaction.atomic
def decide_synonym(*, actor: Person, one: str, other: str, is_alike: bool, at: datetime) -> LearnedSynonym:
    """Say of two names that people searched for whether they mean the same; raise `NotFound` for what nobody was asked about."""
    if not keeps_skills(actor):
        raise NotFound
    asked = any((row.one, row.other) == (one, other) for row in queries.reworded_searches(person=actor, at=at))
    if not asked and not LearnedSynonym.objects.filter(one=one, other=other).exists():
        raise NotFound
    values = {"is_alike": is_alike, "by": actor, "at": at}
    said, _is_new = LearnedSynonym.objects.update_or_create(one=one, other=other, defaults=values)
    record(SynonymDecided(synonym_id=said.pk, is_alike=is_alike), actor=actor, objects=[], spaces=[], at=at)
    transaction.on_commit(synonyms.renew)
    return said


@transaction.atomic
def save_search(*, actor: Person, name: str, text: str, at: datetime) -> SavedSearch:
    """Keep a search of the actor's under a name, which is the text itself where none is given; a name that is there is given anew."""
    require_active(actor)
    text = " ".join(text.replace("\x00", " ").split())
    name = " ".join(name.replace("\x00", " ").split()) or text[:LONGEST_NAME]
    if not text or len(text) > LONGEST_SEARCH:
        raise Invalid(_("Write what to search for, in at most 300 characters."), field="text")
    if len(name) > LONGEST_NAME:
        raise Invalid(_("Name the search in a few words."), field="name")
    mine = SavedSearch.objects.select_for_update().filter(person=actor)
    if mine.exclude(name=name).count() >= MOST_SAVED:
        raise Conflict(_("So many searches cannot be kept. Remove one that you no longer need."), field="name")
    saved, _is_new = mine.update_or_create(person=actor, name=name, defaults={"text": text, "at": at})
    record(SearchSaved(search_id=saved.pk), actor=actor, objects=[], spaces=[], at=at)
    return saved


@transaction.atomic
def remove_search(*, actor: Person, pk: int, at: datetime) -> None:
    """Forget a saved search of the actor's; raise `NotFound` for one that is not theirs."""
    deleted, _rows = SavedSearch.objects.filter(person=actor, pk=pk).delete()
    if not deleted:
        raise NotFound
    record(SavedSearchRemoved(search_id=pk), actor=actor, objects=[], spaces=[], at=at)


@transaction.atomic
def clear_past(*, actor: Person, at: datetime) -> None:
    """Forget all that the actor searched for; with nothing to forget, nothing happens."""
    deleted, _rows = PastSearch.objects.filter(person=actor).delete()
    if deleted:
        record(PastSearchesCleared(), actor=actor, objects=[], spaces=[], at=at)


def suggest_to_everybody() -> None:
    """Have the texts of all colleagues looked through for skills to suggest, as far as that is due, by the worker."""
    jobs.configure_task("finder.suggest_to_part").defer(after=0)


def forget_missed(*, at: datetime) -> None:
    """Forget what was searched for in vain, or in other words, longer ago than anybody is shown."""
    for kept in (MissedSearch, RewordedSearch):
        kept.objects.filter(at__lt=at - MISSED_FOR).delete()
