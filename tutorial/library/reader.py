"""Read a content folder: every file once, every fault at once.

First all files are parsed, so that every id is known however faulty its neighbours are; then everything is
validated, references included.
"""

from collections.abc import Sequence
from math import inf
from pathlib import Path
from typing import Any

from pydantic import create_model

from tutorial.library.course_folder import COURSE, CourseFolder, ParsedFile, visible
from tutorial.library.courses import Course, Library
from tutorial.library.faults import ContentError, Fault, Report
from tutorial.library.items import Item, Part
from tutorial.library.known import Known
from tutorial.library.lesson_reading import paragraph_ids
from tutorial.library.located import Map, Seq, line_of
from tutorial.library.references import NewCourseId, Slug
from tutorial.library.shelves import Shelf
from tutorial.library.subjects import Concept, Demo
from tutorial.library.validation import validate


def read_library(root: Path, shelves: Sequence[Shelf]) -> Library:
    """The library in the folder `root`; a ContentError holds everything that is wrong with it."""
    faults: list[Fault] = []
    folders = [CourseFolder(path, root, shelves, faults) for path in visible(root) if path.is_dir()]
    if not folders:
        Report(root.name, faults).add(1, "courses", f"are missing; make a folder with a {COURSE} in it")
    for path in visible(root):
        if not path.is_dir():
            what = "has no place here; put it into the folder of its course"
            Report(f"{root.name}/{path.name}", faults).add(1, "file", what)
    courses = _Reading(folders, shelves).courses()
    if faults:
        raise ContentError(faults)
    return Library(tuple(sorted(courses, key=lambda course: course.order)))


class _CourseFile(Part):
    """course.yaml, but for the lists of ids, of which each shelf brings one."""

    id: NewCourseId
    title: str
    tagline: str
    summary: str
    order: int | None = None


class _Reading:
    def __init__(self, folders: Sequence[CourseFolder], shelves: Sequence[Shelf]) -> None:
        self._folders = folders
        self._shelves = shelves
        self._known = Known()
        lists: dict[str, Any] = {shelf.listed_in: (tuple[Slug, ...], ()) for shelf in shelves}
        self._course_file: type[_CourseFile] = create_model("CourseFile", __base__=_CourseFile, **lists)

    def courses(self) -> tuple[Course, ...]:
        for folder in self._folders:
            self._note_paragraphs(folder)
            self._note_demos(folder)
        concepts = [self._concepts(folder) for folder in self._folders]
        pairs = zip(self._folders, concepts, strict=True)
        return tuple(course for folder, found in pairs if (course := self._course(folder, found)))

    def _note_paragraphs(self, folder: CourseFolder) -> None:
        for lesson in folder.shelves.get("lessons", []):
            self._known.add(
                "paragraph", (f"{lesson.path.stem}#{found}" for found in paragraph_ids(lesson.data))
            )
            if lesson.data is None:
                self._known.partly.add("paragraph")

    def _note_demos(self, folder: CourseFolder) -> None:
        entries = folder.demos.data if folder.demos else Seq(1)
        if isinstance(entries, Seq):
            names = (entry.get("demo") for entry in entries if isinstance(entry, Map))
            self._known.add("demo", (name for name in names if isinstance(name, str)))
        else:
            self._known.partly.add("demo")

    def _concepts(self, folder: CourseFolder) -> tuple[Concept, ...]:
        if not isinstance(folder.concepts.data, Seq):
            self._known.partly |= {"concept", "misconception"}
        return self._valid(tuple[Concept, ...], folder.concepts) or ()

    def _course(self, folder: CourseFolder, concepts: tuple[Concept, ...]) -> Course | None:
        about = self._valid(self._course_file, folder.course)
        demos = self._valid(tuple[Demo, ...], folder.demos) if folder.demos else ()
        shelves = {shelf.schema: self._items(shelf, folder, about) for shelf in self._shelves}
        if about is None:
            return None
        _compare_with_name(about.id, folder.path.name, folder.course)
        return Course(
            id=about.id,
            order=inf if about.order is None else about.order,
            title=about.title,
            tagline=about.tagline,
            summary=about.summary,
            concepts=concepts,
            demos=demos or (),
            shelves=shelves,
        )

    def _items(self, shelf: Shelf, folder: CourseFolder, about: _CourseFile | None) -> tuple[Item, ...]:
        found = {file.path.stem: self._item(shelf, file) for file in folder.shelves[shelf.folder]}
        listed: tuple[str, ...] = getattr(about, shelf.listed_in, ())
        return tuple(item for item_id in listed if (item := found.get(item_id)))

    def _item(self, shelf: Shelf, file: ParsedFile) -> Item | None:
        item: Item | None = self._valid(shelf.schema, file)
        if item:
            _compare_with_name(item.id, file.path.stem, file)
        return item

    def _valid(self, schema: Any, file: ParsedFile) -> Any:
        return None if file.data is None else validate(schema, file.data, self._known, file.report)


def _compare_with_name(found: str, name: str, file: ParsedFile) -> None:
    if found != name:
        what = (
            f"is not the name it is filed under; write {name} here, or rename the file or folder to {found}"
        )
        file.report.add(line_of(file.data, ["id"]), "id", what)
