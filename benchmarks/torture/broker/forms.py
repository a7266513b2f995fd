"""Reading a form off a page, and filling it in as somebody in a hurry does."""

from html.parser import HTMLParser

FIELDS = {"input", "button", "textarea"}


class Forms(HTMLParser):
    """Each form of a page by its action: its fields, and of what is to be chosen the first."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.by_action: dict[str, dict[str, str]] = {}
        self._fields: dict[str, str] | None = None
        self.feed(page)

    def ending(self, action: str) -> tuple[str, dict[str, str]] | None:
        """The first whose action ends so, but for its query, with its fields; None where there is none."""
        found = (item for item in self.by_action.items() if item[0].partition("?")[0].endswith(action))
        return next(found, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self._fields = self.by_action.setdefault(said.get("action") or "", {})
        elif self._fields is not None and tag in FIELDS and (name := said.get("name")):
            usual = "worker" if said.get("type", "text") == "text" else ""
            self._fields.setdefault(name, said.get("value") or usual)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
