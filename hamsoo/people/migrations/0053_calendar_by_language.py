"""A calendar that nobody chose follows the language. Jalali was what accounts began with: it counts as not chosen."""

from django.db import migrations, models


def follow_the_language(apps, _editor):
    apps.get_model("people", "Account").objects.filter(calendar="jalali").update(calendar="")


def name_it_again(apps, _editor):
    accounts = apps.get_model("people", "Account").objects.filter(calendar="")
    accounts.filter(language="en").update(calendar="gregorian")
    accounts.exclude(language="en").update(calendar="jalali")


class Migration(migrations.Migration):

    dependencies = [("people", "0052_remove_keys_of_skills")]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="calendar",
            field=models.CharField(
                blank=True,
                choices=[("", "As the language"), ("jalali", "Jalali"), ("gregorian", "Gregorian")],
                default="",
                max_length=9,
            ),
        ),
        migrations.RunPython(follow_the_language, name_it_again),
    ]
