"""Every setting of the site, read from the environment. Names and defaults: `.env.example`.

Without any variable this is a laptop: loopback only, DEBUG on. `make start` turns DEBUG off
and gives the checkout a private key. PUBLIC_HOST makes it a public site, over HTTPS.
"""

from pathlib import Path
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, EnvValidationError, validate

from config.broker_urls import broker_url
from config.email_urls import email_settings
from config.processes.addresses import in_url
from config.reach import EVERYWHERE, own_address, own_names, own_site, site_for_phones

BASE_DIR = Path(__file__).resolve().parent.parent
LAPTOP_KEY = "laptop-only-not-a-secret"
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

env = Env(eager=False)  # collect every bad value, then report them together
DATA_DIR = env.path("DATA_DIR", BASE_DIR / "var").resolve()
DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", LAPTOP_KEY, validate=validate.Length(min=12))
HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000, validate=validate.Range(1, 65535))
PUBLIC_HOST = env.str("PUBLIC_HOST", "")
JOIN_HOST = env.str(
    "JOIN_HOST",
    "",
    validate=validate.Regexp(r"[\w.:-]*$", error="Write it without http:// and port."),
)
DATABASE = env.dj_db_url("DATABASE_URL", f"sqlite:///{quote(str(DATA_DIR / 'site.sqlite3'))}")
REDIS_URL = env.str(
    "REDIS_URL",
    "redis://127.0.0.1:6379/0",
    validate=validate.Regexp(
        r"rediss?://[^/]+(/\d*)?(\?.*)?$|unix:///.+", error="Write it as redis://host:port/number."
    ),
)
# Sockets of the valve, through which the lab can cut itself off from the broker; both are empty without one.
VALVE_SOCKET = env.str("VALVE_SOCKET", "")
VALVE_CONTROL = env.str("VALVE_CONTROL", "")
MAIL_SINK_HOST = env.str("MAIL_SINK_HOST", "127.0.0.1")
MAIL_SINK_PORT = env.int("MAIL_SINK_PORT", 8025, validate=validate.Range(1, 65535))
EMAIL_URL = env.str(
    "EMAIL_URL",
    "",
    validate=validate.Regexp(
        r"((smtp|smtp\+tls|smtps)://[^/?#]+/?)?$", error="Write it as smtp+tls://user:password@host:587."
    ),
)
EMAIL_FROM = env.str("EMAIL_FROM", "")
EMAIL_VERIFICATION = env.str(
    "EMAIL_VERIFICATION", "none", validate=validate.OneOf(["none", "optional", "mandatory"])
)
# Who signs in elsewhere: a way is offered where both of its values are set.
SIGN_IN_BY = {
    provider: {
        "client_id": env.str(f"{provider.upper()}_CLIENT_ID", ""),
        "secret": env.str(f"{provider.upper()}_CLIENT_SECRET", ""),
    }
    for provider in ("google", "github")
}
WEB_THREADS = env.int("WEB_THREADS", 8, validate=validate.Range(1, 256))
DEMO_WORKERS = env.int("DEMO_WORKERS", 2, validate=validate.Range(1, 64))
# The stage is a second web server of this very site, there to be overloaded. STAGE tells the two apart.
IS_STAGE = env.bool("STAGE", default=False)
STAGE_SLOTS = env.int("STAGE_SLOTS", 4, validate=validate.Range(1, 32))
STAGE_PORT = env.int("STAGE_PORT", 8002, validate=validate.Range(1, 65535))
STAGE_URL = env.str(
    "STAGE_URL",
    f"http://127.0.0.1:{STAGE_PORT}",
    validate=validate.Regexp(r"https?://[^/]+$", error="Write it as http://host:port, without a path."),
)
CONTENT_DIR = env.path("CONTENT_DIR", BASE_DIR / "content").resolve()
LOG_LEVEL = env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]))
try:
    env.seal()
except EnvValidationError as error:
    says = error.error_messages if isinstance(error.error_messages, dict) else {}
    problems = "; ".join(f"{name}: {' '.join(words)}" for name, words in says.items()) or str(error)
    raise ImproperlyConfigured(problems) from None
except EnvError as error:
    raise ImproperlyConfigured(str(error)) from None

if DATABASE["NAME"] == ":memory:":
    raise ImproperlyConfigured("DATABASE_URL: name a file, because the site is more than one process")
if not DEBUG and SECRET_KEY == LAPTOP_KEY:
    raise ImproperlyConfigured("SECRET_KEY: set it to a long random value of your own, or leave DEBUG on")
if DEBUG and PUBLIC_HOST:
    raise ImproperlyConfigured("DEBUG: set it to 0, because PUBLIC_HOST puts this site before strangers")
if DEBUG and HOST in EVERYWHERE:
    raise ImproperlyConfigured("DEBUG: set it to 0, because HOST lets other machines in")

# A public site has one name. Its health is told under any (config.health); the stage is spoken to by address.
ALLOWED_HOSTS = [PUBLIC_HOST] if PUBLIC_HOST and not IS_STAGE else [*LOOPBACK, in_url(HOST)]
LAN_ADDRESS = ""
if HOST in EVERYWHERE and not PUBLIC_HOST:
    LAN_ADDRESS = JOIN_HOST or own_address()
    ALLOWED_HOSTS += [name for name in (in_url(LAN_ADDRESS), *own_names()) if name]
# What a class is told to open; "" where phones cannot reach this site.
SITE_FOR_PHONES = site_for_phones(public_host=PUBLIC_HOST, host=HOST, lan_address=LAN_ADDRESS, port=PORT)
# What letters link to: never taken from a request, whose Host anybody may write.
SITE_URL = own_site(site_for_phones=SITE_FOR_PHONES, host=HOST, port=PORT)

