"""Customers on profiles come from account teams too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0058_words_by_their_parts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='recordsource',
            name='source',
            field=models.CharField(choices=[('administrator', 'Administrator'), ('file', 'File'), ('ldap', 'Directory service (LDAP)'), ('scim', 'Identity provider (SCIM)'), ('team', 'Account teams')], max_length=20),
        ),
    ]
