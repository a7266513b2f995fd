import pytest
from django.test import RequestFactory

from config.context import lights


@pytest.mark.parametrize(
    ("cookie", "now"), [(None, "auto"), ("dark", "dark"), ("light", "light"), ("<script>", "auto")]
)
def test_the_lights_are_as_the_visitor_left_them(cookie: str | None, now: str) -> None:
    request = RequestFactory().get("/")
    if cookie:
        request.COOKIES["lights"] = cookie
    assert lights(request)["lights_now"] == now
