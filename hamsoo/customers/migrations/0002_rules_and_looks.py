"""Rules of segments, and who looked at a customer."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0001_team_standing_contacts'),
        ('identity', '0003_files_and_hooks'),
        ('people', '0059_account_teams'),
    ]

    operations = [
        migrations.CreateModel(
            name='SegmentRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dimension', models.CharField(choices=[('value', 'Value'), ('potential', 'Potential'), ('need', 'Need')], max_length=10)),
                ('measure', models.CharField(choices=[('invoiced', 'Invoiced in the last year'), ('contacts', 'Contacts in the last 90 days'), ('months', 'Months since we know them')], max_length=10)),
                ('at_least', models.DecimalField(decimal_places=2, max_digits=20)),
                ('segment', models.CharField(max_length=40)),
                ('rank', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['dimension', 'rank', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('page', 'Opened the page'), ('export', 'Took everything as a file')], default='page', max_length=6)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='identity.sourcerecord')),
            ],
            options={
                'indexes': [models.Index(fields=['record', '-at', '-id'], name='customers_look_newest')],
            },
        ),
    ]
