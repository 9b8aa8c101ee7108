"""Requests that go on by themselves: several asked at once, reminders, who was released, when nobody was left."""

from django.db import migrations, models
from django.db.models import F, Func, Q
from django.db.models.lookups import LessThanOrEqual

_OLD_ENDS = ("declined_at", "answered_at", "expired_at", "withdrawn_at")
_ENDS = (*_OLD_ENDS, "released_at")


def _live(ends):
    return Q(**dict.fromkeys(ends))


def _ends_once(ends):
    count = Func(*map(F, ends), function="num_nonnulls", output_field=models.IntegerField())
    return models.CheckConstraint(condition=LessThanOrEqual(count, 1), name="questions_ask_ends_once")


def _waiting(ends):
    return models.Index(fields=["expert", "due_at"], condition=_live(ends), name="questions_ask_waiting")


class Migration(migrations.Migration):
    dependencies = [("questions", "0003_handed_over_and_closed")]

    operations = [
        migrations.AddField("request", "is_automatic", models.BooleanField(default=False)),
        migrations.AddField("request", "exhausted_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "request",
            "outcome",
            models.CharField(
                blank=True,
                choices=[("accepted", "An answer was accepted"), ("withdrawn", "Withdrawn"), ("expired", "Nobody took it on")],
                max_length=9,
            ),
        ),
        migrations.AddField("ask", "reminded_at", models.DateTimeField(null=True)),
        migrations.AddField("ask", "released_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("ask", "questions_ask_one_live"),
        migrations.AddConstraint(
            "ask",
            models.UniqueConstraint(
                fields=["request"], condition=_live(_ENDS) & Q(accepted_at__isnull=False), name="questions_ask_one_takes_on"
            ),
        ),
        migrations.RemoveConstraint("ask", "questions_ask_ends_once"),
        migrations.AddConstraint("ask", _ends_once(_ENDS)),
        migrations.RemoveIndex("ask", "questions_ask_waiting"),
        migrations.AddIndex("ask", _waiting(_ENDS)),
    ]
