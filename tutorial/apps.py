from django.apps import AppConfig


class TutorialConfig(AppConfig):
    name = "tutorial"

    def ready(self) -> None:
        from learners.belongings import add_belongings  # noqa: PLC0415
        from tutorial import checks  # noqa: F401, PLC0415  # registers the check
        from tutorial.belongings import FLASHCARDS  # noqa: PLC0415
        from tutorial.decks import SHELF  # noqa: PLC0415
        from tutorial.library import Lesson, Shelf, add_shelf  # noqa: PLC0415
        from tutorial.library.lesson_reading import read_lesson  # noqa: PLC0415

        add_shelf(
            Shelf(folder="lessons", schema=Lesson, listed_in="lessons", suffix=".md", parse=read_lesson)
        )
        add_shelf(SHELF)
        add_belongings(FLASHCARDS)
