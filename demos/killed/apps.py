from demos import scenarios


class KilledConfig(scenarios.ScenarioConfig):
    name = "demos.killed"
    label = "demos_killed"
    title = "Killed worker"
    summary = (
        "A worker is killed in the middle of its task. The task is not lost: another one gets it, "
        "and starts it again from the top. Is that safe?"
    )
    place = 5

    def ready(self) -> None:
        """A worker that comes back says so."""
        from demos.killed import kills  # noqa: F401, PLC0415
