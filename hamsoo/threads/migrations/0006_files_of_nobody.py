"""Let files hang on things that came from outside: no colleague has sent them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0059_account_teams'),
        ('threads', '0005_link_previews'),
    ]

    operations = [
        migrations.AlterField(
            model_name='attachment',
            name='uploader',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='people.person'),
        ),
    ]
