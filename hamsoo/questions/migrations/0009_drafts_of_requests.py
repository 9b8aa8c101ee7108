import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("people", "0059_account_teams"), ("questions", "0008_what_a_question_is_about"), ("spaces", "0007_covers")]

    operations = [
        migrations.CreateModel(
            name="RequestDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=300)),
                ("body", models.TextField(blank=True)),
                (
                    "urgency",
                    models.CharField(
                        choices=[("now", "Now: a customer is waiting"), ("today", "Today"), ("week", "This week")],
                        default="today",
                        max_length=5,
                    ),
                ),
                ("about_type", models.CharField(blank=True, max_length=40)),
                ("about_id", models.BigIntegerField(null=True)),
                ("saved_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="request_drafts", to="people.person"
                    ),
                ),
                ("expert", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person")),
                (
                    "space",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="spaces.space"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["author", "-saved_at"], name="questions_draft_author")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(about_type="", about_id=None) | (~Q(about_type="") & Q(about_id__isnull=False)),
                        name="questions_draft_about",
                    )
                ],
            },
        )
    ]
