"""A REDIS_URL as kombu spells it."""

from urllib.parse import parse_qs, urlsplit


def broker_url(redis_url: str, *, through: str = "") -> str:
    """The same database of the same Redis; `through` is a unix socket that leads there by a detour."""
    url = urlsplit(redis_url)
    if url.scheme != "unix" and not through:
        return redis_url
    credentials, at, _ = url.netloc.rpartition("@")
    return f"redis+socket://{credentials}{at}{through or url.path}?virtual_host={_database(redis_url)}"


def _database(redis_url: str) -> str:
    url = urlsplit(redis_url)
    in_path = "" if url.scheme == "unix" else url.path.strip("/")
    return parse_qs(url.query).get("db", [in_path])[0] or "0"
