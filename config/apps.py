from django.apps import AppConfig
from django.db.models.signals import pre_migrate

# Before the apps that have tasks: it must be the current Celery application when they come.
from config import celery  # noqa: F401
from config.error_reports import begin as report_errors
from config.migrating import without_time_limit


class WiringConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        report_errors()
        pre_migrate.connect(without_time_limit)
