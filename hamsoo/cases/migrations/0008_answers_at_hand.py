"""Answers at hand, their versions, and how often each is used."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

_SAYS = (
    ("title", models.CharField(max_length=120)),
    ("text_fa", models.TextField(blank=True)),
    ("text_en", models.TextField(blank=True)),
    ("changes", models.JSONField(default=list)),
    ("is_active", models.BooleanField(default=True)),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_no_macros"), ("people", "0059_account_teams")]

    operations = [
        migrations.CreateModel(
            name="ReadyAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person")),
                ("unit", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.unit")),
                *_SAYS,
                ("number", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "unit", "title"], name="cases_answers_of_whom")],
                "constraints": [
                    models.CheckConstraint(condition=Q(owner=None) | Q(unit=None), name="cases_answer_of_one_or_of_a_unit"),
                    models.CheckConstraint(condition=~Q(text_fa="", text_en=""), name="cases_answer_says_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerUse",
            fields=[
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="use",
                        serialize=False,
                        to="cases.readyanswer",
                    ),
                ),
                ("count", models.PositiveIntegerField()),
                ("last_at", models.DateTimeField()),
                ("position", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ReadyAnswerVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="cases.readyanswer"),
                ),
                ("number", models.PositiveIntegerField()),
                *_SAYS,
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["answer", "-number"],
                "constraints": [models.UniqueConstraint(fields=["answer", "number"], name="cases_answer_version_numbered")],
            },
        ),
    ]
