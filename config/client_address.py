"""Whose machine is it? The address to count by."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

NOBODYS = ""  # of who comes through a socket, or behind a proxy that does not say for whom


def counted_address(request: HttpRequest) -> str:
    """The visitor's address: of a public site, which stands behind exactly one proxy, what that adds to the
    header, hence the last one there. What the visitor wrote before it counts for nothing, nor does the header
    where there is no proxy. Of an IPv6 address the network counts, because one customer has all of it."""
    written = request.META.get("REMOTE_ADDR", "")
    if settings.PUBLIC_HOST:
        written = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        address = ip_address(written)
    except ValueError:
        return NOBODYS
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address.packed, 64), strict=False))
    return str(address)
