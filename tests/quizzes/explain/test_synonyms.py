from quizzes.english.words import words_in
from quizzes.explain.synonyms import shared_synonyms, with_synonyms


class TestTheFile:
    def test_every_entry_has_words(self) -> None:
        for word, others in shared_synonyms().items():
            assert words_in(word)
            assert others
            assert all(words_in(other) for other in others), word

    def test_no_word_is_listed_twice_under_one_head(self) -> None:
        for word, others in shared_synonyms().items():
            assert len(set(others)) == len(others), word


class TestWithSynonyms:
    def test_a_group_that_names_a_word_has_its_synonyms(self) -> None:
        assert "no time" in " ".join(with_synonyms({"at-once": ["immediately"]})["at-once"])

    def test_any_form_of_the_word_names_it(self) -> None:
        assert "visitor" in with_synonyms({"who": ["users"]})["who"]

    def test_a_synonym_does_not_bring_in_its_own(self) -> None:
        assert with_synonyms({"who": ["visitor"]})["who"] == ("visitor",)

    def test_what_the_author_has_placed_elsewhere_stays_there(self) -> None:
        groups = with_synonyms({"cope": ["cope"], "deal": ["deal"]})
        assert not {"deal with", "deals with"} & set(groups["cope"])
        assert "look after" in groups["cope"]
