"""Markdown prints as HTML that is safe, whatever the source says."""

from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tutorial.library import Line, Prose
from tutorial.library.markup import clean, line_markup, prose_markup

ATTACKS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.y>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://x.y'></iframe>",
    "<b style='position:fixed'>x</b>",
    "<p id='main'>x</p>",
    "<form action='/'><input></form>",
    "<style>p{}</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href=' &#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,x'>x</a>",
)
IN_MARKDOWN = ("[x](javascript:alert(1))", "![x](vbscript:x)", "*x*{: onclick='x()' }", "*x*{: style='x' }")
HARMLESS = (
    "Press <kbd>Space</kbd>",
    "`<script>` in code",
    "1 < 2 and 3 > 2",
    "[a](https://example.org/?a=1:2) [b](/learn/x/#p) [c](mailto:a@b.c) [d](#here)",
    '<abbr title="Simple Mail Transfer Protocol">SMTP</abbr>',
    "![a](/static/img/mark.svg)",
)


class Reader(HTMLParser):
    """Notes tags and attributes as a browser meets them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, str] = {}
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update((name, value or "") for name, value in attrs)


def assert_harmless(markup: str) -> None:
    met = Reader(markup)
    assert not met.tags & {
        "script",
        "iframe",
        "style",
        "form",
        "input",
        "svg",
        "object",
        "embed",
        "link",
        "meta",
    }
    assert not [name for name in met.attributes if name.startswith("on") or name in {"style", "id", "srcdoc"}]
    addresses = (met.attributes.get("href", ""), met.attributes.get("src", ""))
    assert not [one for one in addresses if one.lower().startswith(("javascript:", "data:", "vbscript:"))]


class TestRefusal:
    @pytest.mark.parametrize("source", [*ATTACKS, *IN_MARKDOWN])
    @pytest.mark.parametrize("kind", [Prose, Line])
    def test_unsafe_html_is_not_accepted(self, kind: type[Prose | Line], source: str) -> None:
        with pytest.raises(ValidationError, match="is not allowed"):
            TypeAdapter(kind).validate_python(f"Words. {source}")

    @pytest.mark.parametrize(
        "source", ["<div><![foo[x</div>", "<div><?php x ?></div>", "<div><!doctype x></div>"]
    )
    def test_declarations_are_not_accepted(self, source: str) -> None:
        with pytest.raises(ValidationError, match="are not allowed"):
            TypeAdapter(Prose).validate_python(source)

    @pytest.mark.parametrize("source", HARMLESS)
    @pytest.mark.parametrize("kind", [Prose, Line])
    def test_harmless_html_is_accepted(self, kind: type[Prose | Line], source: str) -> None:
        assert TypeAdapter(kind).validate_python(source).source == source

    @pytest.mark.parametrize("kind", [Prose, Line])
    def test_no_words_are_not_accepted(self, kind: type[Prose | Line]) -> None:
        with pytest.raises(ValidationError, match="is empty; write some text"):
            TypeAdapter(kind).validate_python(" \n ")

    def test_a_line_is_one_paragraph(self) -> None:
        with pytest.raises(ValidationError, match="holds an empty line"):
            TypeAdapter(Line).validate_python("One\n\nTwo")


class TestSecondWall:
    """The sanitiser, by itself: what is printed is harmless even where an author's text was never checked."""

    @pytest.mark.parametrize("source", [*ATTACKS, *IN_MARKDOWN])
    def test_attacks_do_not_get_through(self, source: str) -> None:
        assert_harmless(Prose(source).html)
        assert_harmless(Line(source).html)

    @given(
        st.lists(st.sampled_from([*ATTACKS, *IN_MARKDOWN, "`", "*", "<", ">", "\n", "a", "- "]), max_size=6)
    )
    def test_nor_do_their_mixtures(self, pieces: list[str]) -> None:
        assert_harmless(clean(prose_markup("".join(pieces))))
        assert_harmless(clean(line_markup("".join(pieces))))

    @given(st.text())
    def test_nor_does_any_text(self, source: str) -> None:
        assert_harmless(clean(prose_markup(source)))


class TestProse:
    def test_has_paragraphs_lists_tables_and_definitions(self) -> None:
        html = Prose("One\n\nTwo\n\n- a\n\n|a|b|\n|-|-:|\n|1|2|\n\nTerm\n:   Meaning").html
        assert "<p>One</p>" in html
        assert "<li>a</li>" in html
        assert '<td align="right">2</td>' in html
        assert "<dt>Term</dt>" in html

    def test_highlights_code_by_classes(self) -> None:
        html = Prose("```python\ndef task(): pass\n```").html
        assert '<span class="k">def</span>' in html
        assert "style=" not in html

    @pytest.mark.parametrize("source", ["```\na\n```", "As in\n\n    a", "```python\nprint('<pre>')\n```"])
    def test_code_can_be_scrolled_by_keys(self, source: str) -> None:
        html = Prose(source).html
        assert html.count('<pre tabindex="0" role="group" aria-label="Code">') == html.count("<pre") == 1

    def test_text_is_the_words_alone(self) -> None:
        assert Prose("*One* &amp; `two`\n\n- a\n- b").text == "One & two a b"


class TestLine:
    def test_has_no_paragraph_around_it(self) -> None:
        assert Line("Run `task` *now*").html == "Run <code>task</code> <em>now</em>"

    @pytest.mark.parametrize("source", ["# one", "- one", "1. one", "> one", "    one", "one\ntwo"])
    def test_is_never_a_block(self, source: str) -> None:
        assert "<" not in Line(source).html


@pytest.mark.parametrize("kind", [Prose, Line])
class TestBoth:
    def test_print_as_html_in_a_template(self, kind: type[Prose | Line]) -> None:
        assert "<em>a</em> &lt; b" in Template("{{ words }}").render(Context({"words": kind("*a* < b")}))

    def test_are_equal_by_their_source(self, kind: type[Prose | Line]) -> None:
        assert kind("a ") == kind("a") != kind("b")
        assert len({kind("a"), kind("a")}) == 1

    def test_go_through_a_model_unchanged(self, kind: type[Prose | Line]) -> None:
        words = kind("a *b*")
        assert TypeAdapter(kind).validate_python(words) is words
        assert TypeAdapter(kind).dump_json(words) == b'"a *b*"'

    def test_have_curly_quotation_marks_and_apostrophes_but_not_in_code(
        self, kind: type[Prose | Line]
    ) -> None:
        assert kind("It doesn't say \"now\"... `send('now')`").text == "It doesn’t say “now”... send('now')"


def test_prose_and_line_of_the_same_source_differ() -> None:
    assert Prose("a") != Line("a")


class TestCode:
    def test_names_its_language(self) -> None:
        assert '<code class="language-python">' in Prose("```python\nrun()\n```").html
        assert '<code class="language-text">' in Prose("```\nrun()\n```").html
