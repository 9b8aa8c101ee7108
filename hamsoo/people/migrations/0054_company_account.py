"""Whom the company's account lets in for the first time, and whether it is the only way in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("people", "0053_calendar_by_language")]

    operations = [
        migrations.AddField(
            model_name="signinpolicy",
            name="admits",
            field=models.CharField(
                choices=[
                    ("accounts", "Only who has an account already: by an invitation or an import"),
                    ("record", "Every colleague on record whose address the company confirms"),
                ],
                default="accounts",
                max_length=8,
            ),
        ),
        migrations.AddField(model_name="signinpolicy", name="is_company_only", field=models.BooleanField(default=False)),
    ]
