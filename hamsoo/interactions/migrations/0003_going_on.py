import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("interactions", "0002_mail"),
    ]

    operations = [
        migrations.AddField(
            model_name="correspondence",
            name="is_over",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="correspondence",
            name="continues",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="continued", to="interactions.correspondence"
            ),
        ),
    ]
