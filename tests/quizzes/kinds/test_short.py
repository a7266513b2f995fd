import pytest
from django.http import QueryDict

from quizzes.kinds import ShortText
from quizzes.kinds.question import Grade
from tests.quizzes.kinds.asked import asked, drawn, drawn_form, drawn_judged
from tests.quizzes.kinds.writing import fault_of, written

WORDS = asked("name-the-runner", ShortText)
CODE = asked("queue-this-call", ShortText)


def short(**fields: object) -> dict[str, object]:
    return written(kind="short", why="So", **fields)


def wrong(*answers: str) -> dict[str, object]:
    return {"answers": list(answers), "misconception": "m", "why": "No"}


class TestGrade:
    @pytest.mark.parametrize(
        ("typed", "score", "misconceptions"),
        [
            ("worker", 1, ()),
            ("A background worker!", 1, ()),
            ("wroker", 1, ()),
            ("the Task-Queue", 0, ("queue-runs-it",)),
            ("djnago", 0, ("request-runs-it",)),
            ("something else", 0, ()),
        ],
    )
    def test_words(self, typed: str, score: float, misconceptions: tuple[str, ...]) -> None:
        grade = WORDS.grade([typed])

        assert (grade.score, grade.misconceptions) == (score, misconceptions)

    @pytest.mark.parametrize(
        ("typed", "score", "misconceptions"),
        [
            ("send_letter.delay(7)", 1, ()),
            ("send_letter.apply_async( args = [7] )", 1, ()),
            ("send_letter( 7 )", 0, ("request-runs-it",)),
            ("Send_letter.delay(7)", 0, ()),
            ("send_leter.delay(7)", 0, ()),
            ("send_letter.delay(7).", 0, ()),
        ],
    )
    def test_code(self, typed: str, score: float, misconceptions: tuple[str, ...]) -> None:
        grade = CODE.grade([typed])

        assert (grade.score, grade.misconceptions) == (score, misconceptions)

    def test_what_is_known_as_wrong_is_no_slip(self) -> None:
        question = ShortText.model_validate(short(accepted=["enqueue"], wrong=[wrong("enquire")]))

        assert question.grade(["enquire"]).misconceptions == ("m",)
        assert question.grade(["enqueu"]).right

    def test_a_wrong_answer_may_give_nothing_away(self) -> None:
        mixed_up = {"answers": ["RQ"], "why": "Another tool."}
        question = ShortText.model_validate(short(accepted=["Celery"], wrong=[mixed_up]))

        assert question.grade(["RQ"]) == Grade(0)
        assert "Another tool." in drawn_judged(question, ["RQ"])

    def test_many_spellings_are_accepted_and_some_are_shown(self) -> None:
        question = ShortText.model_validate(short(accepted=[f"f({n})" for n in range(8)], exact=True))

        assert question.grade(["f(7)"]).right
        assert "f(7)" not in drawn_judged(question, ["f(1)"])
        assert "and the like" in drawn_judged(question, ["f(1)"])
        assert "and the like" not in drawn_judged(CODE, ["send_letter.delay(7)"])


class TestForm:
    def test_takes_what_was_typed(self) -> None:
        form = WORDS.form((), QueryDict("answer=++Cafe%CC%81+worker+"))

        assert form.is_valid()
        assert form.given() == ["Caf\u00e9 worker"]

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            ("", "Write your answer first."),
            ("answer=+%0A", "Write your answer first."),
            ("answer=...", "There is no word in this yet. Write your answer in words."),
            ("answer=" + 201 * "a", "An answer has 200 characters at most. Shorten yours."),
            ("answer=a%00b", "Null characters are not allowed."),
        ],
    )
    def test_refuses_beside_the_field_with_what_was_typed(self, body: str, error: str) -> None:
        page = drawn_form(WORDS, WORDS.form((), QueryDict(body)))

        assert f'id="not-yet" class="verdict wrong" role="alert">{error}' in page
        assert 'aria-describedby="rule not-yet" aria-invalid="true"' in page

    def test_what_was_typed_comes_back_escaped(self) -> None:
        page = drawn_form(WORDS, WORDS.form((), QueryDict("answer=%22><")))

        assert 'value="&quot;&gt;&lt;"' in page

    def test_code_may_be_signs_alone(self) -> None:
        assert CODE.form((), QueryDict("answer=()")).is_valid()

    def test_shows_the_answer_that_stands(self) -> None:
        assert 'value="queue"' in drawn_form(WORDS, WORDS.form((), before=["queue"]))

    def test_says_what_counts(self) -> None:
        assert "punctuation do not count" in drawn_form(WORDS, WORDS.form(()))
        assert "Each letter and sign counts" in drawn_form(CODE, CODE.form(()))


class TestJudged:
    def test_a_right_answer_shows_all_that_is_accepted(self) -> None:
        page = drawn_judged(WORDS, ["Workers"])

        assert "Correct, your answer" in page
        assert "Workers" in page
        assert "Accepted: worker, worker process, background worker" in page

    def test_a_slip_is_forgiven_and_said(self) -> None:
        assert "One slip is forgiven: we read it as “worker”." in drawn_judged(WORDS, ["wroker"])

    def test_no_slip_is_not_said(self) -> None:
        assert "slip" not in drawn_judged(WORDS, ["Workers"])

    def test_a_foreseen_wrong_answer_says_why(self) -> None:
        page = drawn_judged(WORDS, ["task queue"])

        assert "Incorrect, your answer" in page
        assert "The queue keeps tasks. It does not run them." in page
        assert "Also accepted: worker process, background worker" in page

    def test_the_others_say_why_not(self) -> None:
        page = drawn_judged(WORDS, ["task queue"])

        assert "view, web server, Django" in page
        assert page.count("Why not?") == 1

    def test_an_unforeseen_one_says_so(self) -> None:
        assert "none of the answers that we foresaw" in drawn_judged(WORDS, ["something else"])

    def test_no_answer_shows_the_right_one(self) -> None:
        page = drawn_judged(WORDS, [])

        assert "your answer" not in page
        assert "worker" in page

    def test_markup_in_an_answer_stays_text(self) -> None:
        assert "<b>" not in drawn_judged(WORDS, ["<b>worker"])

    def test_the_final_answer_is_the_first_accepted(self) -> None:
        assert drawn(WORDS, "final", question=WORDS).strip() == "worker"
        assert drawn(CODE, "final", question=CODE).strip() == "<code>send_letter.delay(7)</code>"


class TestSchema:
    @pytest.mark.parametrize(
        ("fields", "what", "way"),
        [
            (
                short(accepted=["worker", "Workers"]),
                "Workers counts as the same answer as worker; keep one",
                ("accepted", 1),
            ),
            (
                short(accepted=["worker"], wrong=[wrong("queue", "the worker")]),
                "the worker counts as the same answer as worker; keep one",
                ("wrong", 0, "answers", 1),
            ),
            (
                short(accepted=["()"]),
                "holds no word; write one, or exact: true if signs alone are meant",
                ("accepted", 0),
            ),
        ],
    )
    def test_each_wording_means_one_thing(
        self, fields: dict[str, object], what: str, way: tuple[str | int, ...]
    ) -> None:
        assert fault_of(fields) == (what, way)

    def test_code_may_differ_in_case_only(self) -> None:
        ShortText.model_validate(short(accepted=["List[int]"], exact=True, wrong=[wrong("list[int]")]))
