from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("demos", "0003_processor_time_and_series"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="run",
            name="reply_status",
            field=models.PositiveSmallIntegerField(help_text="The HTTP status of its reply.", null=True),
        ),
        migrations.AddField(
            model_name="span",
            name="taken_by",
            field=models.CharField(
                blank=True, help_text="Whose place ended a wait in the queue.", max_length=120
            ),
        ),
    ]
