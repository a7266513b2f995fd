import re
from collections.abc import Iterator

from django.test import Client

from quizzes.kinds import SingleChoice
from quizzes.models import Attempt
from quizzes.sitting import sit
from tests.quizzes.answering import answered
from tests.quizzes.conftest import NOW
from tests.quizzes.pages import page_of


def asked_in(attempt: Attempt, visitor: Client) -> Iterator[tuple[SingleChoice, str]]:
    """Each question in turn with the page that asks it; answered before the next."""
    while (place := sit(attempt).next) is not None:
        assert isinstance(place.question, SingleChoice)
        yield place.question, visitor.get(page_of(attempt)).content.decode()
        answered(attempt, place.question_id, right=True, at=NOW)


class TestTheKey:
    """Before the answer is given, nothing that the browser has tells the right option from the others."""

    def test_is_not_on_the_page(self, visitor: Client, attempt: Attempt) -> None:
        for question, html in asked_in(attempt, visitor):
            secrets: list[str] = [option.why.html for option in question.options]
            if question.solution:
                secrets += [step.text.html for step in question.solution.steps]
                secrets.append(question.solution.quick_check.html)
            secrets += [mistake.html for mistake in question.mistakes]
            secrets += [option.misconception for option in question.options if option.misconception]
            assert [secret for secret in secrets if secret in html] == []

    def test_all_options_have_the_same_markup(self, visitor: Client, attempt: Attempt) -> None:
        for question, html in asked_in(attempt, visitor):
            markup = set()
            for option in question.options:
                item = html.split(f'value="{option.id}"')
                assert len(item) == 2
                before, after = item[0].rsplit("<li", 1)[1], item[1].split("<span>", 1)[0]
                markup.add((before, after))
            assert len(markup) == 1

    def test_option_ids_do_not_say_it_either(self, attempt: Attempt) -> None:
        telling = re.compile("right|correct|wrong|false|true")

        assert not [one for _, options in attempt.order for one in options if telling.search(one)]
