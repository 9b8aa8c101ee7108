"""Skills that are suggested to somebody, as they alone may see them, each with the texts that show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hamsoo.finder import documents, rights
from hamsoo.finder.documents import Document
from hamsoo.finder.models import SkillMining, SkillSuggestion
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import own_skills
from hamsoo.spaces.queries import space_ids


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested skill with those of its texts that its owner may open now, the best first."""

    row: SkillSuggestion
    works: Sequence[Document]

    @property
    def pk(self) -> int:
        """Return what it is acted on by."""
        return self.row.pk

    @property
    def name(self) -> str:
        """Return what the skill is called: in the reader's language, or as they write it themselves."""
        return str(self.row)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested to somebody, and what they chose about it; `mined_at` is when their texts were last looked through."""

    items: Sequence[Suggestion]
    is_off: bool
    reads_private: bool
    mined_at: datetime | None


def suggestions(*, person: Person) -> Suggestions:
    """Return what is suggested to `person`; what nothing shows that they may still open is left out."""
    chosen = SkillMining.objects.filter(person=person).first() or SkillMining(person=person)
    rows = list(SkillSuggestion.objects.visible_to(person).select_related("skill__meant"))
    held = {known.skill.pk for known in own_skills(person=person)} if rows else set()
    # A skill may have been named, merged or hidden since.
    rows = [row for row in rows if row.skill is None or (row.skill.shown.pk not in held and not row.skill.shown.is_hidden)]
    refs = {Ref(*work) for row in rows for work in row.works}
    allowed = rights.openable(person=person, refs=refs, space_ids=space_ids(person=person)) if refs else set()
    loaded = {ref: one for ref, one in documents.load(sorted(allowed)).items() if one.people and one.people[0][0] == person.pk}
    shown = [Suggestion(row, [loaded[ref] for ref in (Ref(*work) for work in row.works) if ref in loaded]) for row in rows]
    return Suggestions([one for one in shown if one.works], chosen.is_off, chosen.reads_private, chosen.mined_at)


def own_suggestion(*, person: Person, pk: int) -> SkillSuggestion:
    """Return what is suggested to `person`, to be acted on; raise `NotFound` for what is not theirs, or no longer there."""
    found = SkillSuggestion.objects.visible_to(person).select_for_update(of=("self",)).select_related("skill__meant").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
