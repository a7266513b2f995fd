"""Markdown files: questions as headings, as bold lines, or after a `Q:`."""

import pytest

from tutorial.exchange import markdown_reading
from tutorial.exchange.markdown_reading import read_markdown
from tutorial.exchange.refusal import Refused
from tutorial.exchange.report import ImportReport, Loss
from tutorial.library import Line

HEADINGS = """# Queues

A word of welcome.

## What is a `queue`?

A line of tasks.

- first come
- first served

### Who takes from it? {#who-takes}

The **worker**:

```python
# not a heading
Q = 1
```

## A section
"""
BOLD = """# Queues

**What is a queue?**

A line of **tasks**.

__Who takes from it?__
The worker.
"""
LETTERS = """# Queues

Q: What is a queue,
in a word?
A: A line.

With a second paragraph.

---

Not an answer.

q: Who takes from it?
a:
The worker.

## Later

Question: And then?
Answer: The result.
"""


def read(text: str) -> tuple[list[tuple[str, str]], str, ImportReport]:
    report = ImportReport()
    found = read_markdown(text, report)
    return [(draft.question, draft.answer) for draft in found.drafts], found.title, report


class TestHeadings:
    def test_ask(self) -> None:
        pairs, title, _ = read(HEADINGS)
        assert title == "Queues"
        assert pairs == [
            ("What is a `queue`?", "A line of tasks.\n\n- first come\n- first served"),
            ("Who takes from it?", "The **worker**:\n\n```python\n# not a heading\nQ = 1\n```"),
        ]

    def test_may_give_an_id(self) -> None:
        assert [draft.id for draft in read_markdown(HEADINGS, ImportReport()).drafts] == ["", "who-takes"]

    def test_that_ask_nothing_are_reported(self) -> None:
        _, _, report = read(HEADINGS)
        assert list(report.lines()) == [f"{Loss.HEADINGS}: 2 (A word of welcome.; A section)"]

    def test_of_the_first_level_ask_if_there_are_several(self) -> None:
        assert read("# One?\n1\n# Two?\n2\n")[:2] == ([("One?", "1"), ("Two?", "2")], "")


class TestBoldLines:
    def test_ask(self) -> None:
        pairs, title, report = read(BOLD)
        assert title == "Queues"
        assert pairs == [("What is a queue?", "A line of **tasks**."), ("Who takes from it?", "The worker.")]
        assert list(report.lines()) == []

    def test_that_are_bold_in_part_answer(self) -> None:
        assert read("**Asked?**\n**Bold** and **bold**\n")[0] == [("Asked?", "**Bold** and **bold**")]


class TestLetters:
    def test_ask(self) -> None:
        pairs, title, report = read(LETTERS)
        assert title == "Queues"
        assert pairs == [
            ("What is a queue, in a word?", "A line.\n\nWith a second paragraph."),
            ("Who takes from it?", "The worker."),
            ("And then?", "The result."),
        ]
        assert list(report.lines()) == [f"{Loss.HEADINGS}: 1 (Not an answer.)"]

    def test_within_code_are_code(self) -> None:
        assert read("Q: a\nA: b\n```\nQ: c\nA: d\n```\n")[0] == [("a", "b\n```\nQ: c\nA: d\n```")]


@pytest.mark.parametrize("text", ["", "just words\n", "# Title only\n", "```\n# never closed"])
def test_without_a_question_there_is_no_card(text: str) -> None:
    assert read(text)[0] == []


def test_with_too_many_questions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_reading, "MOST_CARDS", 2)
    assert len(read("# a\nb\n# c\nd\n")[0]) == 2
    with pytest.raises(Refused, match="more than 2 questions"):
        read("# a\nb\n# c\nd\n# e\nf\n")


def test_of_brackets_alone_is_read() -> None:
    ((asked, _),), _, report = read(f"## {'[' * 9_000}\n\n{'*a ' * 3_000}\n")
    assert Line(asked).text == "[" * 9_000
    assert Loss.PLAIN in report
