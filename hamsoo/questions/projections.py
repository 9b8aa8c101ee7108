"""What answers show of their authors' skills, kept with the skills of people."""

from collections.abc import Iterable, Sequence

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.projections import Projection
from hamsoo.ledger.traits import Indexed
from hamsoo.people import actions as people
from hamsoo.people.events import HoldersReread, SkillDeclared, SkillWithdrawn
from hamsoo.people.queries import anybody, names_by_holder
from hamsoo.questions.models import Acceptance, Answer
from hamsoo.questions.naming import named, terms_of
from hamsoo.questions.weights import weight
from hamsoo.spaces.models import Placement
from hamsoo.spaces.queries import space_ids

SOURCE = "answer"
_AT_ONCE = 500


class SkillsShown(Projection):
    """Find the skills that answers name, in their own words or those of their question, and that their authors say to have.

    Like the search index it reads the rows as they are now, for every answer that a fact says has changed: so a rebuild equals what
    was kept live. Only answers that every colleague may read count, as others see the count; who answers themselves shows nothing.
    """

    name = "questions.skills_shown"
    reads = (Indexed,)
    lane = "search"

    def apply(self, batch: Sequence[Fact]) -> None:
        """Look again at the answers that the facts name, and at those of whoever got, lost or holds a skill that they name."""
        answers: set[int] = set()
        authors: set[int] = set()
        for event in (fact.event for fact in batch):
            if isinstance(event, SkillDeclared | SkillWithdrawn):
                authors.add(event.person_id)
            elif isinstance(event, HoldersReread):
                authors.update(event.person_ids)
            elif isinstance(event, Indexed):
                answers.update(ref.id for ref in event.rereads() if ref.type == "answer")
        written = Answer.objects.filter(author__in=authors).values_list("pk", flat=True)
        wanted = sorted(answers.union(written if authors else ()))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            people.note_skill_evidence(source=SOURCE, object_ids=some, works=_works(some))

    def weight(self, fact: Fact) -> int:
        """Return how many things are looked at again."""
        return max(1, len(fact.event.rereads())) if isinstance(fact.event, Indexed) else 1

    def reset(self) -> None:
        """Forget what answers have shown."""
        people.forget_skill_evidence(source=SOURCE)


def _works(ids: Sequence[int]) -> Iterable[people.Work]:
    """Yield what these answers show, as they and their questions are now."""
    open_spaces = space_ids(person=anybody())
    placed = Placement.objects.filter(type="answer", object_id__in=ids, space_id__in=open_spaces)
    readable = set(placed.values_list("object_id", flat=True))
    accepted = set(Acceptance.objects.filter(answer__in=ids).values_list("answer_id", flat=True))
    answers = list(Answer.objects.filter(pk__in=readable).select_related("question").prefetch_related("thanks"))
    names = names_by_holder(person_ids={answer.author_id for answer in answers})
    for answer in answers:
        held = names.get(answer.author_id)
        if not held or answer.author_id == answer.question.author_id:
            continue
        terms = terms_of(answer.question.title, answer.question.body, answer.body)
        is_accepted = answer.pk in accepted
        value = weight(is_accepted=is_accepted, thanks=len(answer.thanks.all()))
        for skill_id, known in held.items():
            if named(terms, known):
                yield people.Work(answer.pk, answer.author_id, skill_id, value, is_accepted, answer.at)
