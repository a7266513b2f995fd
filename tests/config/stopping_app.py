"""A site as small as can be, for gunicorn with our worker: what it is told to wait for is a file."""

import json
import time
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from config import draining
from config.web_worker import PatientWorker

ENTERED, RELEASED = "entered", "released"


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """/wait?FOLDER answers when the folder says so, /told its port and the headers that came, a POST how many
    bytes did.

    All else is here.
    """
    if environ["PATH_INFO"] == "/wait":
        folder = Path(environ["QUERY_STRING"])
        (folder / ENTERED).touch()
        while not (folder / RELEASED).exists():
            time.sleep(0.01)
    if environ["PATH_INFO"] == "/told":
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        told = {name: each for name, each in environ.items() if name[:5] == "HTTP_" or name == "SERVER_PORT"}
        return [json.dumps(told).encode()]
    says = f"{len(environ['wsgi.input'].read())}" if environ["REQUEST_METHOD"] == "POST" else "here"
    is_ill = environ["PATH_INFO"] == "/healthz" and draining.begun.is_set()
    status = "503 Service Unavailable" if is_ill else "200 OK"
    start_response(status, [("Content-Length", str(len(says)))])
    return [says.encode()]


class HastyWorker(PatientWorker):
    """One that does not wait for a minute."""

    seconds_for_a_request = 1
