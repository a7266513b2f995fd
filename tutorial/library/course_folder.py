"""One folder of the content folder: which files it must, may and must not hold, each parsed once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tutorial.library.faults import Fault, Report
from tutorial.library.located import Map, Seq
from tutorial.library.references import nearest
from tutorial.library.shelves import Shelf
from tutorial.library.text_file import read_text
from tutorial.library.yaml_reading import read_yaml

COURSE, CONCEPTS, DEMOS = "course.yaml", "concepts.yaml", "demos.yaml"


@dataclass(frozen=True)
class ParsedFile:
    """Plain values that know their lines, or None if the file could not be parsed, as reported."""

    path: Path
    report: Report
    data: object


class CourseFolder:
    """The parsed files of one course. `shelves` holds those of each shelf by the shelf's folder."""

    def __init__(self, path: Path, root: Path, shelves: Sequence[Shelf], faults: list[Fault]) -> None:
        self.path = path
        self._root = root
        self._faults = faults
        self.course = self._parse(path / COURSE, read_yaml)
        self.concepts = self._parse(path / CONCEPTS, read_yaml)
        self.demos = self._parse(path / DEMOS, read_yaml) if (path / DEMOS).exists() else None
        self.shelves = {shelf.folder: self._parse_shelf(shelf) for shelf in shelves}
        self._report_strangers(path, {COURSE, CONCEPTS, DEMOS, *self.shelves})
        for shelf in shelves:
            self._compare_with_list(shelf)

    def _parse(self, path: Path, parse: Callable[[str, Report], object]) -> ParsedFile:
        report = self._report(path)
        text = read_text(path, report)
        return ParsedFile(path, report, None if text is None else parse(text, report))

    def _report(self, path: Path) -> Report:
        return Report(path.relative_to(self._root.parent).as_posix(), self._faults)

    def _parse_shelf(self, shelf: Shelf) -> list[ParsedFile]:
        folder = self.path / shelf.folder
        paths = [path for path in visible(folder) if path.suffix == shelf.suffix]
        self._report_strangers(
            folder, {path.name for path in paths}, f"a file whose name ends in {shelf.suffix}"
        )
        return [self._parse(path, shelf.parse) for path in paths]

    def _report_strangers(self, folder: Path, expected: set[str], wanted: str = "") -> None:
        for path in visible(folder):
            if path.name not in expected:
                hint = f"write {wanted}" if wanted else nearest(path.name, expected)
                self._report(path).add(1, "file", f"has no place here; {hint}")

    def _compare_with_list(self, shelf: Shelf) -> None:
        """Every file of a shelf is listed in course.yaml, and everything listed has its file."""
        if not isinstance(self.course.data, Map):
            return
        files = {file.path.stem: file for file in self.shelves[shelf.folder]}
        listed: set[str] = set()
        for item_id, line in self._listed(shelf):
            if item_id in listed:
                self.course.report.add(line, shelf.listed_in, f"{item_id} is in this list already; keep one")
            elif item_id not in files:
                what = f"there is no file {shelf.folder}/{item_id}{shelf.suffix}; write it, or unlist it"
                self.course.report.add(line, shelf.listed_in, what)
            listed.add(item_id)
        for item_id in files.keys() - listed:
            what = f"is not listed in {COURSE}; add {item_id} to its {shelf.listed_in}"
            files[item_id].report.add(1, "file", what)

    def _listed(self, shelf: Shelf) -> Iterator[tuple[str, int]]:
        entries = self.course.data.get(shelf.listed_in) if isinstance(self.course.data, Map) else None
        if isinstance(entries, Seq):
            yield from ((str(entry), line) for entry, line in zip(entries, entries.lines, strict=True))


def visible(folder: Path) -> list[Path]:
    """What lies in a folder, by name, but for hidden files. A folder that does not exist is empty."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
