"""Which databases there are to measure on."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg

SECONDS_TO_CONNECT = 2


def there() -> list[tuple[str, str]]:
    """SQLite, and a new database on the server that POSTGRES_URL names, if it answers: their names and URLs.

    "" is the site's own file.
    """
    server = os.environ.get("POSTGRES_URL", "")
    if not server:
        print("\nPOSTGRES_URL names no server (postgres://user@host:port/): measured on SQLite only")
        return [("SQLite", "")]
    name = f"bench_{secrets.token_hex(4)}"
    return [("SQLite", ""), ("PostgreSQL", urlunsplit(urlsplit(server)._replace(path=f"/{name}")))]


@contextmanager
def emptied(url: str) -> Iterator[None]:
    """A database of this URL, with nothing in it; gone afterwards. Nothing to do for a site's own file."""
    if not url:
        yield
        return
    place = urlsplit(url)
    server, name = urlunsplit(place._replace(path="/postgres")), place.path[1:]
    with psycopg.connect(server, autocommit=True, connect_timeout=SECONDS_TO_CONNECT) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
