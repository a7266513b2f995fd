from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "quizzes"

    def ready(self) -> None:
        """Put our shelves into the content library."""
        from learners.belongings import add_belongings  # noqa: PLC0415
        from quizzes.belongings import QUIZZES as BELONGINGS  # noqa: PLC0415
        from quizzes.explain.schema import SHELF as PROMPTS  # noqa: PLC0415
        from quizzes.schema import SHELF as QUIZZES  # noqa: PLC0415
        from tutorial.library import add_shelf  # noqa: PLC0415

        add_shelf(QUIZZES)
        add_shelf(PROMPTS)
        add_belongings(BELONGINGS)
