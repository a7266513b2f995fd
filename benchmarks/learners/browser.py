"""As much of a browser as answering takes: a kept connection, cookies, forms."""

import re
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

SECONDS_TO_ANSWER = 60
MOVED, REFUSED = 302, 400
FIELD = re.compile(r'<(?:input|textarea|select)\b[^>]*\bname="(?P<name>[^"]+)"[^>]*>')
VALUE = re.compile(r'\bvalue="([^"]*)"')


class Refused(Exception):
    """The site did not do what was asked; its status."""


class Browser:
    """One session. Where the server has closed the connection meanwhile, the request is sent on a new one."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self._connection = HTTPConnection(place.hostname or "", place.port, timeout=SECONDS_TO_ANSWER)
        self._cookies: dict[str, str] = {}
        self.requests = 0
        self.again = 0

    def get(self, path: str) -> str:
        """The page."""
        return self._ask("GET", path)[1]

    def post(self, path: str, form: dict[str, str]) -> str:
        """Where the reply leads. Raises Refused where it leads nowhere."""
        body = urlencode({**form, "csrfmiddlewaretoken": self._cookies["csrftoken"]})
        status, _, leads_to = self._ask("POST", path, body)
        if status != MOVED:
            raise Refused(status)
        return leads_to

    def question(self, attempt: str) -> dict[str, str]:
        """An answer to the question on the page of this attempt; nothing where it asks none."""
        form = self.get(attempt).partition('action="' + attempt + 'answer/"')[2].partition("</form>")[0]
        values = {field["name"]: VALUE.search(field[0]) for field in FIELD.finditer(form)}
        values.pop("csrfmiddlewaretoken", None)
        return {name: value[1] if value and value[1] else "1" for name, value in values.items()}

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        """Status, body, and where it leads."""
        try:
            return self._once(method, path, body)
        except (ConnectionError, HTTPException):
            self._connection.close()
            self.again += 1
            return self._once(method, path, body)

    def _once(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.requests += 1
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self._cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        return answer.status, text, answer.headers.get("Location", "")
