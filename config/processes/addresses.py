"""Where the web server listens."""


def host_and_port(host: str, port: int) -> str:
    """As programs and URLs write it: an IPv6 host stands in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
