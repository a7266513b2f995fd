"""Medians and ratios, whichever way they fall: values by hand."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from demos.models import Run
from demos.nohelp.figures import Comparison, Figures, compare, figures_of, in_ms
from demos.nohelp.models import Title


class TestComparison:
    @pytest.mark.parametrize(
        ("blocking", "background", "words", "direction"),
        [
            (2.0, 6.0, "3.0× longer", "longer"),
            (6.0, 2.0, "3.0× shorter", "shorter"),
            (0.5, 60.0, "120× longer", "longer"),
            (10.0, 10.9, "no different", ""),
            (10.0, 9.2, "no different", ""),
            (0.0, 5.0, "5000× longer", "longer"),
            (None, 5.0, "", ""),
            (5.0, None, "", ""),
        ],
    )
    def test_says_which_is_longer_and_by_how_much(
        self, blocking: float | None, background: float | None, words: str, direction: str
    ) -> None:
        one = Comparison("", "", blocking, background)
        assert (one.in_words, one.direction) == (words, direction)

    @pytest.mark.parametrize(
        ("ms", "words"), [(0.4249, "0.42 ms"), (9.996, "10.00 ms"), (10.2, "10 ms"), (1240.0, "1.24 s")]
    )
    def test_is_finer_than_a_millisecond(self, ms: float, words: str) -> None:
        assert in_ms(ms) == words

    def test_every_figure_has_its_line(self) -> None:
        lines = compare(Figures(1, 10, 1, 2, 10), Figures(1, 12, 3, 8, 40), 20)

        assert [(line.blocking, line.background) for line in lines] == [(10, 12), (1, 3), (2, 8), (10, 40)]
        assert "all 20 titles" in lines[0].note
        assert compare(None, None, 1)[0].blocking_words == "–"


@pytest.mark.django_db
class TestFiguresOf:
    def make_run(self, lane: Run.Lane, response_ms: float, clocks: list[tuple[float, float, float]]) -> Run:
        """`clocks`: when a title's turn came, how long the request took over it, when it was done; ms."""
        began = timezone.now()
        run = Run.objects.create(
            visitor=uuid4(), scenario="nohelp", lane=lane, started_at=began, response_ms=response_ms
        )
        for number, (begun, handed, done) in enumerate(clocks, start=1):
            Title.objects.create(
                run=run,
                number=number,
                begun_at=began + timedelta(milliseconds=begun),
                handed_ms=handed,
                done_at=began + timedelta(milliseconds=done),
            )
        return run

    def test_medians_over_titles_and_runs(self) -> None:
        one = self.make_run(Run.Lane.BACKGROUND, 20, [(5, 1.0, 35), (6, 2.0, 26), (8, 9.0, 18)])
        two = self.make_run(Run.Lane.BACKGROUND, 30, [(5, 3.0, 105)])

        # results: 30, 20, 10 and 100 ms from their turns; the last at 35 and at 105 ms.
        assert figures_of([one, two]) == Figures(runs=2, reply=25, each=2.5, result=25, all_there=70)

    def test_in_the_view_everything_is_there_with_the_reply(self) -> None:
        run = self.make_run(Run.Lane.BLOCKING, 20, [(5, 1.0, 6), (6, 2.0, 8)])

        found = figures_of([run])
        assert found is not None
        assert found.all_there == 20

    def test_without_clocks_there_are_none(self) -> None:
        assert figures_of([]) is None
        assert figures_of([self.make_run(Run.Lane.BLOCKING, 20, [])]) is None
