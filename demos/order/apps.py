from demos import scenarios


class OrderConfig(scenarios.ScenarioConfig):
    name = "demos.order"
    label = "demos_order"
    title = "The online order"
    summary = "Confirm at once, then payment and receipt. When a payment must be tried again, who waits?"
    place = 2
