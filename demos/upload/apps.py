from demos import scenarios

MILESTONES = {"resize 96 px": "all four sizes ready", "send email": "email delivered"}


class UploadConfig(scenarios.ScenarioConfig):
    name = "demos.upload"
    label = "demos_upload"
    title = "The upload race"
    summary = (
        "One photo, two views. Both make four sizes and send one email. "
        "Only one of them makes you wait for it."
    )
    place = 1
    milestones = MILESTONES
