"""A run is of any scenario: what was chosen for it becomes one field, whatever the scenario calls it."""

import demos.files
from django.db import migrations, models


def note_what_was_chosen(apps, schema_editor):
    Run = apps.get_model("demos", "Run")
    for run in Run.objects.iterator():
        run.settings = {"photo": run.photo_name, "mail_delay_ms": run.mail_delay_ms}
        run.save(update_fields=["settings"])


class Migration(migrations.Migration):
    dependencies = [("demos", "0001_initial")]

    operations = [
        migrations.AddField(
            "run",
            "scenario",
            models.SlugField(default="upload", help_text="The name of its room, such as 'upload'.", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            "run",
            "settings",
            models.JSONField(default=dict, help_text="What was chosen for it, as its scenario names it."),
        ),
        migrations.AddField(
            "run", "machine", models.JSONField(default=dict, help_text="What it ran on: cores, versions.")
        ),
        migrations.AlterField("run", "photo", models.FileField(blank=True, upload_to=demos.files.photo_path)),
        migrations.RunPython(note_what_was_chosen, migrations.RunPython.noop),
        migrations.RemoveField("run", "photo_name"),
        migrations.RemoveField("run", "mail_delay_ms"),
    ]
