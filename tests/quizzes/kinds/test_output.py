import pytest

from quizzes.kinds import PredictOutput
from quizzes.kinds.printed import lines_of
from tests.quizzes.kinds.asked import RIGHT, asked, drawn, drawn_form, drawn_judged, posted
from tests.quizzes.kinds.writing import fault_of, written

QUESTION = asked("what-is-printed", PredictOutput)
ALL_AT_ONCE = "queued resize\nrunning resize\nqueued email\nrunning email\npage sent"
RIGHT_TEXT = "queued resize\nqueued email\npage sent\nrunning resize\nrunning email"


def output(printed: str, *wrong: str) -> dict[str, object]:
    return written(
        kind="output",
        code="print()",
        output=printed,
        why="So",
        wrong=[{"output": one, "misconception": "m", "why": "No"} for one in wrong],
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb\n", ("a", "b")),
        ("a  \r\nb\t\r\n\r\n", ("a", "b")),
        ("  a\n\nb", ("  a", "", "b")),
        ("\n \n  a", ("  a",)),
        ("", ()),
        (" \n\n", ()),
        ("cafe\u0301", ("caf\u00e9",)),
    ],
)
def test_lines_of(text: str, lines: tuple[str, ...]) -> None:
    assert lines_of(text) == lines


class TestGrade:
    @pytest.mark.parametrize(
        ("typed", "score", "misconceptions"),
        [
            (RIGHT_TEXT, 1, ()),
            (RIGHT_TEXT.replace("\n", "  \r\n") + "\n\n", 1, ()),
            ("\n" + RIGHT_TEXT, 1, ()),
            (RIGHT_TEXT.replace(" ", ""), 1, ()),
            (" " + RIGHT_TEXT, 1, ()),
            (RIGHT_TEXT.replace("page", "Page"), 0, ()),
            (RIGHT_TEXT.replace("\n", " "), 0, ()),
            (RIGHT_TEXT.replace("page", "\npage"), 0, ()),  # an empty line in the middle
            (ALL_AT_ONCE.replace(" ", "  "), 0, ("request-runs-it",)),
            ("queued resize\nqueued email\npage sent", 0, ("queue-runs-it",)),
            (ALL_AT_ONCE, 0, ("request-runs-it",)),
        ],
    )
    def test_golden(self, typed: str, score: float, misconceptions: tuple[str, ...]) -> None:
        grade = QUESTION.grade([typed])

        assert (grade.score, grade.misconceptions) == (score, misconceptions)

    def test_blanks_count_where_the_author_expects_them(self) -> None:
        question = PredictOutput.model_validate(output("12", "1 2"))

        assert question.grade(["1 2"]).misconceptions == ("m",)
        assert question.grade(["1  2"]).right


class TestForm:
    def test_takes_lines_without_the_blanks_at_their_ends(self) -> None:
        form = posted(QUESTION, RIGHT["what-is-printed"])

        assert form.is_valid()
        assert form.given() == [RIGHT_TEXT]

    def test_takes_the_blanks_of_the_first_line(self) -> None:
        form = posted(QUESTION, "answer=%0A++two+in")

        assert form.is_valid()
        assert form.given() == ["  two in"]

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            ("", "Write what the code prints first."),
            ("answer=+%0D%0A+", "Write what the code prints first."),
            ("answer=" + 2001 * "a", "That is more than 2000 characters. Shorten it."),
        ],
    )
    def test_refuses_beside_the_field(self, body: str, error: str) -> None:
        page = drawn_form(QUESTION, posted(QUESTION, body))

        assert error in page
        assert 'aria-invalid="true"' in page

    def test_the_answer_that_stands_keeps_its_blanks(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form((), before=["\n  two in"]))

        assert ">\n\n  two in</textarea>" in page  # the first line break is the browser's own

    def test_looks_the_same_whatever_is_printed(self) -> None:
        other = PredictOutput.model_validate(output("a"))

        assert drawn_form(QUESTION, QUESTION.form(())) == drawn_form(other, other.form(()))


class TestJudged:
    def test_lines_up_what_is_the_same(self) -> None:
        judged = QUESTION.judged((), ["queued resize\nrunning resize\nqueued email\npage sent"])

        assert [(pair.printed, pair.predicted) for pair in judged.pairs] == [
            ("queued resize", "queued resize"),
            (None, "running resize"),
            ("queued email", "queued email"),
            ("page sent", "page sent"),
            ("running resize", None),
            ("running email", None),
        ]

    def test_says_in_words_what_is_different(self) -> None:
        page = drawn_judged(QUESTION, [RIGHT_TEXT.replace("page", "Page") + "\ndone"])

        assert page.count("the same") == 4
        assert page.count("only capitals differ") == 1
        assert page.count("not printed") == 1
        assert '<th scope="col">You wrote</th>' in page

    def test_blanks_are_said_and_right(self) -> None:
        question = PredictOutput.model_validate(output("[320, 240]\nFalse True"))

        assert "Python puts a blank after the comma." in drawn_judged(question, ["[320,240]\nFalse True"])
        assert "This is how Python prints them." in drawn_judged(question, ["[320, 240]\nFalseTrue"])
        assert "Blanks" not in drawn_judged(question, ["[320, 240]\nFalse True"])

    def test_capitals_are_said_kindly(self) -> None:
        page = drawn_judged(QUESTION, [RIGHT_TEXT.title()])

        assert "Very nearly: only capital letters differ" in page
        assert page.count("only capitals differ") == 5

    def test_a_line_with_other_blanks_is_the_same(self) -> None:
        page = drawn_judged(QUESTION, [RIGHT_TEXT.replace(" ", "  ") + "\ndone"])

        assert page.count("the same") == 5

    def test_says_where_a_line_was_left_out(self) -> None:
        page = drawn_judged(QUESTION, ["queued resize\nqueued email\npage sent"])

        assert page.count("left out") == 2
        assert "The loop at the end runs what was noted." in page

    def test_a_right_answer_needs_no_comparison(self) -> None:
        page = drawn_judged(QUESTION, [RIGHT_TEXT])

        assert "<table" not in page
        assert "Correct, your answer" in page
        assert page.count("Why not?") == 2

    def test_no_answer_shows_what_is_printed(self) -> None:
        page = drawn_judged(QUESTION, [])

        assert "<table" not in page
        assert "your answer" not in page
        assert "running email" in page

    def test_markup_in_an_answer_stays_text(self) -> None:
        assert "<b>" not in drawn_judged(QUESTION, ["<b>page sent"])

    def test_the_final_answer_is_all_lines(self) -> None:
        page = drawn(QUESTION, "final", question=QUESTION)

        assert page.count("<span>") == 5


class TestSchema:
    @pytest.mark.parametrize(
        ("fields", "what", "way"),
        [
            (output(" \n"), "holds no line; ask about code that prints something", ("output",)),
            (output("a", "a  \n"), "is empty, or there already; write another", ("wrong", 0, "output")),
            (output("a", "b", "b"), "is empty, or there already; write another", ("wrong", 1, "output")),
            (output("a", ""), "is empty, or there already; write another", ("wrong", 0, "output")),
        ],
    )
    def test_faults(self, fields: dict[str, object], what: str, way: tuple[str | int, ...]) -> None:
        assert fault_of(fields) == (what, way)
