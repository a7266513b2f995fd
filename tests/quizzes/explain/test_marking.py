from hypothesis import given
from hypothesis import strategies as st

from quizzes.explain.marking import Piece, Stretch, stretches
from quizzes.explain.scorer import Span

TEXT = "the user has to wait"
places = st.tuples(st.integers(0, 19), st.integers(1, 10)).map(lambda at: Span(at[0], min(20, sum(at))))


class TestStretches:
    def test_a_text_without_spans_is_one_stretch(self) -> None:
        assert stretches(TEXT, {}) == (Stretch((Piece(TEXT),), marked=False),)

    def test_a_mark_between_plain_text(self) -> None:
        assert stretches(TEXT, {"A": [Span(4, 12)]}) == (
            Stretch((Piece("the "),), marked=False),
            Stretch((Piece("user has", ("A",)),), marked=True),
            Stretch((Piece(" to wait"),), marked=False),
        )

    def test_overlapping_spans_share_a_mark_and_each_letter_stands_at_its_own_end(self) -> None:
        assert stretches(TEXT, {"A": [Span(0, 8)], "B": [Span(4, 20)]}) == (
            Stretch((Piece("the user", ("A",)), Piece(" has to wait", ("B",))), marked=True),
        )

    def test_the_same_words_may_show_two_concepts(self) -> None:
        assert stretches("wait", {"A": [Span(0, 4)], "B": [Span(0, 4)]}) == (
            Stretch((Piece("wait", ("A", "B")),), marked=True),
        )

    def test_one_concept_does_not_letter_the_same_words_twice(self) -> None:
        made = stretches(TEXT, {"A": [Span(0, 8), Span(4, 12)]})
        assert made[0] == Stretch((Piece("the user has", ("A",)),), marked=True)

    @given(st.dictionaries(st.sampled_from("ABCD"), st.lists(places)))
    def test_nothing_of_the_text_is_lost_or_doubled(self, spans: dict[str, list[Span]]) -> None:
        made = stretches(TEXT, spans)
        assert "".join(piece.text for stretch in made for piece in stretch.pieces) == TEXT
        letters = {letter for stretch in made for piece in stretch.pieces for letter in piece.letters}
        assert letters == {letter for letter, own in spans.items() if own}