DEMO_ROOMS = sorted(f"demos.{room.parent.name}" for room in (BASE_DIR / "demos").glob("*/apps.py"))
SOCIAL_PROVIDERS = [provider for provider, app in SIGN_IN_BY.items() if all(app.values())]
INSTALLED_APPS = [
    "config",
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
    "django.middleware.security.SecurityMiddleware",
    "config.health.answered_first",
    "config.caching.pages_are_private",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "learners.gone.AfterDeletion",
]
if IS_STAGE:
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
                "config.context.lights",
                "tutorial.context.course",
                "learners.context.sign_in",
            ],
        },
    }
]

DATABASES = {"default": DATABASE}
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue for the lock at BEGIN instead of failing half-way; readers never wait for them.
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
    }
    DATABASE["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # a file, as in real life
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "learners.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",  # presenters, by their name
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "learners:account"
LOGOUT_REDIRECT_URL = "tutorial:home"
ACCOUNT_ADAPTER = "learners.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "learners.accounts.forms.SignInForm",
    "signup": "learners.accounts.forms.SignUpForm",
    "reset_password": "learners.accounts.forms.ForgottenForm",
    "reset_password_from_key": "learners.accounts.forms.NewPasswordForm",
    "change_password": "learners.accounts.forms.ChangePasswordForm",
    "set_password": "learners.accounts.forms.FirstPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = EMAIL_VERIFICATION
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Nobody can have letters sent to a stranger again and again. Only where an address must be confirmed, so that
# signing up tells nobody who has an account, does a reset not tell it either: there all get a letter.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = EMAIL_VERIFICATION == "mandatory"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Of one address a whole class may sign up in the same minute; of one account, few wrong passwords.
ACCOUNT_RATE_LIMITS = {
    "signup": "120/m/ip",
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
}
SOCIALACCOUNT_FORMS = {"signup": "learners.accounts.forms.SocialSignUpForm"}
SOCIALACCOUNT_PROVIDERS = {provider: {"APPS": [SIGN_IN_BY[provider]]} for provider in SOCIAL_PROVIDERS}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PUBLIC_HOST else 0

# What other rooms know of a browser by cookies of their own: told and deleted with a learner's rows.
KNOWN_BY_BROWSER = {"demos": "demos.telling"}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
vars().update(email_settings(EMAIL_URL or f"smtp://{MAIL_SINK_HOST}:{MAIL_SINK_PORT}"))
EMAIL_TIMEOUT = 8
DEFAULT_FROM_EMAIL = EMAIL_FROM or f"Behind the Scenes <no-reply@{PUBLIC_HOST or 'localhost'}>"
# Where the sink puts letters that are of no demo; without EMAIL_URL those to the site's accounts.
MAIL_DIR = DATA_DIR / "mail"

CACHES = {"default": {"BACKEND": "config.cache.RedisOrMemory", "LOCATION": REDIS_URL, "KEY_PREFIX": "site"}}

# The web side of the queue: an unreachable broker must cost a visitor two seconds at the most,
# and no result is awaited through it, because the state of a run lives in our own rows.
CELERY_BROKER_URL = broker_url(REDIS_URL)
LAB_BROKER_URL = broker_url(REDIS_URL, through=VALVE_SOCKET)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "site"
CELERY_IMPORTS = ["demos.workers", "demos.losses"]  # besides the `tasks` module of each room
CELERY_TASK_ROUTES = {  # the first that fits; demos.tasks are the site's own
    "demos.stage.tasks.*": {"queue": "load"},
    "demos.*.tasks.*": {"queue": "demos"},
}
CELERY_BEAT_SCHEDULE = {
    "queue what is not queued yet": {
        "task": "demos.tasks.requeue",
        "schedule": 10,
        "options": {"expires": 10},
    },
    "welcome who is not welcomed yet": {
        "task": "learners.tasks.welcome_all",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "move what came late": {"task": "learners.tasks.move_late", "schedule": 60, "options": {"expires": 60}},
    "hand in exams": {"task": "quizzes.tasks.hand_in_exams", "schedule": 30, "options": {"expires": 30}},
    "tidy the stage": {"task": "demos.stage.tasks.tidy", "schedule": 15, "options": {"expires": 15}},
    "sweep runs": {"task": "demos.tasks.sweep_runs", "schedule": 60, "options": {"expires": 60}},
    "sweep stray files": {"task": "demos.tasks.sweep_files", "schedule": 3600, "options": {"expires": 3600}},
}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
# The worker side: one task at a time a child, so that the queue's depth is the truth.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_DISABLE_PREFETCH = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# The message of a worker that vanished altogether comes back so many seconds after it was taken. Longer than
# a task that is acknowledged late may take (18 s) or be put off (8 s); of all workers' the shortest counts.
REDELIVERY_SECONDS = 30
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "run" / "beat-schedule")

# /readyz asks each of these whether its part answers.
READINESS = {
    "database": "config.health.database_answers",
    "broker": "config.health.broker_answers",
    "worker": "demos.workers.answer",
    "mail": "demos.mail.sink_answers",
    "stage": "config.health.stage_answers",
}
if VALVE_CONTROL:
    READINESS["valve"] = "demos.outage.control.answers"

# Told of every demo whose run, now over, its visitor sees: (request, name of the demo's address).
DEMO_SEEN = "tutorial.watching.record_watched"

MEDIA_ROOT = DATA_DIR / "media"
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# What a form may hold besides its files, in bytes. The longest text a page lets people type stays below it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

SESSION_ENGINE = "learners.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 365
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if PUBLIC_HOST and not IS_STAGE:  # the stage is spoken to behind the proxy, in plain HTTP
    CSRF_TRUSTED_ORIGINS = [f"https://{PUBLIC_HOST}"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_SSL_HOST = PUBLIC_HOST
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

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
