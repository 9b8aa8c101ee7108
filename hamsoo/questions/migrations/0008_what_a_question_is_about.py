from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("questions", "0007_asks_by_time")]

    operations = [
        migrations.AddField(model_name="question", name="about_id", field=models.BigIntegerField(null=True)),
        migrations.AddField(model_name="question", name="about_type", field=models.CharField(blank=True, max_length=40)),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=Q(about_id=None, about_type="") | (~Q(about_type="") & Q(about_id__isnull=False)),
                name="questions_question_about",
            ),
        ),
    ]
