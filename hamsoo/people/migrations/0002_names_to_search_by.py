"""Let people and skills be found by their folded names."""

from django.db import migrations, models

from hamsoo.kernel.text import fold


def fold_names(apps, _schema_editor):
    """Fold the names that are there already."""
    for person in apps.get_model("people", "Person").objects.iterator():
        person.folded_names = fold(f"{person.name_fa} {person.name_en}")[:400]
        person.save(update_fields=["folded_names"])
    for skill in apps.get_model("people", "Skill").objects.iterator():
        skill.key_fa, skill.key_en = fold(skill.name_fa), fold(skill.name_en)
        skill.save(update_fields=["key_fa", "key_en"])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='folded_names',
            field=models.CharField(default='', editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name='skill',
            name='key_en',
            field=models.CharField(default='', editable=False, max_length=120),
        ),
        migrations.AddField(
            model_name='skill',
            name='key_fa',
            field=models.CharField(default='', editable=False, max_length=120),
        ),
        migrations.AlterField(
            model_name='skill',
            name='name_fa',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.UniqueConstraint(condition=models.Q(('key_fa', ''), _negated=True), fields=('key_fa',), name='people_skill_fa_once'),
        ),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.UniqueConstraint(condition=models.Q(('key_en', ''), _negated=True), fields=('key_en',), name='people_skill_en_once'),
        ),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.CheckConstraint(condition=models.Q(('name_en', ''), ('name_fa', ''), _negated=True), name='people_skill_named'),
        ),
    ]
