"""Let the database refuse an acceptance whose answer belongs to another question, which no field of Django can say."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE questions_acceptance ADD CONSTRAINT questions_acceptance_of_own_answer
            FOREIGN KEY (answer_id, question_id) REFERENCES questions_answer (id, question_id) DEFERRABLE INITIALLY DEFERRED
            """,
            "ALTER TABLE questions_acceptance DROP CONSTRAINT questions_acceptance_of_own_answer",
        )
    ]
