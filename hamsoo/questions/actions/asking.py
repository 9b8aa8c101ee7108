"""Asking a question and mending its words."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from hamsoo.kernel import deadlines, live
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.questions import events, rules
from hamsoo.questions.models import Answer, Question
from hamsoo.questions.models.asking import TITLE_LENGTH
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import organisation, placed_in, space_ids
from hamsoo.threads import mentions, targets
from hamsoo.threads.actions import attach, note_named
from hamsoo.threads.queries import attachments_of, topics_in

ROUTE = "questions.route"
"""The kind of the deadline at which a question that nobody has answered is put to who may know."""

Source = tuple[str, str]
"""Where an imported thing comes from: the name of the system and its key there."""


@transaction.atomic
def ask(
    *,
    actor: Person,
    title: str,
    body: str = "",
    places: Iterable[int] | None = None,
    about: Ref | None = None,
    attachment_ids: Sequence[int] = (),
    at: datetime,
    source: Source | None = None,
) -> Question:
    """Ask the people of `places` (ids of spaces; None: the whole organisation), perhaps `about` something that the actor sees.

    A question that came from `source` before is returned as it is. Raises `Invalid`, `NotFound` or `NotAllowed` for the places.
    """
    name, key = source or ("", "")
    if source and (known := Question.objects.filter(source=name, source_key=key).first()):
        return known
    wanted = writable_places(actor, places)
    if about is not None:
        targets.get(person=actor, ref=about)
    question = Question.objects.create(
        title=rules.required(title, "title", longest=TITLE_LENGTH),
        body=mentions.settled(actor=actor, text=rules.optional(body, "body")),
        author=actor,
        asked_at=at,
        about_type=about.type if about else "",
        about_id=about.id if about else None,
        source=name,
        source_key=key,
    )
    spaces.place_new(type="question", places=[(question.pk, at, wanted)])
    fact = events.QuestionAsked(question_id=question.pk, mentioned=newly_named(question.body, "", wanted))
    topics = topics_in(question.title, question.body)
    record(fact, actor=actor, objects=[*about_question(question), *mentions.objects(question.body), *topics], spaces=wanted, at=at)
    if attachment_ids:
        attach(actor=actor, target=question.ref, attachment_ids=attachment_ids, at=at)
    if not source:
        # What was asked elsewhere found its answer there, or did not.
        deadlines.set_deadline(kind=ROUTE, about=("question", question.pk), due_at=rules.working_end(actor, at, rules.ROUTE_SECONDS))
    return question


@transaction.atomic
def edit(
    *, actor: Person, question: Question, title: str, body: str, attachment_ids: Sequence[int] | None = None, at: datetime
) -> Question:
    """Change the words of a question, and its files (None: they stay); the same again changes nothing."""
    question = locked_question(actor, question.pk)
    if not rules.can_edit_question(actor, question):
        raise NotAllowed
    has_other_files = attachment_ids is not None and changed_files(actor, question.ref, attachment_ids, at)
    title = rules.required(title, "title", longest=TITLE_LENGTH)
    body = mentions.settled(actor=actor, text=rules.optional(body, "body"))
    if (title, body) == (question.title, question.body) and not has_other_files:
        return question
    places = placed_in(type="question", object_id=question.pk)
    named, things = newly_named(body, question.body, places), mentions.newly(body, question.body)
    question.title, question.body, question.edited_at = title, body, at
    question.save(update_fields=["title", "body", "edited_at"])
    answer_ids = tuple(Answer.objects.filter(question=question).order_by("pk").values_list("pk", flat=True))
    fact = events.QuestionEdited(question_id=question.pk, answer_ids=answer_ids, mentioned=named)
    record(fact, actor=actor, objects=about_question(question), spaces=places, at=at)
    note_named(actor=actor, target=question.ref, things=things, space_ids=places, at=at)
    live.publish(f"question:{question.pk}", question.pk)
    return question


def writable_places(actor: Person, places: Iterable[int] | None) -> frozenset[int]:
    """Return the ids of the spaces to write in, the organisation's for None; refuse those that are not the actor's to write in."""
    wanted = frozenset([organisation().pk] if places is None else places)
    if not wanted:
        raise Invalid(field="places")
    if not wanted <= space_ids(person=actor):
        raise NotFound
    if not wanted <= space_ids(person=actor, level=Level.WRITE):
        raise NotAllowed
    return wanted


def locked_question(actor: Person, pk: int, *, level: Level = Level.READ) -> Question:
    """Return the question, locked until the end of the transaction, or raise `NotFound`: one change of a question at a time."""
    found = Question.objects.visible_to(actor, level).select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def changed_files(actor: Person, target: Ref, attachment_ids: Sequence[int], at: datetime) -> bool:
    """Let exactly these files hang on `target`; return whether that changes anything."""
    before = attachments_of([target])
    attach(actor=actor, target=target, attachment_ids=attachment_ids, at=at)
    return attachments_of([target]) != before


def newly_named(text: str, before: str, places: Iterable[int]) -> tuple[int, ...]:
    """Return the ids of whom `text` names, `before` did not, and who may read it in `places`."""
    told = mentions.audience(text=text, space_ids_of_thing=places).told_ids
    known = set(mentions.named_in(before))
    return tuple(person_id for person_id in told if person_id not in known)


def about_question(question: Question) -> list[Ref | tuple[str, int, str]]:
    """Return what every fact of a question is about: itself, who asked it, and what it asks about."""
    about = question.about
    return [question.ref, ("person", question.author_id, "asked_by"), *([(about.type, about.id, "about")] if about else [])]
