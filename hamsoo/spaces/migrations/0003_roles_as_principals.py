from django.db import migrations, models

PRINCIPALS = [('everybody', 'Everybody'), ('unit', 'Unit'), ('person', 'Person'), ('role', 'Role')]


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0040_roles_invitations_tokens'),
        ('spaces', '0002_groups'),
    ]

    operations = [
        migrations.AlterField(
            model_name='grant',
            name='principal_type',
            field=models.CharField(choices=PRINCIPALS, max_length=10),
        ),
        migrations.AlterField(
            model_name='permissionversion',
            name='principal_type',
            field=models.CharField(choices=PRINCIPALS, max_length=10),
        ),
    ]
