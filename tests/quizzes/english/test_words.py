import pytest

from quizzes.english.words import words_in


def sentences(text: str) -> list[list[str]]:
    words = words_in(text)
    return [
        [word.lower for word in words if word.sentence == number]
        for number in sorted({word.sentence for word in words})
    ]


def clauses(text: str) -> list[str]:
    words = words_in(text)
    return [
        " ".join(word.lower for word in words if word.clause == number)
        for number in sorted({word.clause for word in words})
    ]


class TestWordsIn:
    def test_places_are_characters_of_the_text_itself(self) -> None:
        text = "  🎭 Straße,\nِnaïve ﷺ don’t!"
        assert [text[word.start : word.end].lower() for word in words_in(text)] == [
            word.lower.replace("'", "’") for word in words_in(text)
        ]

    def test_forms_of_a_word_share_a_stem(self) -> None:
        assert len({word.stem for word in words_in("wait waits waited waiting WAITING")}) == 1

    def test_both_apostrophes_are_one(self) -> None:
        one, other = words_in("don't don’t")
        assert one.lower == other.lower == "don't"

    @pytest.mark.parametrize(
        "forms",
        [
            "send sends sent sending",
            "freeze froze frozen freezes freezing",
            "take took taken takes taking",
            "run ran runs running",
            "person people",
            "they they'll they’re they've they'd",
            "user user's users'",
            "do does did done",
        ],
    )
    def test_irregular_forms_and_contractions_share_a_stem(self, forms: str) -> None:
        assert len({word.stem for word in words_in(forms)}) == 1

    @pytest.mark.parametrize("denial", ["don't", "won’t", "isn't", "needn't"])
    def test_a_denial_is_not_taken_for_a_contraction(self, denial: str) -> None:
        assert words_in(denial)[0].lower == denial.replace("’", "'")

    @pytest.mark.parametrize("text", ["wait\u00ading", "wai\u200bting", "\u200dwaiting\ufeff"])
    def test_letters_that_nobody_sees_are_not_read(self, text: str) -> None:
        assert [word.lower for word in words_in(text)] == ["waiting"]

    def test_an_accent_of_its_own_is_part_of_its_letter(self) -> None:
        assert [word.lower for word in words_in("nai\u0308ve")] == ["naïve"]

    @pytest.mark.parametrize("text", ["", "   ", "\n\n", "…!?", "🎭🎭", "—"])
    def test_a_text_without_letters_has_no_words(self, text: str) -> None:
        assert words_in(text) == ()


class TestSentences:
    @pytest.mark.parametrize(
        "text",
        [
            "It waits. It runs.",
            "It waits! It runs",
            "It waits…\nIt runs",
            "It waits\n\nit runs",
            'It "waits." It runs',
            "It waits.It runs",
        ],
    )
    def test_ends(self, text: str) -> None:
        assert sentences(text) == [["it", "waits"], ["it", "runs"]]

    def test_each_line_of_a_bulleted_list_is_one(self) -> None:
        assert sentences("- queue\n- worker\n2. mail") == [["queue"], ["worker"], ["2"], ["mail"]]

    @pytest.mark.parametrize(
        "text", ["it runs e.g. at night", "it takes 2.5 seconds", "node.js runs", "a line\nbreak"]
    )
    def test_a_dot_within_or_a_line_break_ends_none(self, text: str) -> None:
        assert len(sentences(text)) == 1


class TestClauses:
    def test_end_at_punctuation_and_before_a_conjunction(self) -> None:
        assert clauses("It waits, we run because you said - so go (now)") == [
            "it waits",
            "we run",
            "because you said",
            "so go",
            "now",
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "call transaction.on_commit(lambda: send.delay(7)) at once",
            "`f.delay()` or `x: (y)` goes",
            'they see "it has begun" at once',
            "they see “it has begun” at once",
            "as soon as it can",
        ],
    )
    def test_code_quotes_and_as_soon_as_are_in_one(self, text: str) -> None:
        assert len(clauses(text)) == 1

    def test_a_row_of_words_is_no_code(self) -> None:
        assert clauses("`one, two` three (four: five)") == ["one", "two three", "four", "five"]

    def test_one_conjunction_behind_another_opens_no_clause(self) -> None:
        assert clauses("it waits and then when we run") == ["it waits", "and then when we run"]

    def test_or_goes_on_with_the_clause(self) -> None:
        assert clauses("it does not wait or freeze") == ["it does not wait or freeze"]
