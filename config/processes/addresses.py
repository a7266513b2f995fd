"""Where the web server listens."""


def in_url(host: str) -> str:
    """An IPv6 address stands in brackets there."""
    return f"[{host}]" if ":" in host else host


def host_and_port(host: str, port: int) -> str:
    """As programs and URLs write it."""
    return f"{in_url(host)}:{port}"
