"""Wiring: settings, addresses, the Celery application, the processes of `make start`."""
