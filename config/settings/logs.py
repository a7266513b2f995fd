"""What is written down, and what never is."""

from config.settings.environment import DEBUG, LOG_FORMAT, LOG_LEVEL, PUBLIC_HOST

BEHIND_PROXY = bool(PUBLIC_HOST)  # which is then believed about a request's id
LOGGING_CONFIG = "config.logs.lines.set_up"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "not about readiness": {"()": "config.health.NotAboutReadiness"},
        "without keys": {"()": "learners.accounts.secrecy.WithoutKeys"},
    },
    "formatters": {
        "line": {"()": "config.logs.lines.formatter", "shape": LOG_FORMAT, "with_messages": DEBUG}
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without keys"]}
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "mail.log": {"level": "WARNING"},  # aiosmtpd writes down every line of every letter
        "httpx": {"level": "WARNING"},  # and the load generator's client every request
        # `config.logs.requests` has a line for each request; this one is for errors of the server only.
        "django.request": {"level": "ERROR", "filters": ["not about readiness"]},
        # `config.logs.tasks` has the lines about tasks, without their arguments.
        "celery": {"level": "WARNING"},
        "celery.app.trace": {"level": "CRITICAL"},
        "gunicorn.error": {"handlers": [], "propagate": True},
    },
}
