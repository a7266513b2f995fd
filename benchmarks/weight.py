"""What a page weighs on the wire, as a browser without and with a warm cache asks for it."""

import re
from dataclasses import dataclass

import httpx

from benchmarks import report
from benchmarks.addresses import every_page
from benchmarks.visitor import Visitor

BROWSER = {"Accept-Encoding": "gzip, br"}
REFERENCE = re.compile(r'(?:src|href)="(/static/[^"#?]+)"')
IMPORTED = re.compile(r'(?:from|import)\s*\(?"(\.[^"]+)"|url\("?([^")]+)"?\)')


@dataclass(frozen=True)
class Load:
    """Of one page: how many requests, and their bodies' bytes, compressed as they were sent."""

    requests: int
    page_bytes: int
    static_bytes: int


def run(visitor: Visitor) -> None:
    """Print the bytes of each page's HTML and files with a cold cache, and what is left with a warm one."""
    report.heading("Weight of a page: requests and bytes with a cold cache; with a warm one the HTML alone")
    sizes: dict[str, int] = {}
    for name, path in every_page().items():
        load = _load(visitor, path, sizes)
        report.weight(name, load.requests, load.page_bytes + load.static_bytes, load.page_bytes)


def _load(visitor: Visitor, path: str, sizes: dict[str, int]) -> Load:
    page = visitor.raw(path, BROWSER)
    wanted = _all_files(visitor, set(REFERENCE.findall(page.text)), sizes)
    return Load(1 + len(wanted), page.num_bytes_downloaded, sum(sizes[file] for file in wanted))


def _all_files(visitor: Visitor, named: set[str], sizes: dict[str, int]) -> set[str]:
    """Those that the page names, and those that they name in turn."""
    found: set[str] = set()
    while left := named - found:
        file = left.pop()
        found.add(file)
        answer = visitor.raw(file, BROWSER)
        sizes[file] = answer.num_bytes_downloaded
        if file.endswith((".js", ".css")):
            named |= _imports(file, answer)
    return found


def _imports(file: str, answer: httpx.Response) -> set[str]:
    named = (script or style for script, style in IMPORTED.findall(answer.text))
    here = httpx.URL(f"http://static{file}")
    return {here.join(name).path for name in named if not name.startswith(("data:", "#"))}
