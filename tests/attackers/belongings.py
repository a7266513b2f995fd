"""What somebody has on the site: one of everything that an address names."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from demos.models import Run, Series, Take
from demos.present import classes
from demos.stage.models import LoadTest
from demos.upload.imaging import SIZES
from demos.visitors import COOKIE, cookie_of
from learners.current import SESSION_KEY
from learners.models import Learner, User
from quizzes.attempts import start_attempt
from quizzes.explain.explaining import submit_explanation
from quizzes.explain.models import Explanation
from quizzes.explain.schema import Prompt
from quizzes.models import Attempt
from quizzes.schema import Quiz
from tests.demos.rows import add_pictures, make_run
from tests.demos.stage.rows import make_test
from tutorial.library import library

LARGEST = SIZES[0]


@dataclass(frozen=True)
class Person:
    """A browser, and who sits at it."""

    client: Client
    learner: Learner | None = None
    visitor: UUID | None = None


@dataclass(frozen=True)
class Things:
    """Of one person."""

    attempt: Attempt
    explanation: Explanation
    run: Run
    series: Series
    load_test: LoadTest
    code: str


def stranger() -> Person:
    """Somebody who has never been here. Forms need their token from everybody."""
    return Person(Client(enforce_csrf_checks=True))


def guest() -> Person:
    """Somebody without an account who has done something."""
    return _known(Learner.objects.create(), None)


def account(*permissions: str, **fields: bool) -> Person:
    """Somebody who is signed in."""
    name = uuid4().hex
    user = User.objects.create_user(name, f"{name}@example.com", "a long and winding phrase", **fields)
    user.user_permissions.add(*Permission.objects.filter(codename__in=permissions))
    return _known(Learner.objects.create(user=user), user)


def things_of(owner: Person) -> Things:
    """One of everything."""
    assert owner.learner
    assert owner.visitor
    now, quiz, prompt = timezone.now(), library().all(Quiz)[0], library().all(Prompt)[0]
    run = make_run(visitor=owner.visitor, status=Run.Status.DONE)
    add_pictures(run)
    series = Series.objects.create(id=uuid4(), visitor=owner.visitor, scenario="upload", started_at=now)
    Take.objects.create(
        run=make_run(visitor=owner.visitor, status=Run.Status.DONE), series=series, round=1, waited_ms=1
    )
    return Things(
        attempt=start_attempt(learner=owner.learner, quiz=quiz, seed=7, now=now),
        explanation=submit_explanation(
            learner=owner.learner, prompt=prompt, text="The visitor need not wait for a task.", now=now
        ),
        run=run,
        series=series,
        load_test=make_test(),
        code=classes.open_class(now).code,
    )


def _known(learner: Learner, user: User | None) -> Person:
    client, visitor = Client(enforce_csrf_checks=True), uuid4()
    if user:
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[SESSION_KEY] = str(learner.pk)
    session.save()
    assert session.session_key
    client.cookies["sessionid"] = session.session_key
    client.cookies[COOKIE] = cookie_of(visitor)
    return Person(client, learner, visitor)
