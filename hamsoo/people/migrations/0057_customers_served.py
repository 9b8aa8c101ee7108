"""The customers that colleagues serve, as lines of their profiles."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

PARTS = [
    ("about", "About"),
    ("skills", "Skills"),
    ("customers", "Customers served"),
    ("experience", "Experience"),
    ("education", "Education"),
    ("certificates", "Certificates"),
    ("interests", "Interests and hobbies"),
    ("languages", "Languages"),
    ("reach", "Ways to reach"),
    ("hours", "Working hours"),
    ("leave", "Leave"),
]
CUSTOMERS = models.Q(part="customers")


class Migration(migrations.Migration):
    dependencies = [("people", "0056_broader_skills")]

    operations = [
        migrations.AlterField("partprivacy", "part", models.CharField(choices=PARTS, max_length=12)),
        migrations.AlterField("profileitem", "part", models.CharField(choices=PARTS, max_length=12)),
        migrations.AddField("profileitem", "role", models.CharField(blank=True, max_length=160)),
        migrations.AddField("profileitem", "is_hidden", models.BooleanField(default=False)),
        migrations.AddField("profileitem", "source", models.CharField(blank=True, max_length=20)),
        migrations.AddField("profileitem", "folded_title", models.CharField(blank=True, editable=False, max_length=400)),
        migrations.AddField("profileitem", "sounds", models.CharField(blank=True, editable=False, max_length=400)),
        migrations.AddField(
            "profileitem",
            "near_sounds",
            django.contrib.postgres.fields.ArrayField(models.CharField(max_length=24), blank=True, default=list, editable=False),
        ),
        migrations.AddIndex("profileitem", models.Index(condition=CUSTOMERS, fields=["folded_title"], name="people_item_customer")),
        migrations.AddIndex(
            "profileitem",
            django.contrib.postgres.indexes.GinIndex(condition=CUSTOMERS, fields=["near_sounds"], name="people_item_near_sounds"),
        ),
        migrations.AddConstraint(
            "profileitem",
            models.CheckConstraint(condition=~models.Q(part="customers", folded_title=""), name="people_customer_folds"),
        ),
        migrations.AddConstraint(
            "profileitem",
            models.UniqueConstraint(condition=CUSTOMERS, fields=["person", "folded_title"], name="people_customer_once"),
        ),
    ]
