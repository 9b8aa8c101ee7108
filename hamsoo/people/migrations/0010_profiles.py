"""Let colleagues write every part of their profile, and say where the company's record comes from."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0020_lines_of_the_organisation'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='absences',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='person',
            name='photo_version',
            field=models.CharField(blank=True, default='', max_length=16),
        ),
        migrations.CreateModel(
            name='DismissedHint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hint', models.CharField(max_length=20)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_hints', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'hint'), name='people_hint_dismissed_once')],
            },
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=200)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to='people.person')),
            ],
            options={
                'ordering': ['starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='people_leave_in_order'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('person'), models.F('person'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange'), '&&')], name='people_leave_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='PartPrivacy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('about', 'About'), ('skills', 'Skills'), ('experience', 'Experience'), ('education', 'Education'), ('certificates', 'Certificates'), ('interests', 'Interests and hobbies'), ('languages', 'Languages'), ('reach', 'Ways to reach'), ('hours', 'Working hours'), ('leave', 'Leave')], max_length=12)),
                ('audience', models.CharField(choices=[('everyone', 'Everyone'), ('unit', 'My unit'), ('me', 'Only me')], max_length=8)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='privacies', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'part'), name='people_part_privacy_once')],
            },
        ),
        migrations.CreateModel(
            name='ProfileItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('about', 'About'), ('skills', 'Skills'), ('experience', 'Experience'), ('education', 'Education'), ('certificates', 'Certificates'), ('interests', 'Interests and hobbies'), ('languages', 'Languages'), ('reach', 'Ways to reach'), ('hours', 'Working hours'), ('leave', 'Leave')], max_length=12)),
                ('rank', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(blank=True, choices=[('interest', 'Interest'), ('hobby', 'Hobby'), ('mobile', 'Mobile'), ('phone', 'Phone'), ('mail', 'Mail'), ('messenger', 'Messenger'), ('page', 'Web page')], max_length=10)),
                ('title', models.CharField(max_length=160)),
                ('organisation', models.CharField(blank=True, max_length=160)),
                ('since_on', models.DateField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('link', models.CharField(blank=True, max_length=400, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])])),
                ('text', models.TextField(blank=True, max_length=2000)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='profile_items', to='people.person')),
            ],
            options={
                'ordering': ['rank', 'pk'],
                'indexes': [models.Index(fields=['person', 'part', 'rank'], name='people_item_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='people_item_titled'), models.CheckConstraint(condition=models.Q(('since_on', None), ('until_on', None), ('until_on__gte', models.F('since_on')), _connector='OR'), name='people_item_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='RecordSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=40)),
                ('source', models.CharField(choices=[('administrator', 'Administrator'), ('file', 'File'), ('ldap', 'Directory service (LDAP)'), ('scim', 'Identity provider (SCIM)')], max_length=20)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='record_sources', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'field'), name='people_record_source_once')],
            },
        ),
        migrations.CreateModel(
            name='SpokenLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('fa', 'Persian'), ('en', 'English'), ('ar', 'Arabic'), ('az', 'Azerbaijani'), ('ckb', 'Kurdish'), ('tr', 'Turkish'), ('de', 'German'), ('fr', 'French'), ('es', 'Spanish'), ('ru', 'Russian'), ('zh', 'Chinese')], max_length=5)),
                ('level', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Beginner'), (2, 'Intermediate'), (3, 'Advanced'), (4, 'Fluent'), (5, 'Native')], null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spoken', to='people.person')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('level'), descending=True, nulls_last=True), 'pk'],
                'indexes': [models.Index(fields=['code', 'level'], name='people_spoken_by_code')],
                'constraints': [models.UniqueConstraint(fields=('person', 'code'), name='people_spoken_once')],
            },
        ),
    ]
