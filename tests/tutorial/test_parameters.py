"""What the optional optimiser gives is what `fsrs.Scheduler` takes, and foretells a learner better."""

import builtins
import math
from datetime import timedelta

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from tests.tutorial.synthetic import FORGETFUL, START, a_log
from tutorial import parameters
from tutorial.parameters import FOLDS, NEEDED, can_learn, foreseeable, judged, learn, log_loss, losses_of
from tutorial.scheduling import SCHEDULER, Grade, Memory, retrievability, schedule, scheduler

FORGOT, REMEMBERED = Grade.FORGOT, Grade.REMEMBERED
DAY = timedelta(days=1)
OTHERS = tuple(  # none of them a standard one
    (2 * standard + highest) / 3
    for standard, highest in zip(DEFAULT_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
)


class TestTheOptimisersParameters:
    def test_the_standard_ones_are_those_of_the_scheduler_in_its_order(self) -> None:
        """FSRS-6 on both sides: as many, and each the same up to single precision."""
        fsrs_rs = pytest.importorskip("fsrs_rs_python")
        assert pytest.approx(fsrs_rs.DEFAULT_PARAMETERS, rel=1e-6) == DEFAULT_PARAMETERS

    def test_each_means_the_same(self) -> None:
        """Both reckon the same memory from a history, with other parameters than the standard ones."""
        fsrs_rs = pytest.importorskip("fsrs_rs_python")
        ours, now, memory, reviews = scheduler(parameters=OTHERS), START, None, []
        for grade, days in zip([3, 3, 1, 2, 4, 3], [0, 2, 11, 1, 3, 9], strict=True):
            now += days * DAY
            memory = schedule(memory, Grade(grade), now, ours)
            reviews.append(fsrs_rs.FSRSReview(grade, days))
            theirs = fsrs_rs.FSRS(list(OTHERS)).memory_state(fsrs_rs.FSRSItem(reviews))
            assert theirs.stability == pytest.approx(memory.stability, rel=1e-4)
            assert theirs.difficulty == pytest.approx(memory.difficulty, rel=1e-4)

    def test_what_was_learnt_the_scheduler_takes(self) -> None:
        learnt = learn(a_log(FORGETFUL, cards=60, reviews=8))
        assert scheduler(parameters=learnt).parameters == learnt
        assert learnt != DEFAULT_PARAMETERS

    def test_single_precision_may_not_pass_a_bound(self) -> None:
        beyond = [bound * (1 + 1e-7) for bound in UPPER_BOUNDS_PARAMETERS]
        assert parameters._as_taken(beyond) == UPPER_BOUNDS_PARAMETERS
        below = [bound * (1 - 1e-7) for bound in LOWER_BOUNDS_PARAMETERS]
        assert parameters._as_taken(below) == LOWER_BOUNDS_PARAMETERS

    def test_other_than_21_are_refused(self) -> None:
        with pytest.raises(ValueError, match="shorter"):
            parameters._as_taken(DEFAULT_PARAMETERS[:19])


class TestLearning:
    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_foretells_what_it_has_not_seen_better(self, seed: int) -> None:
        """Learnt from one log of somebody forgetful, tried on another."""
        learnt = learn(a_log(FORGETFUL, cards=60, reviews=8, seed=seed))
        unseen = a_log(FORGETFUL, cards=150, reviews=8, seed=99)
        before = log_loss(unseen, DEFAULT_PARAMETERS)
        truth = log_loss(unseen, FORGETFUL)
        assert truth < log_loss(unseen, learnt) < before

    def test_is_judged_by_cards_that_it_has_not_learnt_from(self) -> None:
        log = a_log(FORGETFUL, cards=60, reviews=6)
        losses = []
        for part in range(FOLDS):
            tried = {card: log[card] for card in list(log)[part::FOLDS]}
            learnt = learn({card: history for card, history in log.items() if card not in tried})
            losses += losses_of(tried, learnt)
        verdict = judged(log, DEFAULT_PARAMETERS)
        assert verdict.loss_after == pytest.approx(sum(losses) / len(losses))
        assert verdict.loss_before == log_loss(log, DEFAULT_PARAMETERS)

    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_as_many_reviews_as_are_asked_for_tell_somebody_forgetful(self, seed: int) -> None:
        log = a_log(FORGETFUL, cards=54, reviews=8, seed=seed)
        reviews = sum(len(list(foreseeable(history))) for history in log.values())
        assert NEEDED <= reviews < NEEDED + 20
        assert judged(log, DEFAULT_PARAMETERS).better

    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_whom_the_standard_ones_fit_keeps_them(self, seed: int) -> None:
        assert not judged(
            a_log(DEFAULT_PARAMETERS, cards=60, reviews=8, seed=seed), DEFAULT_PARAMETERS
        ).better

    def test_nothing_to_foretell(self) -> None:
        with pytest.raises(ValueError, match="no review a day or more"):
            judged(
                {"queue": [(FORGOT, START), (REMEMBERED, START + timedelta(minutes=10))]}, DEFAULT_PARAMETERS
            )


class TestLogLoss:
    def test_by_hand(self) -> None:
        """One review to foretell: the chance given to what came true."""
        first = schedule(None, REMEMBERED, START)
        chance = retrievability(first, START + 5 * DAY)
        for grade, came_true in ((REMEMBERED, chance), (FORGOT, 1 - chance)):
            log = {"queue": [(REMEMBERED, START), (grade, START + 5 * DAY)]}
            assert log_loss(log, DEFAULT_PARAMETERS) == pytest.approx(-math.log(came_true))

    def test_what_came_the_same_day_is_not_counted_but_remembered(self) -> None:
        log = {"queue": [(FORGOT, START), (REMEMBERED, START + DAY / 24), (REMEMBERED, START + 3 * DAY)]}
        memory: Memory | None = None
        for grade, at in log["queue"][:2]:
            memory = schedule(memory, grade, at, SCHEDULER)
        assert memory is not None
        chance = retrievability(memory, START + 3 * DAY)
        assert log_loss(log, DEFAULT_PARAMETERS) == pytest.approx(-math.log(chance))


def test_without_the_extra_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_learn()
    monkeypatch.setattr("tutorial.parameters.find_spec", lambda name: None)
    assert not can_learn()


def test_only_learning_asks_for_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name == "fsrs_rs_python":
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    log = a_log(DEFAULT_PARAMETERS, cards=2, reviews=5)
    assert log_loss(log, DEFAULT_PARAMETERS) > 0
    with pytest.raises(ImportError):
        learn(log)
