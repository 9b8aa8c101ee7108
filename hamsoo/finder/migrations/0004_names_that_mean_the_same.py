import django.db.models.deletion
from django.db import migrations, models


def _id() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("finder", "0003_suggested_skills"), ("people", "0059_account_teams")]

    operations = [
        migrations.AddField(model_name="pastsearch", name="is_answered", field=models.BooleanField(default=False)),
        migrations.CreateModel(
            name="RewordedSearch",
            fields=[
                ("id", _id()),
                ("one", models.CharField(max_length=80)),
                ("other", models.CharField(max_length=80)),
                ("at", models.DateTimeField(db_index=True)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("one", "other", "person"), name="finder_reworded_search_once")]
            },
        ),
        migrations.CreateModel(
            name="LearnedSynonym",
            fields=[
                ("id", _id()),
                ("one", models.CharField(max_length=80)),
                ("other", models.CharField(max_length=80)),
                ("is_alike", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("one", "other"), name="finder_learned_synonym_once")]},
        ),
    ]
