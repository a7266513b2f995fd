from django.apps import AppConfig


class StageConfig(AppConfig):
    name = "demos.stage"
    label = "demos_stage"
    verbose_name = "The stage"
