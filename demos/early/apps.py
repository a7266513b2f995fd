from demos import scenarios


class EarlyConfig(scenarios.ScenarioConfig):
    name = "demos.early"
    label = "demos_early"
    title = "Enqueued too early"
    summary = (
        "A task is queued inside a transaction. Its worker is quicker than the COMMIT, and finds no row."
    )
    place = 7
