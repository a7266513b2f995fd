from demos import scenarios


class NohelpConfig(scenarios.ScenarioConfig):
    name = "demos.nohelp"
    label = "demos_nohelp"
    title = "When it does not help"
    summary = "A task that is shorter than the way to the queue, and a machine that has no processor left."
    place = 8
