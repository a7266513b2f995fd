"""What a browser does on the page of a prompt, and what its pages say."""

import re
from html import unescape

from django.test import Client

from quizzes.explain.models import Explanation

URL = "/explain/why-they-matter/"
TEXT = "The user has to wait, so the page should respond right away."
HTMX = {"HX-Request": "true", "HX-Target": "result"}


def explain(client: Client, text: str = TEXT) -> str:
    """The page that a browser shows after the form was sent."""
    return client.post(URL, {"text": text}, follow=True).content.decode()


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def reveal_url(point: str = "") -> str:
    return f"/explain/explanations/{Explanation.objects.get().pk}/{point and f'{point}/'}reveal/"


def claim_url(act: str = "claim", point: str = "many-users") -> str:
    return f"/explain/explanations/{Explanation.objects.get().pk}/{point}/{act}/"
