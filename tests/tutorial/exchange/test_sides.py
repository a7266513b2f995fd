"""Foreign HTML becomes Markdown of ours: it says the same, it is safe, and no word is lost."""

import re

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutorial.exchange.html_scan import losses_in, without_sounds
from tutorial.exchange.report import ImportReport, Loss
from tutorial.exchange.sides import LONGEST, Written, answer, printable, question
from tutorial.library import Line, Prose
from tutorial.library.markup import plain_text

OURS = (
    "Two paragraphs.\n\nThe second has `code`, *emphasis*, **strength** and a [link](https://x.example/a_b).",
    "```python\ndef run():\n    return '``' * 3\n\n\nrun()\n```",
    "````\n```\n````",
    "- one\n- two\n    - inner\n\n1. first\n\n    more\n\n2. second",
    "3. third\n4. fourth\n\n    para\n\n        code in a list",
    "Term\n:   Meaning",
    "| left | right |\n|:--|--:|\n| 1 \\| 2 | `x|y` |",
    "> quoted `code`\n>\n> more\n\n---\n\n### Heading",
    "H<sub>2</sub>O, <kbd>Ctrl</kbd>, <abbr title='a \"b\"'>AB</abbr>, <del>gone</del>",
    "1\\. no list, \\*no\\* emphasis, &lt;b&gt;, &amp;amp;, snake_case, \\_x\\_, {#no-id}, {: .no-class }",
    "\\- no item\n\n\\# no heading\n\n\\> no quotation\n\na \\| b",
    '“Curly”, it’s; "straight", it\'s',
)
TAGS = """<p> </p> <div> </div> <br> <b> </b> <i> </i> <ul> <li> </li> </ul> <ol> </ol> <pre> </pre> <code>
</code> <table> <tr> <td> </td> </tr> </table> <blockquote> </blockquote> <h1> </h1> <script> </script> <dl>
<dt> <dd> </a> <img>"""
SIGNS = """&lt; &amp; &nbsp; * _ ` # 1. - + > | {: .x} [x](y) ![ ]( ]: \\ ~~~ ``` == :: = x word
another"""
PIECES = st.sampled_from(
    [*TAGS.split(), *SIGNS.split(), "<img src=x>", "<a href='https://x.example'>", "\n", "\n\n", " ", "    "]
)


def html_answer(markup: str) -> tuple[str, ImportReport]:
    report = ImportReport()
    return answer(markup, Written.HTML, report, card="a card"), report


def html_question(markup: str) -> tuple[str, ImportReport]:
    report = ImportReport()
    return question(markup, Written.HTML, report, card="a card"), report


def letters(text: str) -> str:
    return re.sub(r"[\s\"'“”‘’`]", "", text)


class TestOurOwnHtml:
    @pytest.mark.parametrize("source", OURS)
    def test_comes_back_as_it_was(self, source: str) -> None:
        markup = Prose(source).html
        made, report = html_answer(markup)
        assert Prose(made).html == markup
        assert list(report.lines()) == []

    @pytest.mark.parametrize(
        "source", ["Who runs `a_b` *now*, and **why**?", "1. no list", "# no heading", "a<br>b"]
    )
    def test_comes_back_in_a_line(self, source: str) -> None:
        made, report = html_question(Line(source).html)
        assert Line(made).html == Line(source).html
        assert list(report.lines()) == []


