"""Find by its place in the log what came into inboxes last; built beside the work that goes on."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notices", "0003_mails_at_once")]

    operations = [AddIndexConcurrently("inboxitem", models.Index(fields=["position"], name="notices_item_position"))]
