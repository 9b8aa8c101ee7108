from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("interactions", "0003_going_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="correspondence",
            name="sifted",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "A person"),
                    ("list", "To many"),
                    ("machine", "A machine"),
                    ("answer", "Answers by itself"),
                    ("wanted", "Wanted"),
                ],
                default="",
                max_length=7,
            ),
        ),
        migrations.AddIndex(
            model_name="correspondence",
            index=models.Index(
                condition=models.Q(("sifted__in", ["list", "machine", "answer"])),
                fields=["-last_at", "-id"],
                name="interactions_laid_aside",
            ),
        ),
    ]
