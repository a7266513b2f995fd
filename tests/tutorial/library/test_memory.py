"""The library is read once; under DEBUG a changed file shows at the next call."""

import os
from pathlib import Path
from threading import Barrier, Thread

import pytest
from pytest_django import Settings

from tests.tutorial.library.folders import SOUND
from tutorial.library import ContentError, Library, library, memory

FILES = {name: text for name, text in SOUND.items() if "/rounds/" not in name}
COURSE = FILES["one/course.yaml"].replace("rounds: [round]\n", "")


@pytest.fixture
def content(tmp_path: Path, settings: Settings) -> Path:
    """A sound course with the shelves that the site itself has."""
    root = tmp_path / "content"
    for name, text in {**FILES, "one/course.yaml": COURSE}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    settings.CONTENT_DIR = root
    return root


def retitle(content: Path, title: str) -> None:
    (content / "one/course.yaml").write_text(COURSE.replace("title: One", f"title: {title}"))


class TestInProduction:
    def test_the_library_is_read_once(self, content: Path) -> None:
        first = library()
        retitle(content, "Quite another")
        assert library() is first

    def test_no_file_is_looked_at_again(self, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        first = library()
        monkeypatch.setattr(memory, "_stamp", lambda _: pytest.fail("a file was looked at"))
        assert library() is first

    def test_another_folder_is_another_library(
        self, content: Path, settings: Settings, tmp_path: Path
    ) -> None:
        first = library()
        settings.CONTENT_DIR = content.rename(tmp_path / "elsewhere")
        assert library() is not first
        assert library().course.id == "one"

    def test_many_threads_get_the_same(self, content: Path) -> None:
        start, got = Barrier(8), list[Library]()

        def read() -> None:
            start.wait()
            got.append(library())

        threads = [Thread(target=read) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(got) == 8
        assert len(set(map(id, got))) == 1


class TestUnderDebug:
    @pytest.fixture(autouse=True)
    def _debug(self, settings: Settings) -> None:
        settings.DEBUG = True

    def test_an_unchanged_folder_is_not_read_again(self, content: Path) -> None:
        assert library() is library()

    def test_a_changed_file_shows(self, content: Path) -> None:
        library()
        retitle(content, "Quite another")
        assert library().course.title == "Quite another"

    def test_a_file_of_the_same_size_shows_by_its_time(self, content: Path) -> None:
        library()
        retitle(content, "Two")
        os.utime(content / "one/course.yaml", ns=(0, 0))
        assert library().course.title == "Two"

    def test_a_fault_is_told_until_it_is_mended(self, content: Path) -> None:
        library()
        (content / "one/course.yaml").write_text("")
        for _ in range(2):
            with pytest.raises(ContentError, match=r"course\.yaml:1: file: is empty"):
                library()
        retitle(content, "Mended")
        assert library().course.title == "Mended"
