from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('spaces', '0004_groups_in_full'),
    ]

    operations = [
        migrations.AddField(
            model_name='space',
            name='lost_count',
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
    ]
