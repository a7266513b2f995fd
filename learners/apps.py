from django.apps import AppConfig


class LearnersConfig(AppConfig):
    name = "learners"

    def ready(self) -> None:
        from learners import signals  # noqa: F401, PLC0415  # connects them
        from learners.belongings import LEARNING, add_belongings  # noqa: PLC0415

        add_belongings(LEARNING)
