from demos import scenarios


class SignupConfig(scenarios.ScenarioConfig):
    name = "demos.signup"
    label = "demos_signup"
    title = "The sign-up email"
    summary = "Somebody signs up, and a welcome email must go out. Four ways to do it; only one is right."
    place = 3
