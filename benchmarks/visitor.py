"""A visitor with cookies, who posts forms as a browser does."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self

import httpx

SECONDS_TO_ANSWER = 60


class Visitor:
    """One person's session with a site at `url`. Every answer must be below 400."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = httpx.Client(base_url=url, timeout=SECONDS_TO_ANSWER)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, path: str, *, json: bool = False) -> httpx.Response:
        """A page, or its JSON."""
        accept = {"Accept": "application/json"} if json else {}
        return self._client.get(path, headers=accept).raise_for_status()

    def remember(self, cookies: Mapping[str, str]) -> None:
        """Go on as whoever has these."""
        self._client.cookies.update(dict(cookies))

    def raw(self, path: str, headers: Mapping[str, str]) -> httpx.Response:
        """A file or a page, asked for as these headers say."""
        return self._client.get(path, headers=dict(headers), follow_redirects=True).raise_for_status()

    def post(
        self,
        path: str,
        data: Mapping[str, str],
        files: Mapping[str, bytes] | None = None,
        *,
        json: bool = False,
    ) -> httpx.Response:
        """A form sent, with the token of the page that was read before it. Redirects are not followed."""
        headers = {"X-CSRFToken": self._client.cookies["csrftoken"]}
        headers |= {"Accept": "application/json"} if json else {}
        uploads = {name: (f"{name}.jpg", content, "image/jpeg") for name, content in (files or {}).items()}
        answer = self._client.post(path, data=dict(data), files=uploads or None, headers=headers)
        if answer.is_error:
            answer.raise_for_status()
        return answer
