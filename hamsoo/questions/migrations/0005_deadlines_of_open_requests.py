"""Let requests that were open before go on by themselves too; those older than a week end."""

from django.db import migrations

SET = [
    """
    INSERT INTO kernel_deadline (kind, about_type, about_id, due_at, attempt_count, error)
    SELECT 'questions.expiry', 'request', id, sent_at + interval '7 days', 0, ''
    FROM questions_request WHERE closed_at IS NULL
    ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO kernel_deadline (kind, about_type, about_id, due_at, attempt_count, error)
    SELECT 'questions.reaction', 'ask', ask.id, ask.due_at, 0, ''
    FROM questions_ask AS ask JOIN questions_request AS request ON request.id = ask.request_id
    WHERE request.closed_at IS NULL AND request.sent_at > now() - interval '7 days' AND ask.accepted_at IS NULL
        AND num_nonnulls(ask.declined_at, ask.answered_at, ask.expired_at, ask.withdrawn_at, ask.released_at) = 0
    ON CONFLICT DO NOTHING
    """,
]


class Migration(migrations.Migration):
    dependencies = [("questions", "0004_cascade"), ("kernel", "0002_imports")]

    # What was set stays when this is taken back: an older release carries out no deadlines of these kinds.
    operations = [migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in SET]
