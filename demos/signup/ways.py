"""The four ways to see to the welcome email, in the words of the practice question that asks for the best."""

from dataclasses import dataclass

from demos.models import Run

GOAL = "The goal is to avoid slowing the signup page by sending email asynchronously."
QUICK_CHECK = "Use background task for async email."


@dataclass(frozen=True)
class Way:
    """`answer`, `judgement` and `mistake` are the question's own words; `id` is in addresses and in settings.

    `if_down`: what it means for this way that the mail server is down.
    """

    id: str
    title: str
    lane: Run.Lane
    answer: str
    judgement: str
    mistake: str
    if_down: str

    @property
    def page(self) -> str:
        """The name of the address that signs somebody up this way."""
        return f"demos:signup_{self.id}"


IN_THE_VIEW = Way(
    id="in_the_view",
    title="Send in the view",
    lane=Run.Lane.BLOCKING,
    answer="Send the email directly in the signup view after saving the user.",
    judgement="blocks the signup.",
    mistake="Sending email synchronously in view",
    if_down="The sign-up page ends in an error, though the user is saved. Nobody tries the email again.",
)
SLEEP = Way(
    id="sleep",
    title="Sleep in the view",
    lane=Run.Lane.BLOCKING,
    answer="Add a delay in the signup view to simulate sending email later.",
    judgement="delays but still blocks.",
    mistake="Adding artificial delays instead of async tasks",
    if_down="Nobody notices: nothing is sent in any case.",
)
# All that this view does is done when it replies, and no worker will ever come: it is no background task.
BY_HAND = Way(
    id="by_hand",
    title="Store it for later, by hand",
    lane=Run.Lane.BLOCKING,
    answer="Store the email content in the database and send it manually later.",
    judgement="requires manual work and is not automatic.",
    mistake="Relying on manual email sending later",
    if_down="Whoever sends it by hand gets the error, and has to remember to try again.",
)
BACKGROUND = Way(
    id="background",
    title="Background task",
    lane=Run.Lane.BACKGROUND,
    answer="Use @background to create a task that sends the email, then call it after signup.",
    judgement="queues the email sending without blocking the user.",
    mistake="",
    if_down="You do not notice. The worker tries again by itself until the server is back.",
)
WAYS = (IN_THE_VIEW, SLEEP, BY_HAND, BACKGROUND)


def way_of(run: Run) -> Way:
    """The way that this run went. Raises KeyError for a run of another scenario."""
    return {way.id: way for way in WAYS}[run.settings.get("way", "")]


def next_way(way: Way) -> Way | None:
    """The one after it, in order."""
    return next(iter(WAYS[WAYS.index(way) + 1 :]), None)
