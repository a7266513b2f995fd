"""Wiring: settings, addresses, the Celery application, the processes of `make start`."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
