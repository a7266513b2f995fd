import pytest

from tutorial.concept_map.places import about_concepts
from tutorial.decks import Deck
from tutorial.library import library


class TestAboutConcepts:
    def test_a_card_is_asked_on_the_page_of_its_deck(self) -> None:
        deck = library().find(Deck, "recall")
        card = deck.cards[0]
        cards = about_concepts(library())[card.concepts[0]].cards
        (place,) = (place for place in cards if place.id == card.id)
        assert (place.title, place.url) == (deck.title, "/flashcards/recall/")

    def test_a_question_is_asked_on_the_page_of_its_quiz(self) -> None:
        found = [place for about in about_concepts(library()).values() for place in about.questions]
        assert ("long-task-in-request", "/quizzes/recall-quiz/") in {(place.id, place.url) for place in found}

    def test_a_prompt_asks_for_the_concepts_of_its_points(self) -> None:
        asked = {
            concept
            for concept, about in about_concepts(library()).items()
            if any(prompt.id == "why-they-matter" for prompt in about.prompts)
        }
        assert len(asked) > 1

    def test_what_teaches_and_what_shows_it_comes_along(self) -> None:
        about = about_concepts(library())["worker"]
        assert about.paragraphs == library().paragraphs_about("worker")
        assert about.demo == library().demo_for(["worker"])
        assert about.demo in library().demos_about("worker")

    def test_every_concept_of_every_course_is_there(self) -> None:
        known = {concept.id for course in library().courses for concept in course.concepts}
        assert set(about_concepts(library())) == known

    @pytest.mark.usefixtures("two_courses")
    def test_another_library_is_another_map(self) -> None:
        assert {concept.id for concept in library().courses[1].concepts} <= set(about_concepts(library()))
