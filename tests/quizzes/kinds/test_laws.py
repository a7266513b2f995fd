"""What no answer may break, whatever the kind and whatever a browser sends."""

import re
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.kinds import Question
from quizzes.schema import Quiz
from tests.quizzes.kinds.answers import right_answer, wrong_answer
from tests.quizzes.kinds.asked import (
    QUESTIONS,
    REFUSED,
    RIGHT,
    WRONG,
    drawn,
    drawn_form,
    drawn_judged,
    filled_in,
    posted,
    shown,
)
from tutorial.library import library

each_question = pytest.mark.parametrize("name", list(QUESTIONS))


def ids_in(question: Question) -> list[str]:
    return [*shown(question), "true", "false", "elsewhere"]


def sent_to(question: Question) -> st.SearchStrategy[str]:
    """Bodies of requests: the fields of the form, with what belongs there and with anything else."""
    fields = re.findall(r' name="([^"]+)"', drawn_form(question, question.form(shown(question))))
    places = [str(number) for number in range(7)]
    value = st.sampled_from([*ids_in(question), *places]) | st.text(max_size=60)
    return st.lists(st.tuples(st.sampled_from(sorted(set(fields))), value), max_size=8).map(urlencode)


@each_question
class TestAnyAnswer:
    @settings(max_examples=60)
    @given(data=st.data())
    def test_is_refused_with_a_word_or_graded(self, name: str, data: st.DataObject) -> None:
        question = QUESTIONS[name]
        form = posted(question, data.draw(sent_to(question)))
        page = drawn_form(question, form)

        if not form.is_valid():
            assert 'role="alert"' in page
            return
        answer = form.given()
        grade = question.grade(answer)
        assert answer
        assert all(isinstance(part, str) for part in answer)
        assert 0 <= grade.score <= 1
        assert not (grade.right and grade.misconceptions)
        assert drawn_judged(question, answer)
        assert question.form(shown(question), before=answer)

    @settings(max_examples=60)
    @given(data=st.data())
    def test_of_another_wording_can_still_be_looked_at(self, name: str, data: st.DataObject) -> None:
        question = QUESTIONS[name]
        answer = data.draw(st.lists(st.sampled_from(ids_in(question)) | st.text(max_size=60), max_size=6))

        assert drawn_judged(question, answer)
        assert drawn_form(question, question.form(shown(question), before=answer))


@each_question
class TestTheRightAnswer:
    def test_scores_one(self, name: str) -> None:
        form = posted(QUESTIONS[name], RIGHT[name])

        assert form.is_valid()
        assert QUESTIONS[name].grade(form.given()).score == 1

    def test_is_what_the_key_says(self, name: str) -> None:
        assert QUESTIONS[name].grade(right_answer(QUESTIONS[name])).score == 1

    def test_stands_at_the_end_whatever_was_answered(self, name: str) -> None:
        question = QUESTIONS[name]

        assert drawn(question, "final", question=question).strip()
        for answer in ([], right_answer(question), wrong_answer(question)):
            assert "Correct" in drawn_judged(question, answer) or question.kind == "order"


@each_question
class TestAForeseenWrongAnswer:
    def test_scores_nothing_and_gives_its_misconception_away(self, name: str) -> None:
        form = posted(QUESTIONS[name], WRONG[name])

        assert form.is_valid()
        grade = QUESTIONS[name].grade(form.given())
        assert grade.score == 0
        assert grade.misconceptions


@each_question
class TestARefusedAnswer:
    def test_comes_back_with_the_error_beside_what_was_typed(self, name: str) -> None:
        page = drawn_form(QUESTIONS[name], posted(QUESTIONS[name], REFUSED[name]))

        error = re.search(r'id="(not-yet[^"]*)" class="verdict wrong" role="alert"', page)
        assert error
        assert re.search(rf'aria-describedby="[^"]*\b{error[1]}\b', page)


@each_question
class TestTheAnswerThatStands:
    def test_is_filled_in_and_would_be_sent_again(self, name: str) -> None:
        """An exam shows the draft; sending the form untouched keeps it."""
        question = QUESTIONS[name]
        answer = posted(question, RIGHT[name])
        assert answer.is_valid()

        page = drawn_form(question, question.form(shown(question), before=answer.given()))

        again = posted(question, filled_in(page))
        assert again.is_valid()
        assert again.given() == answer.given()


@each_question
class TestAnAnswerUnderWay:
    def test_is_shown_again_without_a_word_of_refusal(self, name: str) -> None:
        """A hint is asked for in the middle of it."""
        question = QUESTIONS[name]
        form = posted(question, RIGHT[name])
        form.errors.clear()

        page = drawn_form(question, form)

        again = posted(question, filled_in(page))
        assert again.is_valid()
        assert question.grade(again.given()).right

    def test_may_be_one_that_would_be_refused(self, name: str) -> None:
        form = posted(QUESTIONS[name], REFUSED[name])
        form.errors.clear()

        assert 'role="alert"' not in drawn_form(QUESTIONS[name], form)


def test_every_question_of_the_site_can_be_answered_rightly_and_wrongly() -> None:
    for quiz in library().all(Quiz):
        for question in quiz.questions:
            assert question.grade(right_answer(question)).score == 1, question.id
            assert question.grade(wrong_answer(question)).score == 0, question.id
            assert drawn_judged(question, right_answer(question))
            assert drawn_judged(question, wrong_answer(question))
