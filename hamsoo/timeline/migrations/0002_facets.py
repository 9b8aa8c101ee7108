"""By what a long timeline is narrowed; the projection fills it when it is read again."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("timeline", "0001_initial")]

    operations = [
        migrations.AddField("moment", "unit_id", models.BigIntegerField(default=0)),
        migrations.AddField("moment", "channel", models.CharField(default="", max_length=20)),
        migrations.AddField("moment", "kind", models.CharField(default="", max_length=20)),
        migrations.CreateModel(
            "Facet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("type", models.CharField(max_length=40)),
                ("object_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
                ("channel", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=20)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["type", "object_id", "unit_id", "channel", "kind"], name="timeline_facet_once")
                ],
            },
        ),
        AddIndexConcurrently(
            "moment",
            models.Index(fields=["type", "object_id", "unit_id", "channel", "kind", "-at", "-entry_id"], name="timeline_moment_facets"),
        ),
    ]
