import pytest
from pytest_django import DjangoAssertNumQueries

from learners.models import Evidence
from tests.tutorial.cards import NOON
from tutorial.concept_map.sources import Source, sources_of
from tutorial.decks import Card
from tutorial.library import Recall, library
from tutorial.models import Wording
from tutorial.shown import Sign
from tutorial.wordings import keep_wording

pytestmark = pytest.mark.django_db


def source(name: str, kind: Evidence.Kind, digest: str = "") -> Source:
    sign = Sign("worker", kind, name, digest, "", False, 1, NOON)
    return sources_of([sign], library())[name, digest]


class TestSourcesOf:
    def test_a_card_leads_to_its_deck_and_names_its_paragraph(self) -> None:
        card = library().find(Card, "what-is-a-background-task")
        found = source(card.id, Evidence.Kind.RECALLED)
        assert found == Source("card", card.question.text, "/flashcards/recall/", card.read)

    def test_a_recall_prompt_leads_to_its_place_beside_its_paragraph(self) -> None:
        recall = library().find(Recall, "recall-nothing-yet")
        found = source(recall.id, Evidence.Kind.RECALLED)
        lesson = "why-background-tasks-matter"
        assert (found.noun, found.title) == ("recall prompt", recall.question.text)
        assert (found.url, found.read) == (f"/learn/{lesson}/#{recall.id}", f"{lesson}#page-freezes")

    def test_an_explain_prompt_leads_to_its_page(self) -> None:
        found = source("why-they-matter", Evidence.Kind.EXPLAINED)
        assert (found.noun, found.url) == ("explain prompt", "/explain/why-they-matter/")

    def test_what_has_gone_has_the_words_that_were_kept(self) -> None:
        Wording.objects.create(
            digest="d1", item="old", says={"level": "beginner", "question": "What *was* it?"}
        )
        assert source("old", Evidence.Kind.RECALLED, "d1") == Source("card", "What was it?")

    def test_a_recall_prompt_that_has_gone_is_not_taken_for_a_card(self) -> None:
        recall = library().find(Recall, "recall-nothing-yet")
        keep_wording(recall.model_copy(update={"id": "old"}))
        kept = Wording.objects.get()
        assert source("old", Evidence.Kind.RECALLED, kept.digest) == Source(
            "recall prompt", recall.question.text
        )

    @pytest.mark.parametrize("says", [{}, {"stem": None}, {"stem": ""}])
    def test_without_words_it_is_only_a_kind(self, says: dict[str, object]) -> None:
        Wording.objects.create(digest="d1", item="old", says=says)
        assert source("old", Evidence.Kind.ANSWERED, "d1") == Source("question")

    def test_what_is_still_there_costs_no_query(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            source("what-is-a-background-task", Evidence.Kind.RECALLED, "another wording")
