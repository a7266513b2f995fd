"""Whether this web server is about to stop: /healthz says so, and a proxy sends its visitors elsewhere."""

from threading import Event

begun = Event()
