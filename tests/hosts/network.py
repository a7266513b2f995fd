"""Hosts on one machine: network namespaces with names and addresses of their own, on one bridge.

Their names hold the id of the process that made them: whoever comes next removes what a crash has left.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

OURS = "bts"
ADDRESSES = "10.231"
NAMED = 'hostname "$0" && exec "$@"'


@dataclass(frozen=True)
class Host:
    """`words` go before a command that is to run on it."""

    name: str
    address: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Network:
    """`address` is this machine's own, where the hosts find what they share."""

    address: str
    hosts: dict[str, Host]


def is_possible() -> bool:
    """Whether this process may make namespaces: as root, and not in a sandbox that forbids it."""
    probe = f"{OURS}-{os.getpid()}-probe"
    try:
        _ip("netns", "add", probe)
    except (OSError, subprocess.CalledProcessError):
        return False
    _ip("netns", "delete", probe)
    return True


@contextmanager
def network(*names: str) -> Iterator[Network]:
    """One with hosts of these names. All of it is gone when the context ends."""
    _remove_what_others_left()
    pid = os.getpid()
    subnet, bridge = f"{ADDRESSES}.{pid % 250}", f"{OURS}-{pid}"
    try:
        _ip("link", "add", bridge, "type", "bridge")
        _ip("address", "add", f"{subnet}.1/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        hosts = {name: _host(name, f"{subnet}.{10 + n}", bridge, n) for n, name in enumerate(names)}
        yield Network(f"{subnet}.1", hosts)
    finally:
        _remove(pid)


def _host(name: str, address: str, bridge: str, number: int) -> Host:
    pid = os.getpid()
    space, here = f"{OURS}-{pid}-{name}", f"{OURS}{number}-{pid}"
    _ip("netns", "add", space)
    _ip("link", "add", here, "type", "veth", "peer", "name", "eth0", "netns", space)
    _ip("link", "set", here, "master", bridge, "up")
    _ip("-n", space, "address", "add", f"{address}/24", "dev", "eth0")
    for device in ("lo", "eth0"):
        _ip("-n", space, "link", "set", device, "up")
    return Host(name, address, ("ip", "netns", "exec", space, "unshare", "--uts", "sh", "-c", NAMED, name))


def _remove_what_others_left() -> None:
    made_by = {
        int(pid) for pid in re.findall(rf"{OURS}\d*-(\d+)", _ip("netns", "list") + _ip("link", "show"))
    }
    for pid in made_by:
        if not Path(f"/proc/{pid}").exists():
            _remove(pid)


def _remove(pid: int) -> None:
    for space in re.findall(rf"^{OURS}-{pid}-\S+", _ip("netns", "list"), re.MULTILINE):
        with suppress(subprocess.CalledProcessError):
            _ip("netns", "delete", space)  # its end of a cable goes, and so the other one
    with suppress(subprocess.CalledProcessError):
        _ip("link", "delete", f"{OURS}-{pid}")


def _ip(*words: str) -> str:
    return subprocess.run(("ip", *words), check=True, capture_output=True, text=True).stdout
