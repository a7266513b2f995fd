"""What the site is made of: apps, middleware, templates, what it serves, and how the rooms meet."""

from config.settings.environment import BASE_DIR, IS_STAGE, SIGN_IN_BY, STORAGE_URL, VALVE_CONTROL

DEMO_ROOMS = sorted(f"demos.{room.parent.name}" for room in (BASE_DIR / "demos").glob("*/apps.py"))
SOCIAL_PROVIDERS = [provider for provider, app in SIGN_IN_BY.items() if all(app.values())]
INSTALLED_APPS = [
    "config",
    "config.operators.app.OperatorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    *(f"allauth.socialaccount.providers.{provider}" for provider in SOCIAL_PROVIDERS),
    "django_htmx",
    "template_partials",
    "learners",
    "tutorial",
    "quizzes",
    "demos",
    *DEMO_ROOMS,
]
MIDDLEWARE = [
    "config.logs.requests.told_in_a_line",
    "config.metrics.requests.measured",
    "config.tracing.requests.traced",
    "config.headers.on_every_reply",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.health.answered_first",
    "config.unavailable.asked_again",
    "config.not_modified.pages_are_tagged",
    "config.caching.pages_are_private",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.sizes.SmallForms",
    "config.rate_limits.RateLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "learners.gone.AfterDeletion",
]
if IS_STAGE:
    MIDDLEWARE.remove("config.rate_limits.RateLimits")  # its one visitor overloads it on purpose
    MIDDLEWARE.insert(0, "demos.stage.slots.in_slots")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.lights",
                "tutorial.context.course",
                "learners.context.sign_in",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

# What other rooms know of a browser by cookies of their own: told and deleted with a learner's rows.
KNOWN_BY_BROWSER = {"demos": "demos.telling"}

# /readyz asks each of these whether its part answers.
READINESS = {
    "database": "config.health.database_answers",
    "broker": "config.health.broker_answers",
    "worker": "demos.workers.answer",
    "mail": "demos.mail.sink_answers",
    "stage": "config.health.stage_answers",
}
if STORAGE_URL:
    READINESS["storage"] = "demos.files.storage_answers"
if VALVE_CONTROL:
    READINESS["valve"] = "demos.outage.control.answers"

# Told of every demo whose run, now over, its visitor sees: (request, name of the demo's address).
DEMO_SEEN = "tutorial.watching.record_watched"
