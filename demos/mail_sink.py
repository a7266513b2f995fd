"""A real SMTP server that keeps what it is given. The way to it is as slow as each letter asks for.

Letters of runs go into the demos' mailbox. Any other, such as the site's own to an account where it has no
mail server, is kept as a file, which only whoever runs the site can read.
"""

import asyncio
import logging
import signal

from aiosmtpd.smtp import SMTP, Envelope, Session
from asgiref.sync import sync_to_async
from django.db import DatabaseError, IntegrityError, close_old_connections, connections
from django.utils import timezone

from demos import mailbox, maildir
from demos.mailbox import BadLetter, Incoming

logger = logging.getLogger(__name__)

LARGEST_LETTER = 64 * 1024
SECONDS_TO_SAY_SOMETHING = 30
SECONDS_TO_FINISH = 4  # the longest delay, and a little

ACCEPTED = "250 2.0.0 Delivered"
TRY_LATER = "451 4.3.0 The letter could not be kept; try again"
UNKNOWN_RUN = "550 5.1.1 No such run"
BAD_HEADERS = "550 5.6.0 The headers make no sense"


class Sink:
    """aiosmtpd's handler. Many letters can be on their way at once; each waits for itself only."""

    def __init__(self) -> None:
        self._sessions: set[asyncio.Task[object]] = set()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The letter is here whole. Returns the reply to its sender."""
        if task := asyncio.current_task():
            self._sessions.add(task)
            task.add_done_callback(self._sessions.discard)
        return await _deliver(envelope)

    async def finish(self) -> None:
        """Wait, within bounds, for the letters that are on their way."""
        if self._sessions:
            await asyncio.wait(self._sessions, timeout=SECONDS_TO_FINISH)


async def serve(host: str, port: int) -> None:
    """Take letters until SIGTERM or SIGINT."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_number, stop.set)
    await serve_until(stop, host, port)


async def serve_until(stop: asyncio.Event, host: str, port: int) -> None:
    """Take letters until `stop` is set; those on their way then arrive before it returns."""
    sink, loop = Sink(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: _session(sink), host, port)
    logger.info("the mail sink listens on %s:%s", host, port)
    await stop.wait()
    server.close()
    await sink.finish()
    await sync_to_async(connections.close_all)()


def _session(sink: Sink) -> SMTP:
    return SMTP(
        sink,
        hostname="sink.localhost",
        ident="Behind the Scenes",
        data_size_limit=LARGEST_LETTER,
        timeout=SECONDS_TO_SAY_SOMETHING,
        enable_SMTPUTF8=True,
    )


async def _deliver(envelope: Envelope) -> str:
    content = envelope.original_content or b""
    try:
        if not mailbox.is_of_a_run(content):
            await sync_to_async(maildir.keep)(content)
            return ACCEPTED
        letter = mailbox.read_letter(content)
        if not await sync_to_async(_is_awaited)(letter):
            return UNKNOWN_RUN
        await asyncio.sleep(letter.delay_ms / 1000)
        await sync_to_async(_keep)(letter, envelope)
    except BadLetter:
        return BAD_HEADERS
    except IntegrityError:
        return UNKNOWN_RUN
    except (DatabaseError, OSError):
        logger.exception("the mail sink could not keep a letter")
        return TRY_LATER
    return ACCEPTED


def _is_awaited(letter: Incoming) -> bool:
    close_old_connections()
    return mailbox.is_awaited(letter.run_id)


def _keep(letter: Incoming, envelope: Envelope) -> None:
    close_old_connections()
    sender, recipient = envelope.mail_from or "", envelope.rcpt_tos[0]
    mailbox.keep(letter, sender=sender[:254], recipient=recipient[:254], now=timezone.now())
