from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "demos.records"
    label = "demos_records"
