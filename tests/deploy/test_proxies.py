"""Two web servers behind the real proxies, by the files of `deploy/`: each is replaced, nobody notices."""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from config.logs.requests import WELL_FORMED
from tests.config.small_server import SECONDS, Server, serving
from tests.demos.waiting import wait_until
from tests.deploy.files import DEPLOY, caddyfile, program, services
from tests.site import free_port

BODY = bytes(200_000)
PEOPLE = 4
DRAIN_SECONDS = services()["web-1"]["environment"]["DRAIN_SECONDS"]


def caddy(folder: Path, port: int, upstreams: list[int]) -> list[str]:
    """Its command, with the compose file's Caddyfile for these servers, in plain HTTP."""
    text = caddyfile().replace("{$PUBLIC_HOST}", f"http://127.0.0.1:{port}")
    servers = " ".join(f"127.0.0.1:{upstream}" for upstream in upstreams)
    text = text.replace("web-1:8000 web-2:8000", servers).replace(
        "\tservers {", "\tadmin off\n\tservers {", 1
    )
    (folder / "Caddyfile").write_text(text)
    return [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def nginx(folder: Path, port: int, upstreams: list[int]) -> list[str]:
    """Its command, with nginx's file for these servers, in plain HTTP."""
    text = (DEPLOY / "nginx" / "behind-the-scenes.conf").read_text()
    servers = "\n".join(f"server 127.0.0.1:{upstream} max_fails=1 fail_timeout=2s;" for upstream in upstreams)
    text = re.sub(r"server 127\.0\.0\.1:8000 .*;", servers, text)
    text = re.sub(r"listen 80;|listen \[::\].*;|ssl_.*;", "", text, flags=re.MULTILINE)
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    text = re.sub(
        r"^server \{\s+server_name.*?^\}\n", "", text, count=1, flags=re.DOTALL | re.MULTILINE
    )  # the way to HTTPS
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""  # whose folder it writes to
    whole = (
        f"{user}pid {folder}/pid;\ndaemon off;\nevents {{}}\nhttp {{\naccess_log off;\n{paths}{text}\n}}\n"
    )
    (folder / "nginx.conf").write_text(whole)
    return [program("nginx"), "-e", "stderr", "-c", str(folder / "nginx.conf")]


@pytest.fixture(params=[caddy, nginx], ids=["caddy", "nginx"])
def proxied(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[str, list[ExitStack], list[int]]]:
    """The proxy's address, and the two servers, each with the stack that ends it."""
    program(request.param.__name__)
    port, ports = free_port(), [free_port(), free_port()]
    with ExitStack() as all_of_it:
        stacks = [all_of_it.enter_context(ExitStack()) for _ in ports]
        for stack, upstream in zip(stacks, ports, strict=True):
            enter(stack, upstream)
        with (tmp_path / "log").open("wb") as log:
            proxy = subprocess.Popen(request.param(tmp_path, port, ports), stdout=log, stderr=log)
        try:
            wait_until(lambda: answers(f"http://127.0.0.1:{port}"))
            yield f"http://127.0.0.1:{port}", stacks, ports
        finally:
            proxy.terminate()
            proxy.wait(SECONDS)


def enter(stack: ExitStack, port: int) -> Server:
    return stack.enter_context(serving(port=port, DRAIN_SECONDS=DRAIN_SECONDS))


def answers(url: str) -> bool:
    try:
        return httpx.get(url).is_success
    except httpx.TransportError:
        return False


def told(url: str, **headers: str) -> Any:
    """What the site is told by a visitor who sends these headers, and a long one."""
    reply = httpx.get(f"{url}/told", headers={**headers, "Cookie": "x" * 1000})
    assert reply.headers["Content-Encoding"] == "gzip"
    return reply.json()


def use(url: str, enough: Event) -> Counter[int]:
    """Pages and uploads until it is enough; how many replies there were of each status, 0 for none."""
    seen: Counter[int] = Counter()
    with httpx.Client(timeout=SECONDS) as client:
        while not enough.is_set():
            for method, body in (("GET", b""), ("POST", BODY)):
                try:
                    seen[client.request(method, url, content=body).status_code] += 1
                except httpx.TransportError:
                    seen[0] += 1
    return seen


def test_each_is_replaced_and_no_request_fails(proxied: tuple[str, list[ExitStack], list[int]]) -> None:
    url, stacks, ports = proxied
    enough = Event()
    with ThreadPoolExecutor(PEOPLE) as threads:
        crowd = [threads.submit(use, url, enough) for _ in range(PEOPLE)]
        try:
            for stack, port in zip(stacks, ports, strict=True):
                stack.close()  # SIGTERM, and waits for its end
                enter(stack, port)
                # The proxy knows of it: until then there is none whom it would ask instead of the next.
                wait_until(lambda port=port: told(url)["SERVER_PORT"] == str(port))  # type: ignore[misc]
        finally:
            enough.set()
    seen = sum((person.result() for person in crowd), Counter())
    assert seen[200] > 100
    assert set(seen) == {200}, seen


def test_the_site_is_told_nothing_that_a_visitor_made_up(
    proxied: tuple[str, list[ExitStack], list[int]],
) -> None:
    url, *_ = proxied
    made_up = {"X-Request-ID": "made-up-by-me", "X-Forwarded-For": "192.0.2.7"}
    first, second = (told(url, **made_up, traceparent="00-made-up", tracestate="made=up") for _ in "12")
    assert first["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"
    assert WELL_FORMED.fullmatch(first["HTTP_X_REQUEST_ID"])
    assert len({"made-up-by-me", first["HTTP_X_REQUEST_ID"], second["HTTP_X_REQUEST_ID"]}) == 3
    assert not {"HTTP_TRACEPARENT", "HTTP_TRACESTATE"} & first.keys()
