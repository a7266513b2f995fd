"""Celery under this site's settings, for a process that knows tasks by their names only and loads no page."""

from celery import Celery


def bare_celery(name: str) -> Celery:
    """DJANGO_SETTINGS_MODULE has to be set; neither Django nor a task is loaded."""
    app = Celery(name, fixups=[])
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.imports = ()
    return app
