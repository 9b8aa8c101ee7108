"""Answers at hand come with the pages that keep them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_imported")]

    operations = [migrations.DeleteModel(name="Macro")]
