"""Tables: ours come back as they were, and others' are read for what they are."""

import csv
from io import StringIO

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tutorial.decks import Card, Deck
from tutorial.exchange.drafts import Draft, Found
from tutorial.exchange.refusal import Refused
from tutorial.exchange.report import ImportReport, Loss
from tutorial.exchange.sheet_reading import read_sheet
from tutorial.exchange.sheet_writing import COLUMNS, as_csv, as_entity, as_tsv, guarded, table, unguarded
from tutorial.exchange.sides import printable
from tutorial.library import Line, Prose, library
from tutorial.library.markup import line_markup, prose_markup, unsafe

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "'=1")


def read(text: str, *, is_tsv: bool = False) -> tuple[Found, ImportReport]:
    report = ImportReport()
    return read_sheet(text, report, is_tsv=is_tsv), report


def pairs(text: str, *, is_tsv: bool = False) -> list[tuple[str, str]]:
    return [(draft.question, draft.answer) for draft in read(text, is_tsv=is_tsv)[0].drafts]


class TestOurCsv:
    def test_holds_each_card_as_it_is_written(self) -> None:
        deck = library().all(Deck)[0]
        rows = list(csv.DictReader(StringIO(as_csv(deck).removeprefix("\ufeff"))))
        assert [row["question"] for row in rows] == [card.question.source for card in deck.cards]
        assert tuple(rows[0]) == COLUMNS

    @pytest.mark.parametrize("cell", DANGEROUS)
    def test_holds_no_formula(self, cell: str) -> None:
        ((written,),) = csv.reader(StringIO(table([[cell]])))
        assert written.startswith("'")
        assert unguarded(written) == cell

    def test_marks_nothing_else(self) -> None:
        assert [guarded(cell) for cell in ("a=1", "", "'quoted'", "1-2")] == ["a=1", "", "'quoted'", "1-2"]

    @given(st.text())
    def test_gives_any_cell_back(self, cell: str) -> None:
        assert unguarded(guarded(cell)) == cell

    @given(
        st.lists(st.text().map(printable), min_size=6, max_size=6).filter(
            lambda row: any(map(str.strip, row))
        )
    )
    def test_gives_any_row_back(self, row: list[str]) -> None:
        _, back = list(csv.reader(StringIO(table([COLUMNS, row]), newline=""), strict=True))
        assert [unguarded(cell) for cell in back] == row

    @settings(max_examples=50)
    @given(st.text().map(printable).filter(str.strip), st.text().map(printable).filter(str.strip))
    def test_gives_any_wording_back(self, question: str, answer: str) -> None:
        assume(
            unsafe(line_markup(f"x {question}")) is unsafe(prose_markup(f"x {answer}")) is None
        )  # as in every deck
        row = ("an-id", "advanced", f"x {question}", f"x {answer}", "one two", "lesson#paragraph")
        (draft,) = read(table([COLUMNS, row]))[0].drafts
        told = (draft.id, draft.level, draft.concepts, draft.read)
        assert told == ("an-id", "advanced", ("one", "two"), "lesson#paragraph")
        assert Line(draft.question).html == Line(f"x {question}").html
        assert Prose(draft.answer).html == Prose(f"x {answer}").html


class TestOurTsv:
    @pytest.mark.parametrize("cell", DANGEROUS)
    def test_holds_no_formula(self, cell: str) -> None:
        assert as_entity(cell).startswith("&#")

    def test_tells_of_each_card_what_our_csv_tells(self) -> None:
        deck = library().all(Deck)[0]
        from_tsv, report = read(as_tsv(deck, site=""), is_tsv=True)
        from_csv, _ = read(as_csv(deck).removeprefix("\ufeff"))
        assert [known(draft) for draft in from_tsv.drafts] == [known(draft) for draft in from_csv.drafts]
        assert from_tsv.title == deck.title
        assert list(report.lines()) == []

    def test_has_a_question_that_looks_like_a_formula(self) -> None:
        deck = library().all(Deck)[0]
        card = deck.cards[0].model_copy(update={"question": Line("=1+1 is what?")})
        changed: Deck = deck.model_copy(update={"cards": (card,)})
        text = as_tsv(changed, site="")
        assert "\n&#61;1+1 is what?\t" in text
        assert read(text, is_tsv=True)[0].drafts[0].question == "=1+1 is what?"


