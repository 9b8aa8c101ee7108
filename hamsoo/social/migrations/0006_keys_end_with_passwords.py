"""Keys for feed readers end with the password that they were made under; those made before end now."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("social", "0005_blogs")]

    operations = [
        migrations.AddField("feedtoken", "sign_in", models.CharField(default="", max_length=64), preserve_default=False),
    ]
