"""Teams of customers, where they stand, and what happened with them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0003_files_and_hooks'),
        ('people', '0059_account_teams'),
    ]

    operations = [
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name_fa', models.CharField(max_length=60)),
                ('name_en', models.CharField(blank=True, max_length=60)),
                ('rank', models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                'ordering': ['rank', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('call', 'Call'), ('mail', 'Mail'), ('chat', 'Chat'), ('meeting', 'Meeting'), ('visit', 'Visit'), ('invoice', 'Invoice'), ('delivery', 'Delivery'), ('campaign', 'Campaign'), ('note', 'Note')], max_length=10)),
                ('channel', models.CharField(choices=[('phone', 'Phone'), ('mail', 'Mail'), ('chat', 'Chat'), ('person', 'In person'), ('web', 'Web'), ('paper', 'Paper'), ('system', 'System')], max_length=10)),
                ('at', models.DateTimeField()),
                ('text', models.CharField(blank=True, max_length=2000)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ('minutes', models.PositiveIntegerField(null=True)),
                ('key', models.CharField(blank=True, max_length=200)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='identity.sourcerecord')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['record', '-at', '-id'], name='customers_activity_newest'), models.Index(fields=['record', 'person'], name='customers_activity_people')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('record', 'key'), name='customers_activity_once')],
            },
        ),
        migrations.CreateModel(
            name='SegmentChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dimension', models.CharField(choices=[('value', 'Value'), ('potential', 'Potential'), ('need', 'Need')], max_length=10)),
                ('segment', models.CharField(blank=True, max_length=40)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='segment_changes', to='identity.sourcerecord')),
            ],
            options={
                'indexes': [models.Index(fields=['record', 'dimension', '-at', '-id'], name='customers_segment_newest'), models.Index(fields=['dimension', 'segment', 'record'], name='customers_segment_wanted')],
            },
        ),
        migrations.CreateModel(
            name='StageChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(max_length=40)),
                ('state', models.CharField(blank=True, choices=[('', 'Well'), ('at_risk', 'At risk'), ('lost', 'Lost')], max_length=10)),
                ('at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stage_changes', to='identity.sourcerecord')),
            ],
            options={
                'indexes': [models.Index(fields=['record', '-at', '-id'], name='customers_stage_newest'), models.Index(fields=['stage', 'record'], name='customers_stage_wanted')],
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'Lead'), ('contact', 'Contact'), ('specialist', 'Specialist'), ('support', 'Support'), ('billing', 'Billing'), ('sponsor', 'Sponsor')], default='contact', max_length=10)),
                ('joined_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='account_teams', to='people.person')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team_members', to='identity.sourcerecord')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('record', 'person'), name='customers_member_once')],
            },
        ),
    ]
