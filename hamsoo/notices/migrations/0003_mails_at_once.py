"""Mails at once: a choice beside the others, letters of notices, and how far the inboxes were looked through for them."""

from django.db import migrations, models
from django.db.models import Max


def begin_now(apps, schema_editor):
    """Owe nobody a mail for what came before there were any."""
    newest = apps.get_model("notices", "InboxItem").objects.aggregate(newest=Max("position"))["newest"]
    apps.get_model("notices", "MailRound").objects.create(pk=1, position=newest or 0)


def forget(apps, schema_editor):
    """Take back what the older tables have no place for."""
    apps.get_model("notices", "Letter").objects.filter(sort="notices").delete()
    apps.get_model("notices", "Choice").objects.filter(delivery__in=["mail", "now"]).delete()


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_following_and_digests")]

    operations = [
        migrations.CreateModel(
            name="MailRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddField("letter", "sort", models.CharField(choices=[("digest", "Digest"), ("notices", "Notices")], default="digest", max_length=7)),
        migrations.AddField("letter", "now_after", models.BigIntegerField(null=True)),
        migrations.AddField("letter", "now_until", models.BigIntegerField(null=True)),
        migrations.RemoveConstraint("letter", "notices_letter_once"),
        migrations.AddConstraint(
            "letter",
            models.UniqueConstraint(fields=["person", "period"], condition=models.Q(sort="digest"), name="notices_letter_once"),
        ),
        migrations.AddConstraint(
            "letter",
            models.UniqueConstraint(fields=["person"], condition=models.Q(sort="notices", state="waiting"), name="notices_letter_waiting_once"),
        ),
        migrations.AddConstraint(
            "letter",
            models.CheckConstraint(
                condition=models.Q(sort="digest", now_after=None) | models.Q(sort="notices", now_after__isnull=False), name="notices_letter_sort"
            ),
        ),
        migrations.RemoveConstraint("choice", "notices_choice_delivery"),
        migrations.AlterField(
            "choice",
            "delivery",
            models.CharField(
                choices=[("mail", "By mail too"), ("now", "At once"), ("digest", "In the digest"), ("never", "Never")], max_length=6
            ),
        ),
        migrations.AddConstraint(
            "choice",
            models.CheckConstraint(condition=models.Q(delivery__in=["mail", "now", "digest", "never"]), name="notices_choice_delivery"),
        ),
        migrations.RunPython(begin_now, forget),
    ]
