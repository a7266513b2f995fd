"""People: accounts, sessions, and the letters to them."""

from config.email_urls import email_settings
from config.settings.application import SOCIAL_PROVIDERS
from config.settings.environment import (
    DATA_DIR,
    EMAIL_FROM,
    EMAIL_URL,
    EMAIL_VERIFICATION,
    MAIL_SINK_HOST,
    MAIL_SINK_PORT,
    PUBLIC_HOST,
    SIGN_IN_BY,
)

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
# Of one address a whole class may sign up in the same minute; of one account, few wrong passwords and
# letters.
ACCOUNT_RATE_LIMITS = {
    "signup": "120/m/ip",
    "login": "300/m/ip",
    "login_failed": "600/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
}
SOCIALACCOUNT_FORMS = {"signup": "learners.accounts.forms.SocialSignUpForm"}
SOCIALACCOUNT_PROVIDERS = {provider: {"APPS": [SIGN_IN_BY[provider]]} for provider in SOCIAL_PROVIDERS}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PUBLIC_HOST else 0

SESSION_ENGINE = "learners.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 365
SESSION_COOKIE_SAMESITE = "Lax"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
vars().update(email_settings(EMAIL_URL or f"smtp://{MAIL_SINK_HOST}:{MAIL_SINK_PORT}"))
EMAIL_TIMEOUT = 8
DEFAULT_FROM_EMAIL = EMAIL_FROM or f"Behind the Scenes <no-reply@{PUBLIC_HOST or 'localhost'}>"
# Where the sink puts letters that are of no demo; without EMAIL_URL those to the site's accounts.
MAIL_DIR = DATA_DIR / "mail"
