"""Visitors who have been here before."""

from typing import Any
from uuid import UUID

from django.test import Client

from demos.visitors import visitor_of


def known_client(**options: Any) -> Client:
    client = Client(**options)
    client.post("/demos/upload/blocking/")  # refused, but from now on they are known
    return client


def id_of(client: Client) -> UUID:
    request = client.get("/healthz").wsgi_request
    return visitor_of(request)
