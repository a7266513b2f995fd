"""A lesson's Markdown becomes sections of blocks; faults inside fences have their own lines."""

from pathlib import Path

import pytest

from tests.tutorial.library.folders import SOUND, faults, read
from tutorial.library import Lesson
from tutorial.library.lessons import Compare, DemoTeaser, Heading, Passage, Split, Takeaways

LESSON = "one/lessons/lesson.md"
FRONT = SOUND[LESSON].partition("## ")[0]
BODY_LINE = FRONT.count("\n") + 1

EVERY_KIND = """\
## The *first* section {#first}

A worker runs tasks,
one after another.
{: #runs-tasks concepts="worker" }

```recall
id: who-runs
question: Who runs `tasks`?
answer: A worker.
concepts: [worker]
```

- One

- Another
    over two lines
{: #a-list }

### Code {#code}

```python
# a comment

## not a heading
```
{: #some-code }

| a | b |
|---|---|
| 1 | 2 |

## The second section {#second}

```compare
before:
  label: Before
  code: |
    def view():
        work()
  marks:
    2: (waits)
after:
  label: After
  code: later(work)
note: Two lines.
```
{: #two-lines concepts="worker" }

```demo
demo: tutorial:home
text: Try it.
button: Go
```

~~~split
front: {title: Now, items: [one]}
backstage: {title: Soon, items: [two, three]}
~~~

```takeaways
- text: Keep this.
  id: keep-this
  concepts: [worker]
- text: And that.
```
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    return read(tmp_path, {LESSON: FRONT + EVERY_KIND}).find(Lesson, "lesson")


class TestSections:
    def test_hold_their_blocks_in_order(self, lesson: Lesson) -> None:
        assert [section.id for section in lesson.sections] == ["first", "second"]
        assert [type(block) for block in lesson.sections[0].blocks] == [
            Passage,
            Passage,
            Heading,
            Passage,
            Passage,
        ]
        assert [type(block) for block in lesson.sections[1].blocks] == [Compare, DemoTeaser, Split, Takeaways]

    def test_have_a_title_in_markdown(self, lesson: Lesson) -> None:
        assert lesson.sections[0].title.html == "The <em>first</em> section"


class TestPassages:
    def test_take_id_and_concepts_from_the_line_below(self, lesson: Lesson) -> None:
        passage = lesson.sections[0].blocks[0]
        assert isinstance(passage, Passage)
        assert (passage.id, passage.concepts) == ("runs-tasks", ("worker",))
        assert passage.prose.text == "A worker runs tasks, one after another."

    def test_carry_the_recall_prompt_that_follows(self, lesson: Lesson) -> None:
        passage = lesson.sections[0].blocks[0]
        assert isinstance(passage, Passage)
        assert passage.recall is not None
        assert passage.recall.question.html == "Who runs <code>tasks</code>?"

    def test_keep_a_list_with_empty_lines_together(self, lesson: Lesson) -> None:
        passage = lesson.sections[0].blocks[1]
        assert isinstance(passage, Passage)
        assert passage.id == "a-list"
        assert passage.prose.html.count("<li>") == 2

    def test_keep_code_as_it_is(self, lesson: Lesson) -> None:
        passage = lesson.sections[0].blocks[3]
        assert isinstance(passage, Passage)
        assert passage.id == "some-code"
        assert "## not a heading" in passage.prose.text


class TestOtherBlocks:
    def test_compare_pairs_lines_with_marks(self, lesson: Lesson) -> None:
        block = lesson.sections[1].blocks[0]
        assert isinstance(block, Compare)
        assert block.id == "two-lines"
        assert [(mark.text if mark else None) for _, mark in block.before.lines] == [None, "(waits)"]
        assert '<span class="k">def</span>' in block.before.lines[0][0]

    def test_takeaways_are_a_list(self, lesson: Lesson) -> None:
        block = lesson.sections[1].blocks[3]
        assert isinstance(block, Takeaways)
        assert [item.text.text for item in block.items] == ["Keep this.", "And that."]


class TestParagraphs:
    def test_are_all_blocks_with_an_id_and_takeaways(self, tmp_path: Path) -> None:
        library = read(tmp_path, {LESSON: FRONT + EVERY_KIND})
        found = [paragraph.ref for paragraph in library.paragraphs_about("worker")]
        assert found == ["lesson#runs-tasks", "lesson#two-lines", "lesson#keep-this"]

    def test_are_named_by_the_heading_above_and_the_lesson(self, tmp_path: Path) -> None:
        paragraph = read(tmp_path).paragraph("lesson#runs-tasks")
        assert paragraph.name == "“A section” in “A lesson”"
        assert paragraph.url == "/learn/lesson/#runs-tasks"

    def test_the_nearest_heading_counts(self, tmp_path: Path) -> None:
        library = read(tmp_path, {LESSON: FRONT + EVERY_KIND})
        names = {
            name: library.paragraph(f"lesson#{name}").heading for name in ("a-list", "some-code", "two-lines")
        }
        assert names == {
            "a-list": "The first section",
            "some-code": "Code",
            "two-lines": "The second section",
        }


SOUND_START = "## A section {#section}\n\nWords.\n{: #runs-tasks }\n\n"
LINES_OF_START = SOUND_START.count("\n")

# What follows the start, the line of the fault counted from there, and what is told
FAULTS: dict[str, tuple[str, int, str]] = {
    "a key in a fence": (
        "```demo\ndemo: tutorial:home\ntext: a\nbutton: b\ntxet: c\n```\n",
        5,
        "sections.blocks.txet: is not a known key; did you mean text?",
    ),
    "a concept in a fence": (
        "```recall\nid: r\nquestion: q\nanswer: a\nconcepts:\n  - worker\n  - workr\n```\n",
        7,
        "sections.blocks.recall.concepts: there is no concept workr; did you mean worker?",
    ),
    "YAML in a fence": ("```demo\ndemo: a: b\n```\n", 2, "YAML: mapping values are not allowed here"),
    "nothing in a fence": ("```demo\n```\n", 2, "file: is empty"),
    "a list in a fence": ("```split\n- a\n```\n", 1, "split: is not a mapping;"),
    "a fence without an end": ("Words.\n\n```demo\ndemo: a\n", 3, "demo: has no end; close it with ```"),
    "an unknown kind": (
        "```takeaway\n- a\n```\n",
        1,
        "block: takeaway is neither a language nor",
    ),
    "a missing demo": (
        "```demo\ndemo: demos:uplaod\ntext: a\nbutton: b\n```\n",
        2,
        "sections.blocks.demo: there is no demo demos:uplaod;",
    ),
    "a concept of a paragraph": (
        'Words.\n{: #words concepts="worker queue" }\n',
        2,
        "sections.blocks.concepts: there is no concept queue;",
    ),
    "a misspelt attribute": (
        'Words.\n{: concept="worker" }\n',
        2,
        "sections.blocks.concept: is not a known key; did",
    ),
    "a broken attribute line": (
        'Words.\n{: concepts="worker }\n',
        2,
        'sections.blocks.concepts: there is no concept "worker;',
    ),
    "the same id twice": ("Words.\n{: #section }\n", 2, "id: section is already on line 8 of this lesson;"),
    "a recall prompt after no paragraph": (
        "### H {#h}\n\n```recall\nid: r\n```\n",
        3,
        "recall: has no paragraph before it; put it directly below one",
    ),
    "two recall prompts": (
        "\n".join(f"```recall\nid: r{n}\nquestion: q\nanswer: a\nconcepts: [worker]\n```" for n in (1, 2)),
        7,
        "recall: is the second for this paragraph; keep one",
    ),
    "a section without an id": (
        "## More Words\n\nWords.\n",
        1,
        "id: is missing; write ## More Words {#more-words}",
    ),
    "a heading too deep": ("#### Deep {#deep}\n", 1, "heading: write ## for a section, or ### for a heading"),
    "a mark beside the code": (
        "```compare\nbefore: {label: a, code: a, marks: {2: b}}\nafter: {label: a, code: a}\n```\n",
        2,
        "sections.blocks.before.marks.2: is not a line of the code; write a number from 1 to 1",
    ),
    "unsafe HTML on a later line": (
        "Words\nand <iframe>\n",
        2,
        "sections.blocks.prose: <iframe> is",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_each_fault_has_its_line(case: str, tmp_path: Path) -> None:
    text, line, expected = FAULTS[case]
    told = faults(tmp_path, {LESSON: FRONT + SOUND_START + text})
    assert len(told) == 1
    at = BODY_LINE + LINES_OF_START + line - 1
    assert told[0].startswith(f"lessons/lesson.md:{at}: {expected}")


@pytest.mark.parametrize("text", ["A lesson\n", "---\nid: lesson\n", "# ---\nid: lesson\n---\n"])
def test_front_matter_is_asked_for(text: str, tmp_path: Path) -> None:
    [told] = faults(tmp_path, {LESSON: text})
    assert told.startswith("lessons/lesson.md:1: front matter: is missing; begin the file with ---")


def test_front_matter_is_a_mapping(tmp_path: Path) -> None:
    [told] = faults(tmp_path, {LESSON: "---\n- a\n---\n"})
    assert told.startswith("lessons/lesson.md:2: front matter: is not a mapping;")


def test_words_before_the_first_section_have_no_place(tmp_path: Path) -> None:
    [told] = faults(tmp_path, {LESSON: f"{FRONT}Words.\n\n{SOUND_START}"})
    assert told.startswith(f"lessons/lesson.md:{BODY_LINE}: sections: have not begun here; write a line")
