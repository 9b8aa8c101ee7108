"""Keep who stood where and for whom through time, who works with whom besides, positions, free seats, deputies and closed units."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def begin_assignments(apps, _schema_editor):
    """Give every colleague the row that the record of today says, from the day they joined on."""
    assignment, person = apps.get_model("people", "Assignment"), apps.get_model("people", "Person")
    today, rows = timezone.localdate(), []
    for one in person.objects.iterator():
        from_on = one.joined_on or min(today, one.left_on or today)
        if one.left_on is None or one.left_on > from_on:
            place = {name: getattr(one, name) for name in ("unit_id", "manager_id", "position_fa", "position_en", "level")}
            rows.append(assignment(person_id=one.pk, from_on=from_on, until_on=one.left_on, **place))
    assignment.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0040_roles_invitations_tokens'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position_fa', models.CharField(blank=True, max_length=120)),
                ('position_en', models.CharField(blank=True, max_length=120)),
                ('level', models.PositiveSmallIntegerField(default=5)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='led_assignments', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='people.person')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='people.unit')),
            ],
            options={
                'ordering': ['person', 'from_on'],
            },
        ),
        migrations.CreateModel(
            name='DottedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('functional', 'Professional guidance'), ('project', 'Project'), ('mentor', 'Mentor')], default='functional', max_length=10)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dotted_lines', to='people.person')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dotted_reports', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name_fa', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('level', models.PositiveSmallIntegerField(default=5)),
            ],
            options={
                'ordering': ['level', 'name_fa'],
            },
        ),
        migrations.CreateModel(
            name='Vacancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('filled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='filled_vacancies', to='people.person')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='people.position')),
                ('reports_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='vacancies', to='people.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='people.unit')),
            ],
            options={
                'ordering': ['since_on', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='unit',
            name='closed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='unit',
            name='deputy',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='deputises', to='people.person'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('deputy', None), ('head', None), models.Q(('deputy', models.F('head')), _negated=True), _connector='OR'), name='people_unit_deputy_not_head'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gt', models.F('from_on')), _connector='OR'), name='people_assignment_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('manager', None), models.Q(('manager', models.F('person')), _negated=True), _connector='OR'), name='people_assignment_not_own_manager'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('person'), models.F('person'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('from_on'), models.F('until_on'), function='daterange'), '&&')], name='people_assignment_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='dottedline',
            constraint=models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gt', models.F('from_on')), _connector='OR'), name='people_dotted_line_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='dottedline',
            constraint=models.CheckConstraint(condition=models.Q(('to', models.F('person')), _negated=True), name='people_dotted_line_not_to_self'),
        ),
        migrations.AddConstraint(
            model_name='dottedline',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('person'), models.F('person'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('to'), models.F('to'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('from_on'), models.F('until_on'), function='daterange'), '&&')], name='people_dotted_line_once'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('since_on')), _connector='OR'), name='people_vacancy_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('filled_by', None), ('closed_on__isnull', False), _connector='OR'), name='people_vacancy_filled_is_closed'),
        ),
        migrations.RunPython(begin_assignments, migrations.RunPython.noop),
    ]
