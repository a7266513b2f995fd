"""Asking the demo workers, and telling them, on whatever host they are: Celery's remote control."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from celery import current_app
from kombu import Connection

from demos.queueing import UNREACHABLE

NODE = "demos@"  # and the host it is on
QUEUE = "demos"

SECONDS_TO_CONNECT = 0.3
SECONDS_TO_REPLY = 0.3  # an idle one takes 10 ms; closing the connection may take as long again

Replies = Mapping[str, Any]  # the name of a node, and what it says


class QueueUnreachable(Exception):
    """The broker does not answer, so that no worker can be spoken to."""


@contextmanager
def line_to_workers(patience: float = SECONDS_TO_REPLY) -> Iterator[Connection]:
    """A connection for this purpose only, on which no step takes longer than `patience` seconds.

    Raises QueueUnreachable, from the block too.
    """
    options = current_app.conf.broker_transport_options | {
        "socket_connect_timeout": SECONDS_TO_CONNECT,
        "socket_timeout": patience,
        "max_retries": 0,
    }
    try:
        with current_app.connection_for_write(transport_options=options) as connection:
            yield connection
    except UNREACHABLE as error:
        raise QueueUnreachable("The queue cannot be reached.") from error


def ask(
    connection: Connection,
    command: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    expect: int | None = None,
    node: str = "",
    patience: float = SECONDS_TO_REPLY,
) -> Replies:
    """What each demo worker replies to a command, by the name of its node; or the one named `node` only.

    Returns as soon as `expect` of them have, or when nobody has said anything for `patience` seconds. Without
    `expect` that silence is always waited for: there is no other way to know that everybody has spoken.
    """
    whom: dict[str, Any] = {"destination": [node]} if node else {"pattern": f"{NODE}*", "matcher": "glob"}
    replies = current_app.control.broadcast(
        command,
        arguments=dict(arguments or {}),
        connection=connection,
        reply=True,
        limit=expect,
        timeout=patience,
        **whom,
    )
    return {name: said for reply in replies or () for name, said in reply.items()}
