"""The page of gaps in an organisation of 10,000 people with a million questions and answers: server time of the page, and of gathering.

    python -m bench.gaps [--people 10000] [--documents 1000000] [--rounds 20]

Fills a PostgreSQL of its own: a third of the documents are questions, over five years, 2 % of them in a space of one unit only; each answer
shows one skill of its author. Prints the best, median and p95 of the page in ms, for an administrator (everything) and for the head of a
department, beside the sign-in page as what a page costs anyway, and how long one gathering takes, which runs every hour in the worker.
"""

import argparse
import random
import statistics
import time
from datetime import UTC, datetime
from typing import Any

from bench.servers import installation

DAYS = 5 * 365
_LETTERS = str.maketrans("0123456789", "bdfgklmnpr")

_FILL = """
INSERT INTO questions_question (title, body, author_id, asked_at, source, source_key)
    SELECT 'How does ' || translate((n %% 400)::text, '0123456789', 'bdfgklmnpr') || 'ar fail on site ' || (n %% 997) || '?', '',
        people[1 + n::bigint * 7919 %% %(people)s],
        %(at)s - n * interval '1 second' * (%(days)s * 86400.0 / %(questions)s), '', ''
    FROM generate_series(1, %(questions)s) AS n, (SELECT array_agg(id ORDER BY id) AS people FROM people_person) AS everybody;
INSERT INTO spaces_placement (type, object_id, space_id, at)
    SELECT 'question', id, CASE WHEN id %% 50 = 0 THEN %(unit)s ELSE %(all)s END, asked_at FROM questions_question;
INSERT INTO questions_answer (question_id, author_id, body, at, source, source_key)
    SELECT asked.id,
        people[1 + (asked.id * 31 + n::bigint * 104729) %% %(people)s], 'Like this.', asked.asked_at + interval '1 hour', '', ''
    FROM questions_question AS asked, generate_series(1, 2) AS n,
        (SELECT array_agg(id ORDER BY id) AS people FROM people_person) AS everybody
    WHERE asked.id %% 9 > 0;
INSERT INTO people_skillevidence (person_id, skill_id, source, object_id, weight, is_accepted, at)
    SELECT DISTINCT ON (answer.id) answer.author_id, held.skill_id, 'answer', answer.id, 1, false, answer.at
    FROM questions_answer AS answer JOIN people_personskill AS held ON held.person_id = answer.author_id;
INSERT INTO questions_request (question_id, asker_id, urgency, is_automatic, sent_at, closed_at, outcome)
    SELECT id, author_id, 'today', false, asked_at, asked_at + interval '1 day', 'withdrawn' FROM questions_question WHERE id %% 3 = 0;
INSERT INTO questions_ask (request_id, expert_id, position, sent_at, due_at, decline_reason, seen_at, accepted_at, answered_at, answer_id)
    SELECT DISTINCT ON (request.id) request.id, answer.author_id, 1, request.sent_at, request.sent_at, '', answer.at, answer.at, answer.at,
        answer.id
    FROM questions_request AS request JOIN questions_answer AS answer USING (question_id) ORDER BY request.id, answer.id;
"""


def fill(people: int, documents: int) -> dict[str, Any]:
    """Write everything and return who reads."""
    from django.db import connection

    from bench.people import NOON
    from bench.people import fill as fill_people
    from hamsoo.people.models import Account, Person, SkillEvidence, SkillName, Unit
    from hamsoo.spaces import actions as spaces
    from hamsoo.spaces.queries import organisation

    reader = fill_people(people)
    SkillEvidence.objects.all().delete()
    for name in SkillName.objects.filter(name__startswith="Skill "):
        # A word of its own for each, as real skills have.
        name.name = name.key = f"{name.name.removeprefix('Skill ').translate(_LETTERS)}ar"
        name.save()
    unit = Unit.objects.get(code="u3")
    head = Person.objects.exclude(account=reader).order_by("pk").first()
    assert head is not None
    head.account = Account.objects.create_user("head@example.com")
    head.save()
    Unit.objects.filter(pk=unit.pk).update(head=head)
    Person.objects.filter(account=reader).update(is_administrator=True)
    place = organisation()
    assert place is not None
    values = {
        "people": people,
        "questions": documents * 9 // 25,
        "days": DAYS,
        "at": datetime.now(UTC),
        "all": place.pk,
        "unit": spaces.ensure_unit_space(unit=unit, at=NOON).pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FILL, values)
        cursor.execute("VACUUM ANALYZE")
    return {"everything": reader, "one department": head.account}


def main() -> None:
    """Fill, gather, ask for the page and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    random.seed(1)
    with installation():
        from django.test import Client

        from hamsoo.questions import actions
        from hamsoo.questions.models import Answer, AskedTopic, Question, SkillShare

        readers = fill(options.people, options.documents)
        begun = time.perf_counter()
        actions.gather(at=datetime.now(UTC))
        took = time.perf_counter() - begun
        print(f"{Question.objects.count():,} questions and {Answer.objects.count():,} answers of {options.people:,} people")
        print(
            f"gathering: {took:.1f} s, {AskedTopic.objects.count():,} topics of questions, {SkillShare.objects.count():,} shares of skills"
        )
        print(f"{'page':24} {'best':>7} {'median':>7} {'p95':>7}  ms")
        _measure("sign-in (baseline)", Client(headers={"host": "localhost"}), "/accounts/login/", options.rounds)
        for name, account in readers.items():
            client = Client(headers={"host": "localhost"})
            client.force_login(account, "hamsoo.people.accounts.backend.PasswordBackend")
            _measure(f"gaps, {name}", client, "/experts/gaps/", options.rounds)


def _measure(name: str, client: Any, address: str, rounds: int) -> None:
    took = []
    for _round in range(rounds + 2):
        begun = time.perf_counter()
        response = client.get(address)
        took.append(1000 * (time.perf_counter() - begun))
        assert response.status_code == 200, response.status_code
    took = sorted(took[2:])
    print(f"{name:24} {took[0]:7.1f} {statistics.median(took):7.1f} {took[int(0.95 * len(took)) - 1]:7.1f}")


if __name__ == "__main__":
    main()
