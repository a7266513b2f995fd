"""`manage.py mail_sink`: the SMTP server to which the demos send their letters."""

import asyncio
import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demos.mail_sink import serve


class Command(BaseCommand):
    help = "Receive the demos' letters on MAIL_SINK_HOST and MAIL_SINK_PORT until it is told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            asyncio.run(serve(settings.MAIL_SINK_HOST, settings.MAIL_SINK_PORT))
        except OSError as error:
            address, reason = (
                f"{settings.MAIL_SINK_HOST}:{settings.MAIL_SINK_PORT}",
                os.strerror(error.errno or 0),
            )
            raise CommandError(f"cannot listen on {address}: {reason}") from error
