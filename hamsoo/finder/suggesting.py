"""Suggesting skills: texts are looked through by the worker, part after part; what is found is for its owner, who decides."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from procrastinate.contrib.django import app as jobs

from hamsoo.finder import rights
from hamsoo.finder.events import SkillSuggestionAccepted, SkillSuggestionDismissed, SkillSuggestionsChosen
from hamsoo.finder.index.matching import Snapshot, snapshot
from hamsoo.finder.index.within import Within
from hamsoo.finder.mining.candidates import Background, Candidate, Left, candidates
from hamsoo.finder.mining.known import Book, book
from hamsoo.finder.mining.refusals import Refusals, own_names
from hamsoo.finder.mining.works import works_of
from hamsoo.finder.models import DismissedSkill, SkillMining, SkillSuggestion
from hamsoo.finder.suggestions import own_suggestion
from hamsoo.ledger.actions import record
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from hamsoo.people.queries import own_skills
from hamsoo.people.rules import require_active
from hamsoo.spaces.queries import space_ids

AT_ONCE = 100
"""So many people are looked through in one part."""
GOOD_FOR = timedelta(days=7)
"""Who wrote nothing is looked through again after this time: what others write, and what skills are called, has changed meanwhile."""


class Miner:
    """Looks through the texts of people, all against the same background: what `shared` holds, the index as far as everybody reads."""

    def __init__(self, shared: Snapshot) -> None:
        self._shared = shared
        self._background = Background(shared)
        self._refusals = Refusals()
        self._book = book()

    def found(self, person: Person, *, with_private: bool) -> list[Candidate]:
        """Return what `person` seems to know, does not have, and has not turned down."""
        works = works_of(person, shared=self._shared, with_private=with_private)
        left = _left(person, self._book)
        return candidates(works, book=self._book, background=self._background, refusals=self._refusals, left=left) if works else []

    def is_due(self, person: Person, mining: SkillMining, *, at: datetime) -> bool:
        """Return whether somebody's texts are to be looked through again: they wrote since, or it was long ago."""
        if mining.mined_at is None or mining.mined_at <= at - GOOD_FOR:
            return True
        since = Within(authors=frozenset({person.pk}), since=int(mining.mined_at.timestamp()))
        index = snapshot(space_ids(person=person)) if mining.reads_private else self._shared
        return index is not None and bool(index.latest(since, (), limit=1))


def miner() -> Miner | None:
    """Return what looks through texts as of now; None while there is no index, when everything stays as it is."""
    shared = snapshot(rights.open_space_ids())
    return Miner(shared) if shared else None


def _left(person: Person, known: Book) -> Left:
    dismissed = DismissedSkill.objects.filter(person=person).values_list("skill_id", "skill__meant_id", "key")
    keys = {key for _skill, _meant, key in dismissed if key}
    unwanted = {meant or skill for skill, meant, _key in dismissed if skill}
    unwanted.update(*(known.meant(tuple(key.split())) for key in keys))
    held = {one.skill.pk for one in own_skills(person=person)}
    return Left(held | unwanted, keys, own_names(person))


