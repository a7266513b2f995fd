"""The course in content/ is read whole."""

from tutorial.library import Lesson, library


def test_the_lesson_is_found_with_its_paragraphs() -> None:
    lesson = library().find(Lesson, "why-background-tasks-matter")
    assert lesson.sections
    assert library().paragraphs_about("load")
    assert library().course_of(lesson) is library().course
