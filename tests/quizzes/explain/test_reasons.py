from quizzes.explain.models import Explanation
from quizzes.explain.reasons import Reading, Reason, reasons

TEXT = "Visitors never  wait; they are served right-away, imediatly."


def use(words: str, group: str, read_as: str, *, denied: bool = False) -> dict[str, object]:
    start = TEXT.index(words)
    return {"group": group, "read_as": read_as, "denied": denied, "span": [start, start + len(words)]}


def only(*uses: dict[str, object]) -> Reason:
    hit = {"point": "p", "rule": "r", "within": 8, "uses": list(uses), "spans": []}
    (reason,) = reasons(Explanation(text=TEXT, hits=[hit]), "p")
    return reason


class TestReasons:
    def test_what_was_said_and_what_was_denied(self) -> None:
        reason = only(use("Visitors", "user", "visitor"), use("wait", "wait", "wait", denied=True))
        assert reason.said == (Reading("Visitors", denied=False, meant=""),)
        assert reason.denied == (Reading("wait", denied=True, meant=""),)
        assert reason.within == 8

    def test_a_misspelt_word_is_said_to_be_read_as_another(self) -> None:
        (reading,) = only(use("imediatly", "at-once", "immediately")).readings
        assert reading.meant == "immediately"

    def test_a_phrase_in_another_form_is_no_other_word(self) -> None:
        (reading,) = only(use("right-away", "right-away", "right away")).readings
        assert reading.meant == ""

    def test_only_of_the_point_asked_for(self) -> None:
        explanation = Explanation(
            text=TEXT, hits=[{"point": "other", "within": 8, "uses": [use("wait", "w", "wait")]}]
        )
        assert reasons(explanation, "p") == ()