class TestForeignHtml:
    @pytest.mark.parametrize(
        ("markup", "made"),
        [
            ("<div>one</div><div>two</div>", "one\n\ntwo"),
            ("one<br>two<br><br>three<br>", "one<br>\ntwo\n\nthree"),
            ("<h1>Title</h1>text", "### Title\n\ntext"),
            ("<span style='color: red'>red</span> &nbsp;", "red"),
            ("<pre>a<br>  b</pre>", "```\na\n  b\n```"),
            ("<a href='https://x.example/(1)'>there</a>", "[there](https://x.example/%281%29)"),
            ("<a href='other.html'>there</a>", "there"),
            ("x<script>alert(1)</script>y", "xy"),
            ("<ol><li>a<ul><li>b</li></ul></li></ol>", "1. a\n    - b"),
        ],
    )
    def test_reads_as_an_author_would_write_it(self, markup: str, made: str) -> None:
        assert html_answer(markup)[0] == made

    @pytest.mark.parametrize(
        ("markup", "loss"),
        [
            ("a<img src='x.png'>", Loss.MEDIA),
            ("a[sound:bell.mp3]", Loss.MEDIA),
            ("a<script>b</script>", Loss.UNSAFE),
            ("<b onclick='x()'>a</b>", Loss.UNSAFE),
            ("<a href='java\nscript:x()'>a</a>", Loss.UNSAFE),
            ("<p>a<![x[", Loss.UNSAFE),
            ("<b style='color: red'>a</b>", Loss.STYLES),
            ("<font color=red>a</font>", Loss.STYLES),
            ("<a href='/here'>a</a>", Loss.LINKS),
            ("\\(x^2\\)", Loss.FORMULAS),
        ],
    )
    def test_says_what_is_lost(self, markup: str, loss: Loss) -> None:
        _, report = html_answer(markup)
        assert loss in report

    def test_that_is_only_a_picture_has_no_words(self) -> None:
        assert html_answer("<img src='x.png'>")[0] == ""

    def test_of_several_paragraphs_is_joined_into_a_question(self) -> None:
        made, report = html_question("<p>One.</p><ul><li>two</li></ul><pre>three\nfour</pre>")
        assert made == "One. two `three four`"
        assert Loss.LAYOUT in report

    @pytest.mark.parametrize("tag", ["div", "b", "blockquote"])
    def test_that_lies_too_deep_keeps_its_words(self, tag: str) -> None:
        made, report = html_answer(f"<{tag}>" * 380 + "words")
        assert made == "words"
        assert Loss.PLAIN in report

    def test_that_is_far_too_long_is_left_out(self) -> None:
        made, report = html_answer("word " * LONGEST)
        assert made == ""
        assert Loss.LONG in report

    def test_may_hold_a_large_picture(self) -> None:
        made, report = html_answer(f"word<img src='data:image/png;base64,{'A' * LONGEST}'>")
        assert made == "word"
        assert Loss.MEDIA in report

    @settings(max_examples=50)
    @given(st.lists(PIECES, max_size=25).map("".join))
    def test_keeps_every_word_and_is_accepted(self, markup: str) -> None:
        said = letters(plain_text(nh3.clean(markup, tags=nh3.ALLOWED_TAGS | {"h1"})))
        for kind, made in ((Prose, html_answer(markup)[0]), (Line, html_question(markup)[0])):
            assert letters(kind(made).text) == said

    @settings(max_examples=50)
    @given(st.text().map(printable))
    def test_keeps_any_text(self, text: str) -> None:
        made = answer(text, Written.PLAIN, ImportReport(), card="a card")
        assert letters(Prose(made).text) == letters(text)


class TestMarkdown:
    def test_is_left_as_it_is(self) -> None:
        source = "Some *text*:\n\n- with <kbd>a key</kbd>"
        assert answer(source, Written.MARKDOWN, ImportReport(), card="a card") == source

    def test_loses_what_is_unsafe_and_says_so(self) -> None:
        report = ImportReport()
        assert answer("a <script>b</script>*c*", Written.MARKDOWN, report, card="a card") == "a *c*"
        assert Loss.UNSAFE in report

    def test_of_two_paragraphs_is_joined_into_a_question(self) -> None:
        report = ImportReport()
        assert question("a\n\nb", Written.MARKDOWN, report, card="a card") == "a b"
        assert Loss.LAYOUT in report


class TestWhatWouldTakeMinutes:
    """Python-Markdown looks for the end of each bracket as far as the text goes."""

    @pytest.mark.parametrize("written", list(Written))
    def test_keeps_its_words_and_says_so(self, written: Written) -> None:
        brackets = "[" * (LONGEST - 100)
        for kind, make in ((Line, question), (Prose, answer)):
            report = ImportReport()
            made = make(f"*a* {brackets}", written, report, card="a card")
            assert kind(made).text.endswith(f" {brackets}")
            assert Loss.PLAIN in report

    def test_is_not_what_people_write(self) -> None:
        source = "See [the manual](https://x.example/) and [1].\n\n" * 100
        report = ImportReport()
        assert answer(source, Written.MARKDOWN, report, card="a card") == source.strip()
        assert list(report.lines()) == []

    def test_does_so_among_the_marks_of_sounds_too(self) -> None:
        letters_only = f"[anki:{'a' * 1_000_000}"
        assert losses_in(letters_only) == set()
        assert without_sounds(f"b{letters_only}]") == "b"


def test_only_printable_characters_stay() -> None:
    assert printable("a\r\nb\rc\x00\x07\ufeffd\u2028e") == "a\nb\ncd\ne"
