"""The page of an error under DEBUG lists the settings. Django leaves out what is called a password or key."""

import re

from django.views.debug import SafeExceptionReporterFilter


class WithoutAddresses(SafeExceptionReporterFilter):
    """Neither does it tell the addresses of the parts, in which passwords may stand."""

    hidden_settings = re.compile(
        SafeExceptionReporterFilter.hidden_settings.pattern + r"|URL|DSN|LOCATION", re.IGNORECASE
    )
