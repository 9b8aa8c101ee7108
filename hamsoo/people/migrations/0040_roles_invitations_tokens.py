import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0030_files_and_directories'),
    ]

    operations = [
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name_fa', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('about', models.TextField(blank=True)),
            ],
        ),
        migrations.AddField(
            model_name='account',
            name='session_epoch',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('scope', models.CharField(choices=[('read', 'Read only'), ('write', 'Read and write')], default='read', max_length=5)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('beginning', models.CharField(max_length=12)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('digest', models.CharField(max_length=64, null=True, unique=True)),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('mailed_at', models.DateTimeField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['-invited_at'], name='people_invitation_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('revoked_at', None)), fields=('person',), name='people_invitation_one_open')],
            },
        ),
        migrations.CreateModel(
            name='RoleHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'Person'), ('unit', 'Unit, with those below'), ('level', 'Level'), ('group', 'Group of the directory')], max_length=6)),
                ('subject_id', models.BigIntegerField()),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holders', to='people.role')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'subject_id'], name='people_role_holder_subject')],
                'constraints': [models.UniqueConstraint(fields=('role', 'kind', 'subject_id'), name='people_role_holder_once')],
            },
        ),
        migrations.CreateModel(
            name='RoleRight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=80)),
                ('scope', models.CharField(choices=[('all', 'Everywhere'), ('unit', 'Own unit'), ('own', 'Own only')], max_length=4)),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rights', to='people.role')),
            ],
            options={
                'indexes': [models.Index(fields=['verb'], name='people_role_right_verb')],
                'constraints': [models.UniqueConstraint(fields=('role', 'verb'), name='people_role_right_once')],
            },
        ),
        migrations.CreateModel(
            name='SignInPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('second_factor', models.CharField(choices=[('nobody', 'Nobody has to'), ('administrators', 'Administrators'), ('roles', 'Administrators, and who holds certain roles'), ('everybody', 'Everybody')], default='nobody', max_length=14)),
                ('grace_days', models.PositiveSmallIntegerField(default=7)),
                ('since', models.DateTimeField(null=True)),
                ('roles', models.ManyToManyField(blank=True, related_name='+', to='people.role')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='people_one_sign_in_policy')],
            },
        ),
    ]
