from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learners", "0005_account_indexes")]

    operations = [
        migrations.AddField(
            "user", "welcome_refused", models.BooleanField(default=False, db_default=False, editable=False)
        ),
    ]
