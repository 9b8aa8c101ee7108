"""Find the asks of the last months; built beside the work that goes on."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("questions", "0006_gaps")]

    operations = [AddIndexConcurrently("ask", models.Index(fields=["sent_at"], name="questions_ask_sent"))]
