"""Whose machine is it? The address to count by."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

NOBODYS = ""  # of who comes through a socket
# Of all together who come to a public site past its proxy, or through one that does not say for whom.
UNTOLD = "untold"


def counted_address(request: HttpRequest) -> str:
    """The visitor's address: of a public site, which stands behind exactly one proxy, what that adds to the
    header, hence the last one there. What the visitor wrote before it counts for nothing, nor does the header
    where there is no proxy. Of an IPv6 address the network counts, because one customer has all of it."""
    written = request.META.get("REMOTE_ADDR", "")
    if settings.PUBLIC_HOST:
        written = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        address = ip_address(_without_port(written))
    except ValueError:
        return UNTOLD if settings.PUBLIC_HOST else NOBODYS
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address.packed, 64), strict=False))
    return str(address)


def _without_port(written: str) -> str:
    """Some proxies write 192.0.2.1:4711, [2001:db8::1] or [2001:db8::1]:4711."""
    if written.startswith("["):
        return written[1:].partition("]")[0]
    return written.partition(":")[0] if written.count(":") == 1 else written
