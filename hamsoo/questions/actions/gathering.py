"""Gathering what the page of gaps counts from: what questions of the last months are about, and who has shown what in the last year."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from hamsoo.finder import queries as finder
from hamsoo.questions.models import SPAN, YEAR, Acceptance, Answer, Ask, AskedTopic, Gathering, Question, Request

_AT_ONCE = 500
# One gathering at a time: two would write the same rows. The number only has to differ from other advisory locks of ours.
_LOCK = 7_250_001

# A work that names two skills which are read as one is one work of it, and weighs once.
_SHARES = """
INSERT INTO questions_skillshare (person_id, skill_id, work_count, weight)
SELECT person_id, meant, count(*), sum(weight)
FROM (
    SELECT DISTINCT ON (work.person_id, coalesce(skill.meant_id, skill.id), work.source, work.object_id)
        work.person_id, coalesce(skill.meant_id, skill.id) AS meant, work.weight
    FROM people_skillevidence AS work JOIN people_skill AS skill ON skill.id = work.skill_id
    WHERE work.at > %s AND work.at <= %s
    ORDER BY work.person_id, coalesce(skill.meant_id, skill.id), work.source, work.object_id, work.weight DESC) AS once
GROUP BY person_id, meant
"""


@transaction.atomic
def gather(*, at: datetime) -> None:
    """Gather anew, in the place of what was gathered before; twice is once."""
    _lock()
    _gather_shares(at)
    AskedTopic.objects.all().delete()
    ids = list(Question.objects.filter(asked_at__gt=at - SPAN, asked_at__lte=at).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _AT_ONCE):
        AskedTopic.objects.bulk_create(_topics(ids[start : start + _AT_ONCE]))
    Gathering.objects.update_or_create(pk=1, defaults={"at": at})


@transaction.atomic
def gather_shares() -> None:
    """Gather anew who has shown what, as skills are read now, as of when all was gathered last; nothing while nothing was."""
    _lock()
    if gathering := Gathering.objects.first():
        _gather_shares(gathering.at)


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _gather_shares(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM questions_skillshare")
        cursor.execute(_SHARES, [at - YEAR, at])


def _topics(ids: Sequence[int]) -> Iterable[AskedTopic]:
    about = OuterRef("pk")
    requests = Request.objects.filter(question=about)
    in_vain = requests.filter(Q(outcome=Request.Outcome.EXPIRED) | Q(closed_at=None, exhausted_at__isnull=False))
    passed = Ask.objects.filter(Q(declined_at__isnull=False) | Q(expired_at__isnull=False), request__question=about)
    rows = Question.objects.filter(pk__in=ids).annotate(
        is_answered=Exists(Answer.objects.filter(question=about)),
        is_settled=Exists(Acceptance.objects.filter(question=about)),
        is_in_vain=Exists(in_vain),
        is_passed_on=Exists(passed),
    )
    questions = list(rows.select_related("closure"))
    for question, topics in zip(questions, finder.topics(texts=[(row.title, row.body) for row in questions]), strict=True):
        # Nobody waits for an answer to a question that was closed.
        helped = hasattr(question, "closure") or question.is_settled or (question.is_answered and not question.is_in_vain)
        for skill_id, term, word in [*((pk, "", "") for pk in topics.skill_ids), *((None, *pair) for pair in topics.words)]:
            yield AskedTopic(
                question=question,
                asker_id=question.keeper_id,
                skill_id=skill_id,
                term=term,
                word=word,
                asked_at=question.asked_at,
                is_unhelped=not helped,
                is_passed_on=question.is_passed_on,
            )
