"""The reasons to wait, by name: what each of them means, and which one it is."""

from dataclasses import dataclass

from demos import workers

EXPIRED, UNKNOWN = "expired", "it is not known"


@dataclass(frozen=True)
class Reason:
    """`words` are how `reports.reason` begins where it is this one."""

    words: str
    means: str

    def explains(self, why: str) -> bool:
        """Whether it is the reason that the page gives, in words."""
        return why.lower().startswith(self.words)


REASONS = (
    Reason(workers.PAUSED, "They are there and take nothing new. What they had begun, they finish."),
    Reason(workers.NONE, "Nobody is there to take the task. It stays in the queue until a worker starts."),
    Reason(workers.BUSY, "Every process has a task already. Yours comes after those before it."),
    Reason(workers.UNREACHED, "The broker itself does not answer, so nothing gets in or out."),
    Reason(EXPIRED, "It has waited for longer than it may. Whoever takes it next drops it."),
    Reason(UNKNOWN, "No answer, but no sign that nobody is there. The page does not guess."),
)
