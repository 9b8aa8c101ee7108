"""The first tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0006_sensitive_fields'),
        ('interactions', '0001_first'),
        ('people', '0059_account_teams'),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_fa', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('address', models.EmailField(max_length=254, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('new', 'New'), ('working', 'In work'), ('customer', 'Waiting for the customer'), ('other', 'Waiting for others'), ('resolved', 'Resolved'), ('closed', 'Closed')], default='new', max_length=8)),
                ('priority', models.PositiveSmallIntegerField(choices=[(1, 'Urgent'), (2, 'High'), (3, 'Usual'), (4, 'Low')], default=3)),
                ('is_confidential', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField()),
                ('resolved_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('assignee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='people.person')),
                ('correspondence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='interactions.correspondence')),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='identity.sourcerecord')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='people.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('started_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('new', 'New'), ('working', 'In work'), ('customer', 'Waiting for the customer'), ('other', 'Waiting for others'), ('resolved', 'Resolved'), ('closed', 'Closed')], max_length=8)),
                ('priority', models.PositiveSmallIntegerField(choices=[(1, 'Urgent'), (2, 'High'), (3, 'Usual'), (4, 'Low')])),
                ('assignee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='cases.case')),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.partner')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'ordering': ['case', 'number'],
            },
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['unit', 'state', '-opened_at', '-id'], name='cases_of_unit'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['assignee', 'state', '-opened_at', '-id'], name='cases_of_assignee'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['record', '-opened_at', '-id'], name='cases_of_record'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='cases_phase_numbered'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('partner', None), ('unit__isnull', False)), models.Q(('partner__isnull', False), ('unit', None)), _connector='OR'), name='cases_phase_has_an_owner'),
        ),
    ]
