"""Whatever a content file holds, the reader gives a library or faults, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.tutorial.library.folders import SHELVES, SOUND, write
from tutorial.library import ContentError, Fault
from tutorial.library.reader import read_library

FRAGMENTS = st.sampled_from(
    [
        *"\n \t:-#{}[]|>&*!%@`\"'\\~=",
        "---\n",
        "## H {#h}\n",
        "```recall\n",
        "```\n",
        '{: #id concepts="worker" }\n',
        "id: a\n",
        "- ",
        "  ",
        "concepts: [worker]",
        "\\UFFFFFFFF",
        "\\ud800",
        "<script>",
        "<![x[",
        "&a ",
        "*a",
        "!!python/none ",
        "? ",
        "<<: ",
        "title: x\n",
    ]
)
FILES = st.sampled_from(sorted(SOUND))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("laws"))


def read_with(content: Path, name: str, held: bytes) -> None:
    """Read the course with one of its files changed, and put the file right again."""
    path = content / name
    path.write_bytes(held)
    found: tuple[Fault, ...] = ()
    try:
        assert read_library(content, SHELVES).course.id == "one"
    except ContentError as error:
        found = error.faults
    finally:
        path.write_text(SOUND[name], encoding="utf-8")
    for fault in found:
        assert fault.file.startswith("content/one/")
        assert fault.line >= 1
        assert len(str(fault).splitlines()) == 1
        str(fault).encode()  # can be printed


class TestTheReader:
    @given(FILES, st.binary(max_size=200))
    @example("one/course.yaml", b"~")
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_takes_any_bytes(self, content: Path, name: str, held: bytes) -> None:
        read_with(content, name, held)

    @given(FILES, st.lists(FRAGMENTS, max_size=12), st.floats(0, 1))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_takes_any_fragments_in_the_middle_of_a_file(
        self, content: Path, name: str, pieces: list[str], where: float
    ) -> None:
        sound = SOUND[name]
        cut = round(where * len(sound))
        read_with(content, name, (sound[:cut] + "".join(pieces) + sound[cut:]).encode())
