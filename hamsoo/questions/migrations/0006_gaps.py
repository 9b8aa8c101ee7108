"""Keep what the page of gaps counts from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0057_customers_served'),
        ('questions', '0005_deadlines_of_open_requests'),
    ]

    operations = [
        migrations.CreateModel(
            name='AskedTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.CharField(blank=True, max_length=80)),
                ('word', models.CharField(blank=True, max_length=80)),
                ('asked_at', models.DateTimeField()),
                ('is_unhelped', models.BooleanField()),
                ('is_passed_on', models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name='Gathering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SkillShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('work_count', models.PositiveIntegerField()),
                ('weight', models.FloatField()),
            ],
        ),
        migrations.AddField(
            model_name='askedtopic',
            name='asker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='askedtopic',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='questions.question'),
        ),
        migrations.AddField(
            model_name='askedtopic',
            name='skill',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.skill'),
        ),
        migrations.AddField(
            model_name='skillshare',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='skillshare',
            name='skill',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.skill'),
        ),
        migrations.AddConstraint(
            model_name='askedtopic',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('skill', None), models.Q(('term', ''), _negated=True)), models.Q(('skill__isnull', False), ('term', '')), _connector='OR'), name='questions_asked_topic_is_one'),
        ),
        migrations.AddConstraint(
            model_name='askedtopic',
            constraint=models.UniqueConstraint(fields=('question', 'skill', 'term'), name='questions_asked_topic_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='skillshare',
            constraint=models.UniqueConstraint(fields=('skill', 'person'), name='questions_skill_share_once'),
        ),
    ]
