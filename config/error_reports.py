"""Errors are reported to where SENTRY_DSN says: what went wrong, where in the code, and nothing of anybody.

Left out are cookies, headers, queries and bodies, the values of variables, the steps before the error, users,
and whatever stands in quotation marks in an error's words, because it may have been typed by somebody.
"""

import re
from typing import Any

from django.conf import settings

from config.logs.lines import discreet

QUOTED = re.compile(r"""(["'`])(?:(?!\1).)*\1""")
OF_A_REQUEST = ("method",)


def begin() -> None:
    """Report this process's errors from now on. Nothing without SENTRY_DSN."""
    if not settings.SENTRY_DSN:
        return
    import sentry_sdk  # noqa: PLC0415  most sites report to nobody
    from sentry_sdk.integrations.celery import CeleryIntegration  # noqa: PLC0415
    from sentry_sdk.integrations.django import DjangoIntegration  # noqa: PLC0415
    from sentry_sdk.integrations.logging import LoggingIntegration  # noqa: PLC0415

    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=settings.RELEASE,
        environment=settings.PUBLIC_HOST or "laptop",
        integrations=[
            DjangoIntegration(transaction_style="function_name"),
            CeleryIntegration(),
            LoggingIntegration(level=None, event_level=None),  # a line that is logged is no error by itself
        ],
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        max_breadcrumbs=0,
        before_send=scrubbed,
    )


def scrubbed(event: Any, hint: dict[str, Any]) -> Any:
    """The event as it may leave."""
    request = event.get("request", {})
    event["request"] = {name: request[name] for name in OF_A_REQUEST if name in request}
    for part in ("user", "breadcrumbs", "extra"):
        event.pop(part, None)
    for error in event.get("exception", {}).get("values", ()):
        error["value"] = QUOTED.sub("'...'", discreet(error.get("value") or ""))
    return event
