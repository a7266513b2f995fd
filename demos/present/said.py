"""What the presenter is told that a command has really done."""

from datetime import datetime
from math import ceil

from demos.crew import Killed, Paused


def of_pause(paused: Paused, now: datetime) -> str:
    """They are named, because it may be several."""
    minutes = ceil((paused.until - now).total_seconds() / 60)
    return f"Paused: {_names(paused.nodes)}. They go on by themselves in {minutes} minutes at the latest."


def of_resume(nodes: tuple[str, ...]) -> str:
    """Who goes on."""
    return f"Working again: {_names(nodes)}."


def of_kill(killed: Killed) -> str:
    """Which process, and what it was doing."""
    who = f"Worker {killed.number}" if killed.number else "The whole worker"
    loses = " in the middle of its task" if killed.task else "; it was free"
    return f"{who} on {killed.host} (process {killed.pid}) was killed{loses}."


def _names(nodes: tuple[str, ...]) -> str:
    return ", ".join(nodes)
