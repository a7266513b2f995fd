from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("demos", "0004_takers_and_replies"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="run",
            name="request_id",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Of the request that began it, as the logs have it.",
                max_length=64,
            ),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["status", "started_at"], name="runs_by_status"),
        ),
    ]
