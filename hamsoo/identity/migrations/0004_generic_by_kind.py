from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0003_files_and_hooks'),
    ]

    operations = [
        migrations.AddField(
            model_name='genericvalue',
            name='entity',
            field=models.CharField(choices=[('person', 'Person'), ('company', 'Company')], default='person', max_length=7),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='genericvalue',
            name='key',
            field=models.CharField(max_length=160),
        ),
        migrations.AddConstraint(
            model_name='genericvalue',
            constraint=models.UniqueConstraint(fields=('entity', 'key'), name='identity_generic_once'),
        ),
    ]
