import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.english.words import words_in
from quizzes.explain.likeness import Closeness, ModelAnswer, closeness, meaning
from quizzes.explain.rarity import Rarity

ANSWER = (
    "The leaves give their aroma to the water within three minutes. If they steep longer, tannins dissolve as"
    " well and make the tea bitter, so take the leaves out and set a clock."
)
GIVEN = "Why should you not leave black tea in the pot for as long as you like?"
LESSONS = [
    "The water is hot.",
    "The tea leaves are in the water.",
    "Bitter tea steeps too long.",
    "Set a clock.",
]
RARITY = Rarity(LESSONS, meaning)
MODEL = ModelAnswer(ANSWER, GIVEN, RARITY)
TERMS = [
    "leaves",
    "aroma",
    "water",
    "minutes",
    "steep",
    "longer",
    "tannins",
    "dissolve",
    "bitter",
    "set",
    "clock",
]


def similarity(text: str) -> float:
    return MODEL.compare(text).similarity


class TestCompare:
    def test_the_model_answer_itself_is_1_and_nothing_is_0(self) -> None:
        assert similarity(ANSWER) == 1
        assert similarity("") == similarity("🎭") == similarity("The film was about a late train.") == 0

    def test_the_more_of_it_the_higher(self) -> None:
        part = "It makes the tea bitter."
        more = f"{part} The tannins dissolve if they steep longer."
        assert 0 < similarity(part) < similarity(more) < 1

    def test_a_rare_word_says_more_than_a_common_one(self) -> None:
        assert similarity("It is about the tannins.") > similarity("It is about the water.")

    def test_what_is_left_open_says_nothing(self) -> None:
        assert similarity("I don't know whether the tannins make it bitter.") == 0
        assert similarity("Do the tannins make it bitter?") == 0

    def test_a_list_of_its_terms_scores_below_a_sentence(self) -> None:
        sentence = similarity("The tannins make it bitter.")
        for separator in (", ", " ", "\n- ", " and "):
            assert similarity(separator.join(TERMS)) < sentence

    def test_the_same_words_shuffled_score_lower(self) -> None:
        shuffled = " ".join(sorted(word.lower for word in words_in(ANSWER)))
        assert 0.5 < similarity(shuffled) < 0.95

    def test_the_opposite_scores_far_below(self) -> None:
        opposite = ANSWER.replace("give", "do not give").replace("dissolve", "never dissolve")
        assert similarity(opposite) < similarity(ANSWER) - 0.2
        assert similarity("The tannins never dissolve.") < similarity("The tannins dissolve.")

    def test_the_prompt_copied_is_far(self) -> None:
        assert similarity(GIVEN) == 0

    def test_synonyms_and_slips_count(self) -> None:
        model = ModelAnswer("The customer gets it immediately.", "", RARITY)
        assert model.compare("The visitor gets it straightaway.").similarity == 1
        assert similarity("The tannnins make it bittter.") == similarity("The tannins make it bitter.")

    def test_marks_the_words_that_are_shared(self) -> None:
        text = "Then the tannins make it very bitter."
        assert [text[span.start : span.end] for span in MODEL.compare(text).shared] == ["tannins", "bitter"]

    @given(st.text(max_size=300))
    def test_is_always_from_0_to_1(self, text: str) -> None:
        assert 0 <= similarity(text) <= 1
        assert MODEL.compare(text) == MODEL.compare(text)

    @given(st.permutations(TERMS), st.sampled_from([", ", "; ", " ", "\n", "\n- "]))
    def test_no_list_of_terms_is_like_it(self, terms: list[str], separator: str) -> None:
        assert closeness(similarity(separator.join(terms))) is Closeness.FAR

    @given(st.permutations([word.lower for word in words_in(ANSWER)]))
    def test_no_order_of_its_words_scores_higher_than_its_own(self, words: list[str]) -> None:
        assert similarity(" ".join(words)) <= similarity(ANSWER)


class TestCloseness:
    @pytest.mark.parametrize(
        ("value", "said"),
        [(1.0, "close"), (0.3, "close"), (0.29, "partly"), (0.15, "partly"), (0.14, "far"), (0.0, "far")],
    )
    def test_in_words(self, value: float, said: str) -> None:
        assert closeness(value) == said


class TestRarity:
    def test_the_fewer_texts_use_a_word_the_more_it_says(self) -> None:
        assert RARITY.weight("water") < RARITY.weight("clock") < RARITY.weight("tannin")
        assert Rarity([], meaning).weight("tannin") > 0
