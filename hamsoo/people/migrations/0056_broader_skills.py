"""A skill may have a broader one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0055_indexes_of_names")]

    operations = [
        migrations.AddField(
            "skill",
            "broader",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="narrower", to="people.skill"
            ),
        ),
        migrations.AddConstraint(
            "skill",
            models.CheckConstraint(condition=~models.Q(broader=models.F("pk")), name="people_skill_not_below_itself"),
        ),
        migrations.AlterField(
            "skilldecision",
            "kind",
            models.CharField(
                choices=[
                    ("merge", "Merged"),
                    ("rename", "Renamed"),
                    ("name", "Named also"),
                    ("split", "Split off"),
                    ("hide", "Hidden"),
                    ("under", "Put under"),
                    ("undo", "Undone"),
                ],
                max_length=6,
            ),
        ),
    ]
