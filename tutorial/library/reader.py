"""Read a content folder: every file once, every fault at once.

First all files are parsed, so that every id is known however faulty its neighbours are; then everything is
validated, references included.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, create_model

from tutorial.library.courses import Course, Library
from tutorial.library.faults import ContentError, Fault, Report
from tutorial.library.items import Item, Part
from tutorial.library.known import Known
from tutorial.library.lesson_reading import paragraph_ids
from tutorial.library.located import Map, line_of
from tutorial.library.references import NewCourseId, Slug
from tutorial.library.shelves import Shelf
from tutorial.library.subjects import Concept, Demo
from tutorial.library.text_file import read_text
from tutorial.library.validation import validate
from tutorial.library.yaml_reading import read_yaml


def read_library(folder: Path, shelves: Sequence[Shelf]) -> Library:
    """The library in `folder`; a ContentError holds everything that is wrong with it."""
    reading = _Reading(folder, shelves)
    courses = reading.courses()
    if reading.faults:
        raise ContentError(reading.faults)
    return Library(courses)


class _CourseFile(Part):
    """course.yaml, but for the lists of ids, of which each shelf brings one."""

    model_config = ConfigDict(extra="ignore")

    id: NewCourseId
    title: str
    tagline: str
    summary: str


@dataclass
class _File:
    """One file, parsed: plain values that know their lines, or None if it could not be parsed."""

    path: Path
    report: Report
    data: object


@dataclass
class _Folder:
    """One course folder, parsed."""

    course: _File
    concepts: _File
    demos: _File | None
    shelves: dict[str, list[_File]]


class _Reading:
    def __init__(self, folder: Path, shelves: Sequence[Shelf]) -> None:
        self.faults: list[Fault] = []
        self._root = folder
        self._shelves = shelves
        self._known = Known()
        lists: dict[str, Any] = {shelf.listed_in: (tuple[Slug, ...], ()) for shelf in shelves}
        self._course_file: type[_CourseFile] = create_model("CourseFile", __base__=_CourseFile, **lists)

    def courses(self) -> tuple[Course, ...]:
        folders = [self._parse(folder) for folder in self._course_folders()]
        for folder in folders:
            self._gather(folder)
        concepts = [self._entries(Concept, folder.concepts) for folder in folders]
        return tuple(self._course(folder, found) for folder, found in zip(folders, concepts, strict=True))

    def _course_folders(self) -> list[Path]:
        folders = [path for path in _visible(self._root) if path.is_dir()]
        if not folders:
            self._report(self._root).add(1, "courses", "are missing; make a folder with a course.yaml in it")
        return folders

    def _report(self, path: Path) -> Report:
        return Report(path.relative_to(self._root.parent).as_posix(), self.faults)

    def _parse(self, folder: Path) -> _Folder:
        demos = folder / "demos.yaml"
        return _Folder(
            course=self._parse_yaml(folder / "course.yaml"),
            concepts=self._parse_yaml(folder / "concepts.yaml"),
            demos=self._parse_yaml(demos) if demos.exists() else None,
            shelves={shelf.folder: self._parse_shelf(folder, shelf) for shelf in self._shelves},
        )

    def _parse_yaml(self, path: Path) -> _File:
        return self._parse_file(path, read_yaml)

    def _parse_shelf(self, folder: Path, shelf: Shelf) -> list[_File]:
        paths = _visible(folder / shelf.folder)
        return [self._parse_file(path, shelf.parse) for path in paths if path.suffix == shelf.suffix]

    def _parse_file(self, path: Path, parse: Any) -> _File:
        report = self._report(path)
        text = read_text(path, report)
        return _File(path, report, None if text is None else parse(text, report))

    def _gather(self, folder: _Folder) -> None:
        """Note the ids that other files may refer to."""
        for lesson in folder.shelves.get("lessons", []):
            refs = (f"{lesson.path.stem}#{found}" for found in paragraph_ids(lesson.data))
            self._known.add("paragraph", refs)
        if folder.demos and isinstance(folder.demos.data, list):
            entries = [entry for entry in folder.demos.data if isinstance(entry, Map)]
            self._known.add("demo", (str(entry["demo"]) for entry in entries if "demo" in entry))

    def _entries(self, schema: type[Any], file: _File | None) -> tuple[Any, ...]:
        if file is None or file.data is None:
            return ()
        found: tuple[Any, ...] | None = validate(tuple[schema, ...], file.data, self._known, file.report)
        return found or ()

    def _course(self, folder: _Folder, concepts: tuple[Concept, ...]) -> Course:
        index = folder.course
        about = validate(self._course_file, index.data, self._known, index.report) if index.data else None
        shelves = {shelf.schema: self._shelf(shelf, folder, about) for shelf in self._shelves}
        return Course(
            id=about.id if about else "",
            title=about.title if about else "",
            tagline=about.tagline if about else "",
            summary=about.summary if about else "",
            concepts=concepts,
            demos=self._entries(Demo, folder.demos),
            shelves=shelves,
        )

    def _shelf(self, shelf: Shelf, folder: _Folder, about: _CourseFile | None) -> tuple[Item, ...]:
        listed: tuple[str, ...] = getattr(about, shelf.listed_in, ())
        items = [self._item(shelf, file) for file in folder.shelves[shelf.folder]]
        found = {item.id: item for item in items if item}
        return tuple(found[item_id] for item_id in listed if item_id in found)

    def _item(self, shelf: Shelf, file: _File) -> Item | None:
        if file.data is None:
            return None
        item = validate(shelf.schema, file.data, self._known, file.report)
        if item and item.id != file.path.stem:
            line = line_of(file.data, ["id"])
            file.report.add(
                line, "id", f"differs from the file's name; write {file.path.stem}, or rename the file"
            )
        return item


def _visible(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
