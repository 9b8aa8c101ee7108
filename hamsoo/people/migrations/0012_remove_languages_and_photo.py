"""Drop what rows and versions have taken the place of."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0011_languages_as_rows'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='person',
            name='languages',
        ),
        migrations.RemoveField(
            model_name='person',
            name='photo',
        ),
    ]
