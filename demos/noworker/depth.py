"""How full is the queue of the demos? Asked of the broker itself."""

import json
from dataclasses import dataclass
from typing import Any

from kombu import Connection

from demos.remote_control import QUEUE, QueueUnreachable, line_to_workers


@dataclass(frozen=True)
class Depth:
    """Messages that wait for a worker, and those that one has taken and not acknowledged yet."""

    waiting: int
    taken: int

    @property
    def total(self) -> int:
        return self.waiting + self.taken


def depth() -> Depth | None:
    """None where the broker cannot be reached."""
    try:
        with line_to_workers() as connection:
            return _depth(connection)
    except QueueUnreachable:
        return None


def _depth(connection: Connection) -> Depth:
    channel: Any = connection.default_channel
    waiting: int = channel.queue_declare(queue=QUEUE).message_count  # of every priority
    unacknowledged = channel.client.hvals(channel.unacked_key)  # of every queue on this broker
    return Depth(waiting, sum(_queue_of(message) == QUEUE for message in unacknowledged))


def _queue_of(message: bytes) -> str:
    """kombu keeps a message with its exchange and its routing key."""
    _, _, routing_key = json.loads(message)[:3]
    return str(routing_key)
