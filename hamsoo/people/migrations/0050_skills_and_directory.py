"""Skills with many names that can be merged, and what the directory finds people by."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0012_remove_languages_and_photo'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonalDays',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('calendar', models.CharField(choices=[('jalali', 'Jalali'), ('gregorian', 'Gregorian')], default='jalali', max_length=9)),
                ('birth_month', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('birth_day', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('shows_birthday', models.BooleanField(default=False)),
                ('shows_anniversary', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name_plural': 'personal days',
            },
        ),
        migrations.CreateModel(
            name='SkillDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merge', 'Merged'), ('rename', 'Renamed'), ('name', 'Named also'), ('split', 'Split off'), ('hide', 'Hidden'), ('undo', 'Undone')], max_length=6)),
                ('details', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SkillEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40)),
                ('object_id', models.BigIntegerField()),
                ('weight', models.FloatField()),
                ('is_accepted', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SkillName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('key', models.CharField(max_length=120, unique=True)),
                ('language', models.CharField(choices=[('fa', 'Persian'), ('en', 'English')], max_length=2)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='UnitNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wanted_count', models.PositiveSmallIntegerField()),
                ('wanted_level', models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name='endorsement',
            name='link',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='endorsement',
            name='reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='person',
            name='folded_place',
            field=models.CharField(db_index=True, default='', editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='person',
            name='folded_position',
            field=models.CharField(default='', editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name='person',
            name='near_sounds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name='person',
            name='phone_digits',
            field=models.CharField(default=' ', editable=False, max_length=80),
        ),
        migrations.AddField(
            model_name='person',
            name='sounds',
            field=models.CharField(default=' ', editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name='skill',
            name='is_hidden',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='skill',
            name='meant',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meanings', to='people.skill'),
        ),
        migrations.AddField(
            model_name='skill',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='people.skill'),
        ),
        migrations.AddField(
            model_name='skill',
            name='sort_key',
            field=models.CharField(db_index=True, default='', editable=False, max_length=200),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['near_sounds'], name='people_person_near_sounds'),
        ),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into', models.F('pk')), _negated=True), models.Q(('meant', models.F('pk')), _negated=True)), name='people_skill_not_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('meant', None), ('merged_into', None)), models.Q(('meant__isnull', False), ('merged_into__isnull', False)), _connector='OR'), name='people_skill_merged_means_another'),
        ),
        migrations.AddField(
            model_name='personaldays',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='personal_days', to='people.person'),
        ),
        migrations.AddField(
            model_name='skilldecision',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='skilldecision',
            name='other',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.skill'),
        ),
        migrations.AddField(
            model_name='skilldecision',
            name='skill',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='people.skill'),
        ),
        migrations.AddField(
            model_name='skilldecision',
            name='undoes',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='people.skilldecision'),
        ),
        migrations.AddField(
            model_name='skillevidence',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skill_evidence', to='people.person'),
        ),
        migrations.AddField(
            model_name='skillevidence',
            name='skill',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='people.skill'),
        ),
        migrations.AddField(
            model_name='skillname',
            name='skill',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='people.skill'),
        ),
        migrations.AddField(
            model_name='unitneed',
            name='skill',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='people.skill'),
        ),
        migrations.AddField(
            model_name='unitneed',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='people.unit'),
        ),
        migrations.AddConstraint(
            model_name='personaldays',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('birth_day', None), ('birth_month', None)), models.Q(('birth_day__gte', 1), ('birth_day__lte', 31), ('birth_month__gte', 1), ('birth_month__lte', 12)), _connector='OR'), name='people_birthday_whole'),
        ),
        migrations.AddConstraint(
            model_name='personaldays',
            constraint=models.CheckConstraint(condition=models.Q(('shows_birthday', False), ('birth_month__isnull', False), _connector='OR'), name='people_birthday_to_show'),
        ),
        migrations.AddConstraint(
            model_name='skilldecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'undo'), ('undoes__isnull', False)), models.Q(models.Q(('kind', 'undo'), _negated=True), ('undoes', None)), _connector='OR'), name='people_skill_decision_undoes'),
        ),
        migrations.AddIndex(
            model_name='skillevidence',
            index=models.Index(fields=['skill', 'person'], name='people_evidence_skill'),
        ),
        migrations.AddConstraint(
            model_name='skillevidence',
            constraint=models.UniqueConstraint(fields=('source', 'object_id', 'person', 'skill'), name='people_skill_evidence_once'),
        ),
        migrations.AddConstraint(
            model_name='skillevidence',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gt', 0)), name='people_skill_evidence_weighs'),
        ),
        migrations.AddConstraint(
            model_name='skillname',
            constraint=models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='people_skill_name_folds'),
        ),
        migrations.AddConstraint(
            model_name='unitneed',
            constraint=models.UniqueConstraint(fields=('unit', 'skill'), name='people_unit_need_once'),
        ),
        migrations.AddConstraint(
            model_name='unitneed',
            constraint=models.CheckConstraint(condition=models.Q(('wanted_count__gte', 1)), name='people_unit_need_counts'),
        ),
        migrations.AddConstraint(
            model_name='unitneed',
            constraint=models.CheckConstraint(condition=models.Q(('wanted_level__gte', 1), ('wanted_level__lte', 3)), name='people_unit_need_level'),
        ),
    ]
