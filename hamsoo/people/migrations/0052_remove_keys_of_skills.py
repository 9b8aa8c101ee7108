"""Names of skills have rows of their own: their columns of folded names go."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0051_names_of_skills'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='skill',
            name='people_skill_fa_once',
        ),
        migrations.RemoveConstraint(
            model_name='skill',
            name='people_skill_en_once',
        ),
        migrations.RemoveField(
            model_name='skill',
            name='key_en',
        ),
        migrations.RemoveField(
            model_name='skill',
            name='key_fa',
        ),
    ]
