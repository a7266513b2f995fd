from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "quizzes"

    def ready(self) -> None:
        """Put our shelves into the content library."""
        from quizzes.explain.schema import SHELF as PROMPTS  # noqa: PLC0415
        from quizzes.schema import Quiz  # noqa: PLC0415
        from tutorial.library import Shelf, add_shelf  # noqa: PLC0415

        add_shelf(Shelf(folder="quizzes", schema=Quiz, listed_in="quizzes"))
        add_shelf(PROMPTS)
