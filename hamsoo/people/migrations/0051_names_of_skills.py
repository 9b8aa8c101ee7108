"""Give every skill its names, and every person what the directory finds them by."""

from django.db import migrations

from hamsoo.kernel.text import detect_language, fold, sort_key
from hamsoo.people.models.findable import Findable

_SOME = 1000


def name_skills(apps, _schema_editor):
    """Write the names of each skill as rows; one name in both columns is one name."""
    names = apps.get_model("people", "SkillName")
    taken = set()
    for skill in apps.get_model("people", "Skill").objects.order_by("pk").iterator():
        if skill.key_fa and skill.key_fa == skill.key_en:
            other = "en" if detect_language(skill.name_fa) == "fa" else "fa"
            setattr(skill, f"name_{other}", "")
        for language in ("fa", "en"):
            name = getattr(skill, f"name_{language}")
            key = fold(name)
            if key and key not in taken:
                taken.add(key)
                names.objects.create(skill=skill, name=name, key=key, language=language)
        skill.sort_key = sort_key(skill.name_fa or skill.name_en)[:200]
        skill.save(update_fields=["name_fa", "name_en", "sort_key"])


def key_skills(apps, _schema_editor):
    """Write the folded names back into their columns."""
    for skill in apps.get_model("people", "Skill").objects.iterator():
        skill.key_fa, skill.key_en = fold(skill.name_fa), fold(skill.name_en)
        skill.save(update_fields=["key_fa", "key_en"])
    apps.get_model("people", "SkillName").objects.all().delete()


def derive_people(apps, _schema_editor):
    """Fill what the directory searches by."""
    people = apps.get_model("people", "Person").objects
    some = []
    for person in people.order_by("pk").iterator(_SOME):
        Findable.derive(person)
        some.append(person)
        if len(some) == _SOME:
            people.bulk_update(some, Findable.DERIVED)
            some = []
    people.bulk_update(some, Findable.DERIVED)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0050_skills_and_directory'),
    ]

    operations = [
        migrations.RunPython(name_skills, key_skills),
        migrations.RunPython(derive_people, migrations.RunPython.noop),
    ]
