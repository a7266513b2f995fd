"""A real S3 over HTTP: moto's server in a process of its own, which can be frozen, and can refuse.

`python -m tests.object_store HOST PORT` serves until its standard input ends; "refuse" and "serve" are its
commands, each answered by the line "ok". What is kept is kept in its memory, also while it refuses.
"""

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

import boto3
from botocore.config import Config
from moto.server import ThreadedMotoServer

from tests.lending import ROOT
from tests.site import free_port

BUCKET = "photos"
KEY, SECRET, REGION = "key", "s/cret", "us-east-1"
LOOPBACK = "127.0.0.1"


class ObjectStore:
    """A server with one bucket. `url` is what STORAGE_URL says of it."""

    def __init__(self, process: "subprocess.Popen[str]", host: str, port: int) -> None:
        self.url = (
            f"s3://{KEY}:{SECRET.replace('/', '%2F')}@{host}:{port}/{BUCKET}?scheme=http&region={REGION}"
        )
        self._process = process
        self._client = boto3.client(
            "s3",
            endpoint_url=f"http://{host}:{port}",
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            region_name=REGION,
            config=Config(s3={"addressing_style": "path"}),
        )

    def make_bucket(self) -> None:
        self._client.create_bucket(Bucket=BUCKET)

    def names(self) -> list[str]:
        """Of everything that is in the bucket, sorted."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return sorted(entry["Key"] for page in pages for entry in page.get("Contents", []))

    def types(self) -> set[str]:
        """The content types that the server would send with what is in it."""
        heads = (self._client.head_object(Bucket=BUCKET, Key=name) for name in self.names())
        return {head["ContentType"] for head in heads}

    def refuse(self) -> None:
        """No connection is taken any more."""
        self._tell("refuse")

    def serve(self) -> None:
        """After it has refused."""
        self._tell("serve")

    def freeze(self) -> None:
        """Connections are taken, and nothing is said on them."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """After it was frozen."""
        self._process.send_signal(signal.SIGCONT)

    def _tell(self, command: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()
        wait_for_ok(self._process)


@contextmanager
def object_store(host: str = LOOPBACK, *, before: Sequence[str] = ()) -> Iterator[ObjectStore]:
    """One that serves there. `before` are words before its command, such as lead to another host."""
    port = free_port()
    process = subprocess.Popen(
        [*before, sys.executable, "-m", "tests.object_store", host, str(port)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        wait_for_ok(process)
        store = ObjectStore(process, host, port)
        store.make_bucket()
        yield store
    finally:
        process.kill()
        process.communicate()


def wait_for_ok(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "ok\n"


def main(host: str, port: int, commands: IO[str]) -> None:
    server = _serving(host, port)
    print("ok", flush=True)
    for command in commands:
        if command == "refuse\n":
            _stop(server)
        else:
            server = _serving(host, port)
        print("ok", flush=True)


def _serving(host: str, port: int) -> ThreadedMotoServer:
    server = ThreadedMotoServer(host, port, verbose=False)
    server.start()
    return server


def _stop(server: ThreadedMotoServer) -> None:
    server.stop()
    assert server._server is not None
    server._server.server_close()  # or the kernel would go on taking connections


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.stdin)
