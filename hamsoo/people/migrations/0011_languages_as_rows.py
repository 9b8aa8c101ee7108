"""Make rows of the languages that people said to speak."""

from django.db import migrations


def languages_to_rows(apps, _schema_editor):
    """Make a row of each language that was said; how well it is spoken never was."""
    SpokenLanguage = apps.get_model("people", "SpokenLanguage")
    for person in apps.get_model("people", "Person").objects.exclude(languages=[]).iterator():
        SpokenLanguage.objects.bulk_create([SpokenLanguage(person=person, code=code) for code in dict.fromkeys(person.languages)])


def rows_to_languages(apps, _schema_editor):
    """Write the codes back; the levels are lost."""
    Person = apps.get_model("people", "Person")
    for person in Person.objects.filter(spoken__isnull=False).distinct().iterator():
        person.languages = list(person.spoken.order_by("pk").values_list("code", flat=True))
        person.save(update_fields=["languages"])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_profiles'),
    ]

    operations = [
        migrations.RunPython(languages_to_rows, rows_to_languages),
    ]
