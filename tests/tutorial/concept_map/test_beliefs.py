from datetime import timedelta

import pytest

from learners.models import Evidence
from tests.tutorial.cards import NOON
from tutorial.concept_map.beliefs import Belief, beliefs_in
from tutorial.concept_map.sources import Source
from tutorial.library import library
from tutorial.shown import Sign

CONCEPTS = library().course.concepts
STARTS, SERVES = "import-starts-worker", "web-server-runs-tasks"  # both of the concept "worker"


def sign(
    source: str,
    *,
    belief: str = "",
    right: bool = False,
    hours: int = 0,
    concept: str = "worker",
    kind: Evidence.Kind = Evidence.Kind.ANSWERED,
) -> Sign:
    return Sign(concept, kind, source, "", belief, right, 1, NOON + timedelta(hours=hours))


def beliefs(*signs: Sign) -> tuple[Belief, ...]:
    sources = {(sign.source, ""): Source("question", sign.source) for sign in signs}
    return beliefs_in(signs, sources, CONCEPTS)


def mended_by(*signs: Sign) -> str | None:
    (belief,) = beliefs(*signs)
    return belief.mended.source.title if belief.mended else None


class TestBeliefsIn:
    def test_it_is_said_in_its_own_words_with_where_and_when(self) -> None:
        (belief,) = beliefs(sign("q1", belief=STARTS))
        assert belief.words == library().misconception(STARTS).text
        assert [(moment.source.title, moment.at) for moment in belief.met] == [("q1", NOON)]

    def test_met_twice_it_is_one_belief_the_latest_first(self) -> None:
        (belief,) = beliefs(sign("q1", belief=STARTS), sign("q2", belief=STARTS, hours=1))
        assert [moment.source.title for moment in belief.met] == ["q2", "q1"]

    def test_a_later_right_answer_about_its_concept_ticks_it_off(self) -> None:
        missed = sign("q1", belief=STARTS)
        assert mended_by(missed, sign("q2", right=True, hours=2), sign("q3", right=True, hours=1)) == "q3"

    def test_neither_an_earlier_one_nor_one_about_something_else_does(self) -> None:
        missed = sign("q1", belief=STARTS, hours=1)
        assert mended_by(missed, sign("q2", right=True)) is None
        assert mended_by(missed, sign("q2", right=True, hours=2, concept="queue")) is None
        assert mended_by(missed, sign("lesson", right=True, hours=2, kind=Evidence.Kind.SEEN)) is None

    def test_it_is_its_own_concept_that_counts_whatever_it_was_written_beside(self) -> None:
        missed = sign("q1", belief=STARTS, concept="queue")
        assert mended_by(missed, sign("q2", right=True, hours=1, concept="queue")) is None
        assert mended_by(missed, sign("q2", right=True, hours=1)) == "q2"

    @pytest.mark.parametrize(("offers", "withstood"), [({STARTS, SERVES}, True), ({SERVES}, False)])
    def test_it_is_withstood_only_where_the_question_offered_it(
        self, offers: set[str], withstood: bool
    ) -> None:
        signs = [sign("q1", belief=STARTS), sign("q2", right=True, hours=1)]
        sources = {(name, ""): Source("question", name, offers=frozenset(offers)) for name in ("q1", "q2")}
        (belief,) = beliefs_in(signs, sources, CONCEPTS)
        assert belief.mended is not None
        assert belief.withstood is withstood

    def test_a_question_that_offered_it_puts_it_right_whatever_it_asks_about(self) -> None:
        signs = [sign("q1", belief=STARTS), sign("q1", right=True, hours=1, concept="queue")]
        sources = {("q1", ""): Source("question", "q1", offers=frozenset({STARTS}))}
        (belief,) = beliefs_in(signs, sources, CONCEPTS)
        assert belief.withstood

    def test_what_is_still_to_be_mended_comes_first(self) -> None:
        found = beliefs(
            sign("q1", belief=STARTS),
            sign("q2", right=True, hours=1),
            sign("q3", belief=SERVES, hours=2),
        )
        assert [belief.mended is None for belief in found] == [True, False]

    def test_a_belief_that_has_left_the_content_has_no_words(self) -> None:
        assert beliefs(sign("q1", belief="no-such-belief")) == ()
