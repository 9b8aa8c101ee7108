from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0005_forgotten'),
    ]

    operations = [
        migrations.AddField(
            model_name='mapping',
            name='sensitive',
            field=models.JSONField(default=dict),
        ),
    ]
