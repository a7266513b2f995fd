"""Everything that a learner sends, sent many times at once."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.crowd import Act, send_at_once
from benchmarks.torture.learning.kept import answered_twice, half_written
from benchmarks.torture.learning.learner import (
    DECK,
    PROMPT,
    QUIZ,
    TEXT,
    Learner,
    Tally,
    card_on,
    question_on,
)
from benchmarks.torture.learning.webs import second_web
from learners.models import User
from quizzes.drawing import draw, questions_of
from quizzes.explain.models import Explanation
from quizzes.kinds import MultipleChoice
from quizzes.models import Answer, Attempt, Draft
from tests.site import running_site
from tutorial.library import library
from tutorial.models import Review

TEST = "/quizzes/test/background-tasks/"
SIGN_UP = "/account/signup/"
ACCOUNT = {"email": "fifty@example.com", "password1": "a-curtain-and-a-rope"}
EXAM = {"mode": "exam"}


def ordeal_at_once(folder: Path, database: str, times: int, **environment: str) -> Finding:
    """Two web servers, one learner, each form so many times at the same moment."""
    with running_site(folder / "var", WEB_THREADS="8", **environment) as site, second_web(site) as other:
        urls = (site.url, other)
        learner = Learner(urls, Tally())
        sent = [send_at_once(learner, urls, times, act) for act in _acts(learner)]
        torn = half_written()
    for one in sent:
        print(one, flush=True)
    return Finding(
        fault=f"the same {times} times at once, {database}",
        done=f"each of {len(sent)} forms {times} times at once to 2 web servers",
        seen="; ".join(f"{one.what} {one.counted}" for one in sent)
        + f"; {sum(not one.is_sane for one in sent)} with a reply of 500 or none; {len(torn)} half-written",
        lost=sum(one.counted < 1 for one in sent),
        twice=sum(max(0, one.counted - 1) for one in sent) + answered_twice(),
        held=all(one.is_sane for one in sent) and not torn,
    )


def _acts(learner: Learner) -> Iterator[Act]:
    learner.get(QUIZ)
    yield Act("starts of a quiz", QUIZ, {"mode": "practice"}, Attempt.objects.count)
    for what, start, chosen in (("single choice", QUIZ, {}), ("multiple choice", TEST, {"seed": _seed()})):
        attempt = learner.post(start, {"mode": "practice", **chosen}).headers["Location"]
        yield Act(what, f"{attempt}answer/", _answer(learner, attempt), Answer.objects.count)
    exam = learner.post(QUIZ, EXAM).headers["Location"]
    answer = _answer(learner, exam)
    yield Act("draft in an exam", f"{exam}answer/", answer, Draft.objects.count)
    of_exam = Answer.objects.filter(attempt__mode="exam", question=answer["question"])
    yield Act("exam handed in", f"{exam}hand-in/", {}, of_exam.count)
    yield Act("grade of a card", f"{DECK}grade/", card_on(learner.get(DECK).text), Review.objects.count)
    learner.get(PROMPT)
    yield Act("explanation", PROMPT, {"text": TEXT.format("fifty times")}, Explanation.objects.count)
    learner.get(SIGN_UP)
    yield Act("sign-up", SIGN_UP, ACCOUNT, User.objects.count)


def _seed() -> str:
    """Of a test that begins with multiple choice."""
    questions = questions_of(library().course)
    return next(str(seed) for seed in count() if isinstance(draw(questions, seed=seed)[0], MultipleChoice))


def _answer(learner: Learner, page: str) -> dict[str, str]:
    answer = question_on(learner.get(page).text)
    if answer is None:
        raise LookupError(f"{page} asks nothing with options")
    return answer
