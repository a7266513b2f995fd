from django.apps import AppConfig

# Before the apps that have tasks: it must be the current Celery application when they come.
from config import celery  # noqa: F401


class WiringConfig(AppConfig):
    name = "config"
