from demos import scenarios


class NoWorkerConfig(scenarios.ScenarioConfig):
    name = "demos.noworker"
    label = "demos_noworker"
    title = "No worker"
    summary = (
        "The workers are paused and people go on uploading. Nobody gets an error. "
        "The queue grows, and once somebody works again it empties."
    )
    place = 4

    def ready(self) -> None:
        """The site's own worker leaves a sign of life."""
        from demos.noworker import housekeeping  # noqa: F401, PLC0415
