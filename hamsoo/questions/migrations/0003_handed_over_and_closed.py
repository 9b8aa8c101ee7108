"""Questions whose asker has left: who keeps them, and which nobody waits for any more."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0052_remove_keys_of_skills"),
        ("questions", "0002_acceptance_of_own_answer"),
    ]

    operations = [
        migrations.AddField(
            "question",
            "kept_by",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
                (
                    "question",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="closure", to="questions.question"),
                ),
            ],
        ),
    ]