def part_after(person_id: int) -> list[int]:
    """Return the next AT_ONCE colleagues after somebody's id, by id; none when there are no more."""
    return list(Person.objects.active().filter(pk__gt=person_id).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def mine_part(*, person_ids: Collection[int], at: datetime) -> None:
    """Look through the texts of these people, as far as that is due."""
    colleagues = Person.objects.active().filter(pk__in=person_ids).select_related("unit").order_by("pk")
    chosen = SkillMining.objects.in_bulk(person_ids)
    using = miner()
    if using is None:
        return
    for person in colleagues:
        mining = chosen.get(person.pk) or SkillMining(person=person)
        if not mining.is_off and using.is_due(person, mining, at=at):
            _renew(person, using, at)


def forget_leavers() -> None:
    """Forget what was suggested to those who left."""
    SkillSuggestion.objects.exclude(person__left_on=None).delete()


def mine(*, person: Person, at: datetime) -> None:
    """Look through the texts of one person now; nothing for who left, or turned suggestions off."""
    if person.is_active and (using := miner()):
        _renew(person, using, at)


@transaction.atomic
def _renew(person: Person, using: Miner, at: datetime) -> None:
    """Put what is found in the place of what was; whoever chooses or decides meanwhile waits, and is not undone."""
    mining = _chosen(person)
    if mining.is_off:
        return
    found = using.found(person, with_private=mining.reads_private)
    SkillSuggestion.objects.filter(person=person).delete()
    SkillSuggestion.objects.bulk_create(_rows(person, found))
    SkillMining.objects.filter(person=person).update(mined_at=at)


def _chosen(person: Person) -> SkillMining:
    """Return what somebody chose, locked."""
    SkillMining.objects.bulk_create([SkillMining(person=person)], ignore_conflicts=True)
    return SkillMining.objects.select_for_update().get(person=person)


def _rows(person: Person, found: Sequence[Candidate]) -> list[SkillSuggestion]:
    return [
        SkillSuggestion(
            person=person,
            skill_id=one.skill_id,
            name=one.name,
            key=one.key,
            place=place,
            works=[list(ref) for ref in one.refs],
            work_count=len(one.works),
            accepted_count=one.accepted_count,
            is_private=one.is_private,
        )
        for place, one in enumerate(found)
    ]


@transaction.atomic
def accept_suggestion(*, actor: Person, pk: int, at: datetime, name: str = "") -> None:
    """Put a suggested skill on the actor's own profile, under another `name` if one is given."""
    require_active(actor)
    _chosen(actor)
    suggestion = own_suggestion(person=actor, pk=pk)
    suggested = str(suggestion)
    held = people.declare_skill(actor=actor, name=" ".join(name.split()) or suggested, at=at)
    is_renamed = suggestion.skill.shown.pk != held.skill.shown.pk if suggestion.skill else " ".join(name.split()) not in ("", suggested)
    event = SkillSuggestionAccepted(is_known=suggestion.skill_id is not None, is_renamed=is_renamed)
    if is_renamed:
        # Under the name that was suggested it is not wanted.
        _dismiss(suggestion, at)
    suggestion.delete()
    record(event, actor=actor, objects=[], spaces=[], at=at)


@transaction.atomic
def dismiss_suggestion(*, actor: Person, pk: int, at: datetime) -> None:
    """Never suggest this skill to the actor again."""
    require_active(actor)
    _chosen(actor)
    suggestion = own_suggestion(person=actor, pk=pk)
    _dismiss(suggestion, at)
    suggestion.delete()
    record(SkillSuggestionDismissed(is_known=suggestion.skill_id is not None), actor=actor, objects=[], spaces=[], at=at)


def _dismiss(suggestion: SkillSuggestion, at: datetime) -> None:
    row = DismissedSkill(person_id=suggestion.person_id, skill_id=suggestion.skill_id, key=suggestion.key, at=at)
    DismissedSkill.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def choose_suggestions(*, actor: Person, is_on: bool, reads_private: bool, at: datetime) -> None:
    """Turn suggestions on or off for the actor, and have their private texts read for them or not; then their texts are looked through.

    What was suggested before is gone at once where it is no longer wanted: all of it, or what private texts had a part in.
    """
    require_active(actor)
    mining = _chosen(actor)
    reads_private = reads_private and is_on
    if (mining.is_off, mining.reads_private) == (not is_on, reads_private):
        return
    given = SkillSuggestion.objects.filter(person=actor)
    if not is_on:
        given.delete()
    elif not reads_private:
        given.filter(is_private=True).delete()
    mining.is_off, mining.reads_private, mining.mined_at = not is_on, reads_private, None
    mining.save()
    record(SkillSuggestionsChosen(is_on=is_on, reads_private=reads_private), actor=actor, objects=[], spaces=[], at=at)
    if is_on:
        jobs.configure_task("finder.suggest_to").defer(person_id=actor.pk)
