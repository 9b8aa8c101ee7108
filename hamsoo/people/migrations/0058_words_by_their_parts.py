"""An index by which half a name, a position or a number is found without looking at everybody."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

WORDS = ["folded_names", "folded_position", "sounds", "phone_digits"]


class Migration(migrations.Migration):
    dependencies = [("people", "0057_customers_served")]

    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            "person",
            django.contrib.postgres.indexes.GinIndex(fields=WORDS, name="people_person_words", opclasses=["gin_trgm_ops"] * len(WORDS)),
        ),
    ]
