from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("questions", "0009_drafts_of_requests")]

    operations = [
        # Every row gets one of its own: the database draws them.
        migrations.AddField(model_name="requestdraft", name="key", field=models.UUIDField(db_default=RandomUUID())),
        migrations.AddConstraint(
            model_name="requestdraft",
            constraint=models.UniqueConstraint(fields=("author", "key"), name="questions_draft_once"),
        ),
    ]
