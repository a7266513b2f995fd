"""The scenarios of the lab. Each is a room of its own, found by its `apps.py`; nothing else lists them."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig, apps

from demos.timeline.picture import NO_MILESTONES

if TYPE_CHECKING:
    from demos.queueing import RunTask


class ScenarioConfig(AppConfig):
    """`title` and `summary` say what it shows, on the lab's page; `place` is where in the order, from 1.

    Its addresses are `demos.<slug>.urls`, its page is `demos:<slug>`, its lanes `demos:<slug>_blocking`,
    `demos:<slug>_background`. What it queues is in the `TASKS` of its `tasks`. `milestones` say in a replay
    what the end of a step means, by its name. An `apps.py` imports this
    module, not the class: Django takes every AppConfig that it finds in one for a choice.
    """

    title: ClassVar[str]
    summary: ClassVar[str]
    place: ClassVar[int]
    milestones: ClassVar[Mapping[str, str]] = NO_MILESTONES

    @property
    def slug(self) -> str:
        """Its name in addresses and in `Run.scenario`."""
        return self.name.rpartition(".")[2]

    @property
    def page(self) -> str:
        """The name of its page's address."""
        return f"demos:{self.slug}"

    @property
    def next(self) -> "ScenarioConfig | None":
        """The one that a class would see after it."""
        return next((scenario for scenario in scenarios() if scenario.place > self.place), None)

    @property
    def tasks(self) -> "tuple[RunTask, ...]":
        """Everything that a run of it has in the queue; queued again where the queue was lost."""
        module = f"{self.name}.tasks"
        return getattr(import_module(module), "TASKS", ()) if find_spec(module) else ()


def title_of(slug: str) -> str:
    """What the lab calls a scenario; one that is not here, as of a record from elsewhere, keeps its slug."""
    return next((scenario.title for scenario in scenarios() if scenario.slug == slug), slug)


def scenarios() -> list[ScenarioConfig]:
    """All of them, in the lab's order."""
    found = [config for config in apps.get_app_configs() if isinstance(config, ScenarioConfig)]
    return sorted(found, key=lambda scenario: scenario.place)
