"""Where other machines reach this site, if it listens for them."""

import socket
from contextlib import closing
from ipaddress import ip_address

from config.processes.addresses import host_and_port

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  compared with, never bound to
SOMEWHERE = ("192.0.2.1", 9)  # an address for documents: nothing is sent to it


def own_address() -> str:
    """This machine's address in its network, "" where it is in none."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(SOMEWHERE)  # chooses the way there, and sends nothing
        except OSError:
            return ""
        address: str = probe.getsockname()[0]
        return "" if ip_address(address).is_loopback else address


def own_names() -> list[str]:
    """What this machine is called, and what its neighbours call it (multicast DNS). Asks nobody."""
    name = socket.gethostname().lower()
    return [name] if "." in name else [name, f"{name}.local"]


def site_for_phones(*, public_host: str, host: str, lan_address: str, port: int) -> str:
    """The site's URL for a phone, without a path; "" where the site listens to this machine only."""
    if public_host:
        return f"https://{public_host}"
    reachable = lan_address if host in EVERYWHERE else host
    return "" if _is_here_only(reachable) else f"http://{host_and_port(reachable, port)}"


def own_site(*, site_for_phones: str, host: str, port: int) -> str:
    """The site's URL, without a path: the one for other machines where there is one, else the one here."""
    here = "127.0.0.1" if host in EVERYWHERE or not host else host
    return site_for_phones or f"http://{host_and_port(here, port)}"


def _is_here_only(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in {"", "localhost"}
