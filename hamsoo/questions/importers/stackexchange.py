"""A dump of a Stack Exchange site: its people, questions, answers and accepted answers, at the times they were written.

Read are `Posts.xml` and `Users.xml`. Only those who wrote something become colleagues, in a unit of their own. The tags of a question
end its text as hashtags, so that they are searched. Left out are votes, as the dump does not say whose, wiki pages, and the
words as they were before the last edit.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.imports import Flaw, Importer, Link, Meter, Row, Sheet, Staged
from hamsoo.ledger.actors import SYSTEM, through
from hamsoo.people import actions as people
from hamsoo.people.models import Person, Unit
from hamsoo.questions import actions
from hamsoo.questions.actions import taking_over
from hamsoo.questions.actions.taking_over import Answered, Asked
from hamsoo.questions.importers import stackexchange_rows as rows
from hamsoo.questions.models import Acceptance, Answer, Question
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.queries import organisation, remembering

USUAL_SITE = "se"
CHANNEL = "import"
_FORMER = ("همکار پیشین", "Former member")


class StackExchange(Importer):
    """The dump in `folder`. `site` is a short name that keeps the people and posts of several dumps apart."""

    kind: ClassVar[str] = "stackexchange"
    sheets: ClassVar[tuple[Sheet, ...]] = (
        Sheet(rows.PEOPLE, _("people"), rows.USERS_FILE),
        Sheet(rows.QUESTIONS, _("questions"), rows.POSTS_FILE, (Link("author", rows.PEOPLE, "OwnerUserId"),)),
        Sheet(
            rows.ANSWERS,
            _("answers"),
            rows.POSTS_FILE,
            (Link("author", rows.PEOPLE, "OwnerUserId"), Link("question", rows.QUESTIONS, "ParentId")),
        ),
        Sheet(
            rows.ACCEPTANCES,
            _("accepted answers"),
            rows.POSTS_FILE,
            (Link("answer", rows.ANSWERS, "AcceptedAnswerId", same=("question",)),),
        ),
    )

    def __init__(self, folder: Path, *, at: datetime, unit: str = "", site: str = USUAL_SITE) -> None:
        """Name the folder of the dump, and the unit (code or name; "": one for the site) that its people are entered in.

        `at` is the time of changes for which the dump has none.
        """
        super().__init__(source=str(folder), origin=site)
        self._folder, self._at, self._unit_name, self._site = folder, at, unit, site
        self._source = f"{self.kind}:{site}"

    def files(self) -> Sequence[Path]:
        """Return the two files that are read."""
        return [self._folder / rows.POSTS_FILE, self._folder / rows.USERS_FILE]

    def options(self) -> str:
        """Return the chosen unit."""
        return self._unit_name

    def read(self, meter: Meter) -> Iterator[Row]:
        """Yield the rows of both files."""
        return rows.read(self._folder, meter)

    def check(self, row: Row) -> Iterator[Flaw]:
        """Yield what is wrong with a row in itself."""
        return rows.check(row)

    def apply(self, sheet: str, batch: Sequence[Staged]) -> Iterator[int]:
        """Do what the rows say through the actions of people and questions, as the people who did it then."""
        steps = {
            rows.PEOPLE: self._people,
            rows.QUESTIONS: self._questions,
            rows.ANSWERS: self._answers,
            rows.ACCEPTANCES: self._acceptances,
        }
        with through(CHANNEL), remembering():
            yield from steps[sheet](batch)

    def _people(self, batch: Sequence[Staged]) -> Iterator[int]:
        unit = self._unit(rows.instant(batch[0].text("at")))
        codes = {row.key: f"{self._site}-{row.key}" for row in batch}
        known = {person.code: person for person in Person.objects.filter(code__in=codes.values())}
        for row in batch:
            name_fa, name_en = _FORMER if row.key == rows.FORMER else (row.text("name"), row.text("name"))
            person = known.get(codes[row.key])
            if person is None:
                at = rows.instant(row.text("at"))
                person = people.add_person(actor=SYSTEM, code=codes[row.key], name_fa=name_fa, name_en=name_en, unit=unit, at=at)
            else:
                changes = {"name_fa": name_fa, "name_en": name_en}
                person = people.change_record(actor=SYSTEM, person=person, changes=changes, at=self._at)
            yield person.pk

    def _unit(self, at: datetime) -> Unit:
        """Return the unit of the people, made with its space (and the organisation's, where there is none yet) if need be."""
        spaces.found_organisation(name_fa="سازمان", name_en="Organisation", at=at)
        code, name = f"{self.kind}-{self._site}", self._unit_name
        named = Q(code=name) | Q(name_fa=name) | Q(name_en=name) if name else Q(code=code)
        if found := Unit.objects.filter(named).order_by("pk").first():
            return found
        unit = people.create_unit(actor=SYSTEM, code=code, name_fa=name or "استک‌اکسچنج", name_en=name or "Stack Exchange", at=at)
        spaces.ensure_unit_space(unit=unit, at=at)
        return unit

    def _questions(self, batch: Sequence[Staged]) -> Iterator[int]:
        authors = _people_of(batch)
        asked = [
            Asked(row.key, authors[row.linked["author"]], row.text("title"), _words(row), rows.instant(row.text("at")))
            for row in batch
            if row.object_id is None
        ]
        taken = taking_over.take_questions(actor=SYSTEM, asked=asked, places=[organisation().pk], source=self._source)
        known = Question.objects.in_bulk([row.object_id for row in batch if row.object_id])
        for row in batch:
            if row.object_id is None:
                yield taken[row.key].pk
            else:
                author, at = authors[row.linked["author"]], rows.instant(row.text("edited_at") or row.text("at"))
                actions.edit(actor=author, question=known[row.object_id], title=row.text("title"), body=_words(row), at=at)
                yield row.object_id

    def _answers(self, batch: Sequence[Staged]) -> Iterator[int]:
        authors = _people_of(batch)
        answered = [
            Answered(row.key, authors[row.linked["author"]], row.linked["question"], row.text("body"), rows.instant(row.text("at")))
            for row in batch
            if row.object_id is None
        ]
        taken = taking_over.take_answers(actor=SYSTEM, answered=answered, source=self._source)
        known = Answer.objects.in_bulk([row.object_id for row in batch if row.object_id])
        for row in batch:
            if row.object_id is None:
                yield taken[row.key].pk
            else:
                author, at = authors[row.linked["author"]], rows.instant(row.text("edited_at") or row.text("at"))
                actions.edit_answer(actor=author, answer=known[row.object_id], body=row.text("body"), at=at)
                yield row.object_id

    def _acceptances(self, batch: Sequence[Staged]) -> Iterator[int]:
        """Accept what is new; where another answer is accepted here, that is taken back first."""
        answers = Answer.objects.in_bulk({row.linked["answer"] for row in batch})
        given = Acceptance.objects.select_related("by__unit").filter(question__in={answer.question_id for answer in answers.values()})
        before = {acceptance.question_id: acceptance for acceptance in given}
        accepted = []
        for row in batch:
            answer = answers[row.linked["answer"]]
            earlier = before.get(answer.question_id)
            if earlier is None:
                # The dump does not say when an answer was accepted; it cannot have been before it was written.
                accepted.append((answer, max(rows.instant(row.text("at")), answer.at)))
            elif earlier.answer_id != answer.pk:
                actions.withdraw_acceptance(actor=earlier.by, acceptance=earlier, at=self._at)
                accepted.append((answer, self._at))
        acceptances = before | taking_over.take_acceptances(actor=SYSTEM, accepted=accepted)
        for row in batch:
            yield acceptances[answers[row.linked["answer"]].question_id].pk


def _words(row: Staged) -> str:
    """Return the text of a question with its tags below."""
    return f"{row.text('body')}\n\n{row.text('tags')}".strip()


def _people_of(batch: Sequence[Staged]) -> dict[int, Person]:
    """Return the authors of the rows, one object a person: what a person may do is asked once for each."""
    return Person.objects.select_related("unit").in_bulk({row.linked["author"] for row in batch})
