"""What each page names as its files: called by its content, compressed, kept for good."""

import re

import httpx
import pytest

from benchmarks.addresses import every_page
from tests.site import Site

pytestmark = pytest.mark.tree

NAMED = re.compile(r'(?:src|href)="(/static/[^"#?]+)"')
HASHED = re.compile(r"/[^/]+\.[0-9a-f]{12}\.\w+$")
COMPRESSES = (".css", ".js", ".svg")
# A lesson's text names its picture by the file's own name, so a browser asks whether it has changed.
NAMED_BY_LESSONS = {"/static/img/lighthouse.svg"}
ENOUGH = 1000  # bytes; of less, a compressed copy may be no smaller


@pytest.fixture(scope="module")
def files(site: Site) -> set[str]:
    """All that the pages name."""
    with httpx.Client(base_url=site.url, follow_redirects=True) as client:
        pages = [client.get(path).raise_for_status().text for path in every_page().values()]
    return {file for page in pages for file in NAMED.findall(page)} - NAMED_BY_LESSONS


def test_they_are_named_by_their_content(files: set[str]) -> None:
    assert len(files) > 20
    assert [file for file in files if not HASHED.search(file)] == []


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_they_are_compressed_and_kept(site: Site, files: set[str], coding: str) -> None:
    with httpx.Client(base_url=site.url, headers={"Accept-Encoding": coding}) as client:
        for file in files:
            answer = client.get(file).raise_for_status()
            assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable", file
            if file.endswith(COMPRESSES) and len(answer.content) > ENOUGH:
                assert answer.headers["Content-Encoding"] == coding, file
                assert "Accept-Encoding" in answer.headers["Vary"], file
                assert answer.num_bytes_downloaded < len(answer.content), file
