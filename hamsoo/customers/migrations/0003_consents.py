"""What customers agreed to."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0002_rules_and_looks'),
        ('identity', '0003_files_and_hooks'),
        ('people', '0059_account_teams'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsentChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('news', 'News and offers'), ('calls', 'Calls about offers'), ('surveys', 'Surveys'), ('analysis', 'Analysis of their data')], max_length=10)),
                ('is_given', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consent_changes', to='identity.sourcerecord')),
            ],
            options={
                'indexes': [models.Index(fields=['record', 'purpose', '-at', '-id'], name='customers_consent_newest')],
            },
        ),
    ]
