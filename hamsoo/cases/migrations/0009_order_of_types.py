"""Types of cases stand in the order that administrators give them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_answers_at_hand")]

    operations = [migrations.AddField("casetype", "rank", models.PositiveSmallIntegerField(default=1))]
