"""Channels may be about a thing, and are then read where it is."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("chat", "0001_initial")]

    operations = [
        migrations.AddField("conversation", "target_type", models.CharField(blank=True, default="", max_length=40), preserve_default=False),
        migrations.AddField("conversation", "target_id", models.BigIntegerField(blank=True, null=True)),
        migrations.AlterField(
            "conversation",
            "space",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conversations",
                to="spaces.space",
            ),
        ),
        migrations.AddConstraint(
            "conversation",
            models.CheckConstraint(
                condition=Q(space__isnull=False, target_id=None, target_type="")
                | (Q(space=None, target_id__isnull=False, kind="channel") & ~Q(target_type="")),
                name="chat_conversation_stands",
            ),
        ),
        migrations.AddConstraint(
            "conversation",
            models.UniqueConstraint(
                fields=["target_type", "target_id"], condition=Q(target_id__isnull=False), name="chat_channel_of_thing"
            ),
        ),
    ]
