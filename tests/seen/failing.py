"""A view and a task that fail over what somebody typed."""

from celery import shared_task
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def fail(request: HttpRequest) -> HttpResponse:
    """Fails, and queues a task that does."""
    typed, email = request.POST["typed"], request.POST["email"]
    fail_too.delay(typed, email)
    raise ValueError(f"no idea what {typed!r} means, says {email}")


@shared_task
def fail_too(typed: str, email: str) -> None:
    raise LookupError(f"nothing like {typed!r} was sent to {email}")
