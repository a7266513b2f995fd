"""Templates and gaps are filled as Anki fills them."""

import pytest

from tutorial.exchange.clozes import hidden, is_readable, shown
from tutorial.exchange.note_templates import answer_side, asks_by_gaps, question_side, types_the_answer
from tutorial.exchange.wire_format import numbers_and_texts

FIELDS = {"Front": "asked", "Back": "told", "Extra": "", "Text": "a {{c1::b}} {{c2::c::hint}}"}


class TestGaps:
    @pytest.mark.parametrize(
        ("text", "number", "question", "answer"),
        [
            ("a {{c1::b}} c", 1, "a … c", "a <b>b</b> c"),
            ("a {{c1::b::hint}} c", 1, "a … (hint) c", "a <b>b</b> c"),
            ("{{c1::a}} {{c2::b}}", 2, "a …", "a <b>b</b>"),
            ("{{c1::a}} {{c1::b}}", 1, "… …", "<b>a</b> <b>b</b>"),
            ("{{c1::a {{c2::b}} c}}", 1, "…", "<b>a b c</b>"),
            ("{{c1::a {{c2::b}} c}}", 2, "a … c", "a <b>b</b> c"),
            ("{{c1,3::a}}", 3, "…", "<b>a</b>"),
            ("two\n{{c1::lines\nhere}}", 1, "two\n…", "two\n<b>lines\nhere</b>"),
            ("{{c1::x = {1: 2}}}", 1, "…}", "<b>x = {1: 2</b>}"),
        ],
    )
    def test_are_hidden_and_shown(self, text: str, number: int, question: str, answer: str) -> None:
        assert hidden(text, number) == question
        assert shown(text, number) == answer

    @pytest.mark.parametrize(
        ("text", "readable"),
        [("a {{c1::b}}", True), ("none", True), ("a {{c1::b", False), ("{{c1::a}} {{c2::b", False)],
    )
    def test_that_do_not_end_cannot_be_read(self, text: str, *, readable: bool) -> None:
        assert is_readable(text) is readable


class TestATemplate:
    @pytest.mark.parametrize(
        ("template", "side"),
        [
            ("{{Front}}", "asked"),
            ("{{ text:Front }}!", "asked!"),
            ("{{#Extra}}x{{/Extra}}{{^Extra}}y{{/Extra}}", "y"),
            ("{{#Front}}{{#Back}}both{{/Back}}{{/Front}}", "both"),
            ("{{#Front}}1{{#Extra}}2{{/Extra}}3{{/Front}}", "13"),
            ("{{Front}}{{type:Back}}", "asked"),
            ("{{cloze:Text}}", "a … c"),
            ("{{Unknown}}<!-- {{Back}} -->", ""),
        ],
    )
    def test_asks(self, template: str, side: str) -> None:
        assert question_side(template, FIELDS, number=1) == side

    @pytest.mark.parametrize(
        ("template", "side"),
        [
            ("{{FrontSide}}<hr id=answer>{{Back}}", "told"),
            ('{{Front}}<HR class="x" id="answer">{{Back}}', "told"),
            ("{{FrontSide}} {{Back}}", " told"),
            ("{{type:Back}}", "told"),
            ("{{cloze:Text}}<br>{{Extra}}", "a <b>b</b> c<br>"),
            ("{{type:cloze:Text}}", "a <b>b</b> c"),
        ],
    )
    def test_answers_without_the_question(self, template: str, side: str) -> None:
        assert answer_side(template, FIELDS, number=1) == side

    def test_says_how_it_asks(self) -> None:
        assert asks_by_gaps("{{type:cloze:Text}}")
        assert not asks_by_gaps("{{Front}}")
        assert types_the_answer("{{Front}} {{type:Back}}")
        assert not types_the_answer("{{type}}")


class TestTheWireFormat:
    def test_holds_numbers_and_texts(self) -> None:
        message = b"\x08\x96\x01" + b"\x12\x07testing" + b"\x1d\x00\x00\x80\x3f" + b"\x21" + b"\x00" * 8
        found = numbers_and_texts(message)
        assert (found[1], found[2]) == (150, b"testing")  # the examples of Google's own description
        assert set(found) == {1, 2, 3, 4}

    @pytest.mark.parametrize(
        "message", [b"\x12\x07test", b"\x08", b"\x08" + b"\xff" * 12, b"\x0b", b"\x1d\x00"]
    )
    def test_that_is_broken_is_an_error(self, message: bytes) -> None:
        with pytest.raises(ValueError, match=r"field|number"):
            numbers_and_texts(message)
