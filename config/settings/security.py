"""What a browser is told to refuse, and what a public site adds to it."""

from config.settings.environment import IS_STAGE, PUBLIC_HOST

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
