"""What a browser is told to refuse, and what a public site adds to it."""

from config.settings.application import SOCIAL_PROVIDERS
from config.settings.environment import HSTS_SUBDOMAINS, IS_STAGE, PUBLIC_HOST

DEFAULT_EXCEPTION_REPORTER_FILTER = "config.error_pages.WithoutAddresses"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# Signing in elsewhere begins with a form of ours that leads there, which Chromium counts as its action, too.
SIGN_IN_ELSEWHERE = {"google": "https://accounts.google.com", "github": "https://github.com"}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *(SIGN_IN_ELSEWHERE[provider] for provider in SOCIAL_PROVIDERS)],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# A scene of presenter mode fills the screen; no page needs anything else of the visitor's machine.
REFUSED_DEVICES = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
    *("magnetometer", "microphone", "midi", "payment", "usb"),
)
PERMISSIONS_POLICY = ", ".join(["fullscreen=(self)", *(f"{device}=()" for device in REFUSED_DEVICES)])
if PUBLIC_HOST and not IS_STAGE:  # the stage is spoken to behind the proxy, in plain HTTP
    CSRF_TRUSTED_ORIGINS = [f"https://{PUBLIC_HOST}"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_SSL_HOST = PUBLIC_HOST
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HSTS_SUBDOMAINS
    if not HSTS_SUBDOMAINS:  # the names below are somebody else's to decide about
        SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
