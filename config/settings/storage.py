"""Where everything is kept: rows, counts, files."""

from config.settings.environment import BASE_DIR, BUILT_DIR, DATA_DIR, DATABASE, DEBUG, REDIS_URL, STORAGE_URL
from config.storage_urls import storage_options

DATABASES = {"default": DATABASE}
# A connection outlives its request, and is tried before the next one, for the server may have been restarted.
DATABASE["CONN_MAX_AGE"] = 60
DATABASE["CONN_HEALTH_CHECKS"] = True
if DATABASE["ENGINE"] == "django.db.backends.postgresql":
    # No page hangs for ever: what waits for a lock, or lasts, for longer than this, ends as
    # `config.unavailable` says. DATABASE_URL may say otherwise; a migration may last (`config.migrating`).
    limits = "-c lock_timeout=8s -c statement_timeout=20s -c idle_in_transaction_session_timeout=60s"
    DATABASE["DISABLE_SERVER_SIDE_CURSORS"] = True  # a pooler may stand between: docs/deploy.md
    DATABASE["OPTIONS"] = {"connect_timeout": 2, "options": limits, **DATABASE.get("OPTIONS", {})}
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue for the lock at BEGIN instead of failing half-way; readers never wait for them.
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
    }
    DATABASE["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # a file, as in real life

CACHES = {"default": {"BACKEND": "config.cache.RedisOrMemory", "LOCATION": REDIS_URL, "KEY_PREFIX": "site"}}

MEDIA_ROOT = DATA_DIR / "media"
STATIC_URL = "static/"
STATIC_ROOT = BUILT_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "config.object_storage.ObjectStorage", "OPTIONS": storage_options(STORAGE_URL)}
    if STORAGE_URL
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# What a form may hold besides its files, in bytes. The longest text a page lets people type stays below it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
