from demos import scenarios


class OutageConfig(scenarios.ScenarioConfig):
    name = "demos.outage"
    label = "demos_outage"
    title = "Queue down"
    summary = (
        "The same upload twice while the queue is out of reach. "
        "One view hangs; the other keeps it and says so."
    )
    place = 6
