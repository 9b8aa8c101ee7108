"""Own fields, hand-offs, and what ties cases together."""
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_first'),
        ('identity', '0006_sensitive_fields'),
        ('interactions', '0001_first'),
        ('people', '0059_account_teams'),
        ('spaces', '0007_covers'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_fa', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('fields', models.JSONField(default=list)),
                ('is_active', models.BooleanField(default=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='HandOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('needed', models.TextField(blank=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('keeps_working', models.BooleanField(default=False)),
                ('state_before', models.CharField(max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('', 'Not answered yet'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='', max_length=9)),
                ('answered_at', models.DateTimeField(null=True)),
                ('words', models.TextField(blank=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('returned_words', models.TextField(blank=True)),
                ('link_digest', models.CharField(blank=True, max_length=64)),
                ('link_until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Macro',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_fa', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('text_fa', models.TextField(blank=True)),
                ('text_en', models.TextField(blank=True)),
                ('changes', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField()),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField()),
                ('at', models.DateTimeField()),
                ('client_id', models.UUIDField(null=True, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='SplitMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='Watcher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='cases.case'),
        ),
        migrations.AddField(
            model_name='case',
            name='partner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.partner'),
        ),
        migrations.AddField(
            model_name='case',
            name='space',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='spaces.space'),
        ),
        migrations.AddField(
            model_name='case',
            name='tags',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None),
        ),
        migrations.AddField(
            model_name='case',
            name='values',
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name='CaseLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('related', 'Related'), ('duplicate', 'Duplicate of'), ('caused', 'Caused by')], max_length=9)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='cases.case')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='linked_from', to='cases.case')),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='type',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.casetype'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=django.contrib.postgres.indexes.GinIndex(fields=['tags'], name='cases_by_tag'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('is_confidential', False), ('space__isnull', False), _connector='OR'), name='cases_confidential_has_a_space'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), ('state', 'closed'), _connector='OR'), name='cases_merged_is_closed'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('pk')), _negated=True), name='cases_not_merged_into_itself'),
        ),
        migrations.AddField(
            model_name='handoff',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='handoff',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='handoff',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_offs', to='cases.case'),
        ),
        migrations.AddField(
            model_name='handoff',
            name='from_unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit'),
        ),
        migrations.AddField(
            model_name='handoff',
            name='returned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='handoff',
            name='to_partner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hand_offs', to='cases.partner'),
        ),
        migrations.AddField(
            model_name='handoff',
            name='to_unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit'),
        ),
        migrations.AddField(
            model_name='phase',
            name='hand_off',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='phases', to='cases.handoff'),
        ),
        migrations.AddField(
            model_name='macro',
            name='unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.unit'),
        ),
        migrations.AddField(
            model_name='merge',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='merge',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='cases.case'),
        ),
        migrations.AddField(
            model_name='merge',
            name='into',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='merge',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='note',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='note',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='cases.case'),
        ),
        migrations.AddField(
            model_name='splitmessage',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taken', to='cases.case'),
        ),
        migrations.AddField(
            model_name='splitmessage',
            name='interaction',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='interactions.interaction'),
        ),
        migrations.AddField(
            model_name='splitmessage',
            name='origin',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='split_off', to='cases.case'),
        ),
        migrations.AddField(
            model_name='watcher',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watchers', to='cases.case'),
        ),
        migrations.AddField(
            model_name='watcher',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddConstraint(
            model_name='caselink',
            constraint=models.UniqueConstraint(fields=('case', 'other', 'kind'), name='cases_linked_once'),
        ),
        migrations.AddConstraint(
            model_name='caselink',
            constraint=models.CheckConstraint(condition=models.Q(('case', models.F('other')), _negated=True), name='cases_not_linked_to_itself'),
        ),
        migrations.AddIndex(
            model_name='handoff',
            index=models.Index(condition=models.Q(('answer', '')), fields=['to_unit', 'asked_at'], name='cases_hand_offs_waiting'),
        ),
        migrations.AddConstraint(
            model_name='handoff',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_partner', None), ('to_unit__isnull', False)), models.Q(('to_partner__isnull', False), ('to_unit', None)), _connector='OR'), name='cases_hand_off_to_one'),
        ),
        migrations.AddConstraint(
            model_name='handoff',
            constraint=models.CheckConstraint(condition=models.Q(('to_unit', None), models.Q(('to_unit', models.F('from_unit')), _negated=True), _connector='OR'), name='cases_hand_off_to_another'),
        ),
        migrations.AddConstraint(
            model_name='handoff',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='cases_hand_off_answered'),
        ),
        migrations.AddConstraint(
            model_name='handoff',
            constraint=models.CheckConstraint(condition=models.Q(('returned_at', None), ('answer', 'accepted'), _connector='OR'), name='cases_hand_off_returned_after_accepted'),
        ),
        migrations.AddConstraint(
            model_name='handoff',
            constraint=models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('case',), name='cases_one_open_hand_off'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('case',), name='cases_merged_once'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['case', 'at', 'id'], name='cases_notes_in_order'),
        ),
        migrations.AddConstraint(
            model_name='splitmessage',
            constraint=models.UniqueConstraint(fields=('case', 'interaction'), name='cases_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='watcher',
            constraint=models.UniqueConstraint(fields=('case', 'person'), name='cases_watched_once'),
        ),
    ]
