"""Every variable that the site reads, with its default, and the combinations that are refused."""

from pathlib import Path
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, EnvValidationError, validate

from config.reach import EVERYWHERE, own_site
from config.storage_urls import check_storage_url

BASE_DIR = Path(__file__).resolve().parents[2]
LAPTOP_KEY = "laptop-only-not-a-secret"

env = Env(eager=False)  # collect every bad value, then report them together
DATA_DIR = env.path("DATA_DIR", BASE_DIR / "var").resolve()
# What is made of the code alone, so that an image can hold it: static files, sample photos.
BUILT_DIR = env.path("BUILT_DIR", DATA_DIR).resolve()
PUBLIC_HOST = env.str(
    "PUBLIC_HOST",
    "",
    validate=validate.Regexp(r"[\w.-]*$", error="Write the name alone, without https:// and port."),
)
DEBUG = env.bool("DEBUG", default=not PUBLIC_HOST)
SECRET_KEY = env.str("SECRET_KEY", LAPTOP_KEY, validate=validate.Length(min=12))
HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000, validate=validate.Range(1, 65535))
HSTS_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
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
STORAGE_URL = env.str("STORAGE_URL", "", validate=check_storage_url)
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
WEB_PROCESSES = env.int("WEB_PROCESSES", 1, validate=validate.Range(1, 64))
WEB_THREADS = env.int("WEB_THREADS", 8, validate=validate.Range(1, 256))
# So long a web server that is told to stop goes on, while /healthz says 503. With the 70 s for its last
# requests it stays within what `deploy/` allows a part to stop.
DRAIN_SECONDS = env.int("DRAIN_SECONDS", 0, validate=validate.Range(0, 20))
DEMO_WORKERS = env.int("DEMO_WORKERS", 2, validate=validate.Range(1, 64))
# The stage is a second web server of this very site, there to be overloaded. STAGE tells the two apart.
IS_STAGE = env.bool("STAGE", default=False)
STAGE_SLOTS = env.int("STAGE_SLOTS", 4, validate=validate.Range(1, 32))
STAGE_HOST = env.str("STAGE_HOST", "127.0.0.1")
STAGE_PORT = env.int("STAGE_PORT", 8002, validate=validate.Range(1, 65535))
STAGE_URL = env.str(
    "STAGE_URL",
    own_site(site_for_phones="", host=STAGE_HOST, port=STAGE_PORT),
    validate=validate.Regexp(r"https?://[^/]+$", error="Write it as http://host:port, without a path."),
)
CONTENT_DIR = env.path("CONTENT_DIR", BASE_DIR / "content").resolve()
LOG_LEVEL = env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]))
SENTRY_DSN = env.str("SENTRY_DSN", "")
OTEL_EXPORTER_OTLP_ENDPOINT = env.str("OTEL_EXPORTER_OTLP_ENDPOINT", "")
METRICS_TOKEN = env.str(
    "METRICS_TOKEN", "", validate=validate.Regexp(r"(.{16,})?$", error="Write 16 characters or more.")
)
LOG_FORMAT = env.str(
    "LOG_FORMAT", "json" if PUBLIC_HOST else "terminal", validate=validate.OneOf(["terminal", "json"])
)
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
    otherwise = "" if PUBLIC_HOST else ", or DEBUG to 1 for work on this machine"
    raise ImproperlyConfigured(f"SECRET_KEY: set it to a long random value of your own{otherwise}")
if DEBUG and PUBLIC_HOST:
    raise ImproperlyConfigured("DEBUG: set it to 0, because PUBLIC_HOST puts this site before strangers")
for name, address in {"HOST": HOST, "STAGE_HOST": STAGE_HOST}.items():
    if DEBUG and address in EVERYWHERE:
        raise ImproperlyConfigured(f"DEBUG: set it to 0, because {name} lets other machines in")
