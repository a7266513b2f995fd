"""Ten questions from the whole course."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.attempts import retry_missed
from quizzes.models import Attempt
from quizzes.sitting import sit
from tests.quizzes.conftest import NOW
from tests.quizzes.pages import page_of

URL = "/quizzes/test/background-tasks/"

pytestmark = pytest.mark.django_db


def test_the_list_offers_it(client: Client) -> None:
    assertContains(client.get("/quizzes/"), URL)


def test_ten_questions_different_each_time(client: Client) -> None:
    for visitor in (client, Client(), Client(), Client()):
        assertContains(visitor.post(URL, follow=True), "Question 1 of 10")
    assert len({str(attempt.order) for attempt in Attempt.objects.all()}) > 1


@pytest.mark.parametrize(
    ("seeds", "attempts"), [(["", ""], 1), (["4", "4"], 1), (["4", "5"], 2), (["", "5"], 2)]
)
def test_a_double_click_starts_one_but_a_number_is_kept_to(
    client: Client, seeds: list[str], attempts: int
) -> None:
    for seed in seeds:
        client.post(URL, {"seed": seed})
    assert Attempt.objects.count() == attempts


def test_the_button_fits_new_questions_and_those_of_a_number(client: Client) -> None:
    client.post(URL)

    page = client.get(URL)

    assertContains(page, "Continue at question 1")
    assertContains(page, "Draw 10 questions")
    assertNotContains(page, "Start over")


def test_a_test_of_a_course_that_has_gone_is_among_the_past(client: Client) -> None:
    client.post(URL)
    Attempt.objects.update(course="gone")

    assertContains(client.get("/quizzes/"), "Quizzes that have left the course")


def test_the_same_number_gives_the_same_test(client: Client) -> None:
    other = Client()
    for visitor in (client, other):
        visitor.post(URL, {"seed": "4821"})
    one, two = Attempt.objects.all()
    assert one.learner != two.learner
    assert one.order == two.order


@pytest.mark.parametrize("seed", ["-1", "4294967296", "mine"])
def test_a_number_that_cannot_be_is_refused_beside_its_field(client: Client, seed: str) -> None:
    response = client.post(URL, {"seed": seed})

    assertContains(response, "Write the number of an earlier test", status_code=422)


def test_the_result_names_its_number_and_the_misses_can_be_retried(client: Client) -> None:
    client.post(URL, {"seed": "4821", "mode": "exam"})
    attempt = Attempt.objects.get()
    client.post(f"/quizzes/attempts/{attempt.pk}/hand-in/")

    response = client.get(page_of(attempt))

    assertContains(response, "Ten questions: your result")
    assertContains(response, f"{URL}?seed=4821")
    attempt.refresh_from_db()
    retry = retry_missed(attempt=attempt, now=NOW)
    assert retry is not None
    assert [place.question_id for place in sit(retry).places] == [question for question, _ in attempt.order]


def test_a_course_that_is_not_there(client: Client) -> None:
    assert client.get("/quizzes/test/no-such-course/").status_code == 404
