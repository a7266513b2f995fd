"""Where signing in leads, for every template."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode


def sign_in(request: HttpRequest) -> dict[str, object]:
    """The address of the form, which leads back to the page that one is on, without what its query says."""
    back = f"?{urlencode({'next': request.path})}" if _is_page(request) else ""
    return {"sign_in_url": reverse("account_login") + back}


def _is_page(request: HttpRequest) -> bool:
    """Not one of those about the account, nor the reply to a form, nor what was not found."""
    found = request.resolver_match is not None and request.method in {"GET", "HEAD"}
    return found and not request.path.startswith(reverse("learners:account"))