def known(draft: Draft) -> tuple[str, str, str, tuple[str, ...], str, str]:
    words = Line(draft.question).text, Prose(draft.answer).text
    return draft.id, draft.level, draft.read, draft.concepts, *words


class TestAForeignTable:
    @pytest.mark.parametrize(
        "text",
        [
            "q1,a1\nq2,a2\n",
            "q1;a1\nq2;a2",
            "q1\ta1\r\nq2\ta2\r\n",
            "q1|a1\nq2|a2",
            '"q1","a1"\n\n"q2","a2"\n',
            "Front,Back\nq1,a1\nq2,a2",
            "answer;id;question\na1;1;q1\na2;2;q2",
            "#separator:Pipe\nq1|a1\nq2|a2",
            "#separator:tab\n#html:false\n#columns:Back\tFront\na1\tq1\na2\tq2",
            "#separator:,\n#guid column:1\n#tags column:3\ng1,q1,t,a1\ng2,q2,,a2",
        ],
    )
    def test_is_read_with_and_without_a_head(self, text: str) -> None:
        assert pairs(text) == [("q1", "a1"), ("q2", "a2")]

    def test_may_have_several_lines_in_a_cell(self) -> None:
        assert pairs('q,"one\n\n""two"", three"\n') == [("q", 'one\n\n"two", three')]

    def test_is_html_or_plain_if_it_says_so(self) -> None:
        assert pairs("#html:true\n#separator:,\n<b>q</b>,a &amp; b<br>c\n") == [("**q**", "a & b<br>\nc")]
        assert pairs("#html:false\n#separator:,\n*q*,<b>\n") == [("\\*q\\*", "&lt;b>")]
        assert pairs("*q*,**a**\n") == [("*q*", "**a**")]

    def test_knows_its_notes_by_their_guids(self) -> None:
        found, _ = read("#guid column:1\n#separator:,\nabc,q,a\nbehind-the-scenes:our-card,q2,a2")
        assert [(draft.key, draft.id) for draft in found.drafts] == [
            ("abc", ""),
            ("behind-the-scenes:our-card", "our-card"),
        ]

    def test_says_which_columns_have_no_place(self) -> None:
        _, report = read("question,answer,Colour\nq,a,red")
        assert list(report.lines()) == [f"{Loss.COLUMNS}: 1 (Colour)"]

    def test_says_which_decks_became_one(self) -> None:
        found, report = read("#deck column:1\n#separator:,\nA::B,q,a\nA::C,q2,a2")
        assert found.title == "B"
        assert Loss.SUBDECKS in report

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ('q,"a\n', "line 1|line 2"),
            ('q,"a" b\n', "quotation marks"),
            ("only\none\ncolumn\n", "one column only"),
        ],
    )
    def test_that_cannot_be_read_is_refused(self, text: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            read(text)

    def test_without_rows_holds_no_card(self) -> None:
        assert pairs("") == pairs("question,answer\n") == pairs("#separator:tab\n") == []

    def test_with_a_cell_without_end_is_refused(self) -> None:
        with pytest.raises(Refused, match="field larger than"):
            read(f'q,"{"x" * 200_000}"\n')


def test_a_card_survives_a_spreadsheet() -> None:
    """With all that a card can hold at once."""
    card = Card(
        id="a-card",
        level="advanced",
        question=Line("=A1, `=B1`; \"quoted\"\tand 'this'"),
        answer=Prose("- a list\n\n```python\nrun('a,b;c')\n```"),
        concepts=("worker", "load"),
        read="lesson#paragraph",
    )
    row = [card.id, card.level, card.question.source, card.answer.source, "worker load", card.read]
    (draft,) = read("\n".join(table([COLUMNS, row]).splitlines()))[0].drafts
    assert Line(draft.question) == Line(" ".join(card.question.source.split()))
    assert Prose(draft.answer) == card.answer
