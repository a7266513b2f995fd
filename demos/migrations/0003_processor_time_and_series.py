from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import demos.files


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("demos", "0002_general_runs"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="picture",
            name="digest",
            field=models.CharField(
                blank=True, help_text="SHA-256 of the file, in hexadecimal.", max_length=64
            ),
        ),
        migrations.AddField(
            model_name="span",
            name="processor_ms",
            field=models.FloatField(help_text="Processor time it took; as `processor.used`.", null=True),
        ),
        migrations.AlterField(
            model_name="picture",
            name="file",
            field=models.FileField(
                blank=True, help_text="Empty once the file is removed.", upload_to=demos.files.picture_path
            ),
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("visitor", models.UUIDField()),
                ("scenario", models.SlugField(max_length=20)),
                ("settings", models.JSONField(default=dict, help_text="What was chosen for all of it.")),
                ("started_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "series",
                "indexes": [models.Index(fields=["visitor", "started_at"], name="series_of_a_visitor")],
            },
        ),
        migrations.CreateModel(
            name="Take",
            fields=[
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="demos.run",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "waited_ms",
                    models.FloatField(
                        help_text="What the browser measured, from click to reply, ms.", null=True
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="takes", to="demos.series"
                    ),
                ),
            ],
            options={
                "ordering": ["round"],
            },
        ),
    ]
