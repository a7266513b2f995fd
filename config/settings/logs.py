"""What is written down, and what never is."""

from config.settings.environment import LOG_LEVEL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "not about readiness": {"()": "config.health.NotAboutReadiness"},
        "without keys": {"()": "learners.accounts.secrecy.WithoutKeys"},
    },
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without keys"]}
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "mail.log": {"level": "WARNING"},  # aiosmtpd writes down every line of every letter
        "httpx": {"level": "WARNING"},  # and the load generator's client every request
        "django.request": {"filters": ["not about readiness"]},
    },
}
