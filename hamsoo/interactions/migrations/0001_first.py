"""The first tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0006_sensitive_fields'),
        ('people', '0059_account_teams'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mailbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, unique=True)),
                ('name_fa', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mailboxes', to='people.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Correspondence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('contact_name', models.CharField(blank=True, max_length=200)),
                ('contact_address', models.CharField(blank=True, max_length=254)),
                ('language', models.CharField(default='fa', max_length=2)),
                ('opened_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='correspondence', to='identity.sourcerecord')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
                ('mailbox', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='interactions.mailbox')),
            ],
        ),
        migrations.CreateModel(
            name='Interaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(choices=[('in', 'From the customer'), ('out', 'To the customer')], max_length=3)),
                ('channel', models.CharField(choices=[('mail', 'Mail'), ('form', 'Form'), ('phone', 'Phone'), ('visit', 'Visit'), ('portal', 'Portal'), ('api', 'Other system')], max_length=6)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('name', models.CharField(blank=True, max_length=200)),
                ('address', models.CharField(blank=True, max_length=254)),
                ('recipients', models.JSONField(default=dict)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('text', models.TextField(blank=True)),
                ('quoted', models.TextField(blank=True)),
                ('minutes', models.PositiveIntegerField(null=True)),
                ('message_id', models.CharField(blank=True, max_length=250)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('is_automatic', models.BooleanField(default=False)),
                ('delivery', models.CharField(blank=True, choices=[('', 'Not sent by us'), ('waiting', 'Waiting to be sent'), ('handed', 'Being sent'), ('sent', 'Sent'), ('doubtful', 'Perhaps sent'), ('refused', 'Refused'), ('bounced', 'Came back')], default='', max_length=8)),
                ('delivery_error', models.CharField(blank=True, max_length=500)),
                ('correspondence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interactions', to='interactions.correspondence')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['correspondence', 'at', 'id'], name='interactions_order'), models.Index(condition=models.Q(('message_id', ''), _negated=True), fields=['message_id'], name='interactions_message_id'), models.Index(condition=models.Q(('delivery__in', ['waiting', 'handed'])), fields=['delivery'], name='interactions_outbox')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('digest', ''), _negated=True), fields=('digest',), name='interactions_once')],
            },
        ),
        migrations.AddIndex(
            model_name='correspondence',
            index=models.Index(fields=['record', '-last_at', '-id'], name='interactions_of_record'),
        ),
        migrations.AddIndex(
            model_name='correspondence',
            index=models.Index(fields=['contact_address'], name='interactions_by_address'),
        ),
    ]
