from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("interactions", "0004_sifted"),
    ]

    operations = [
        *[
            migrations.AddField(model_name="mailbox", name=f"{name}_{language}", field=models.CharField(blank=True, max_length=length))
            for name, length in (("subject", 120), ("head", 200))
            for language in ("fa", "en")
        ],
        *[
            migrations.AddField(model_name="mailbox", name=f"foot_{language}", field=models.TextField(blank=True, max_length=1000))
            for language in ("fa", "en")
        ],
    ]
