from copy import deepcopy
from typing import Any, ClassVar

import pytest
from pydantic import ValidationError

from quizzes.explain.schema import Prompt

GOOD: dict[str, Any] = {
    "id": "why",
    "title": "Why",
    "prompt": "Why?",
    "hint": "Think.",
    "answer": "So that the user need not wait.",
    "points": [
        {
            "id": "waits",
            "title": "The user waits",
            "concept": "request-response",
            "cue": "And the user?",
            "rules": [{"say": ["user"], "deny": ["wait"]}],
        }
    ],
    "words": {"user": ["user"], "wait": ["wait", "sit there"]},
    "samples": [{"kind": "good", "text": "The user does not wait.", "shows": ["waits"]}],
}


def changed(path: list[str | int], value: object) -> dict[str, Any]:
    """GOOD with one value changed."""
    data: Any = deepcopy(GOOD)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return dict(data)


class TestPrompt:
    def test_a_good_one(self) -> None:
        assert Prompt.model_validate(GOOD).points[0].rules[0].name == "user + not wait"

    @pytest.mark.parametrize(
        ("path", "value", "says"),
        [
            (
                ["points", 0, "rules", 0, "deny"],
                ["wiat"],
                "there is no group wiat under words; did you mean wait?",
            ),
            (["points", 0, "rules", 0, "deny"], [], "is in no rule; use it or delete it"),
            (["points", 0, "rules", 0], {"unless": ["user", "wait"]}, "name the groups of words"),
            (["points", 0, "rules", 0, "deny"], ["user"], "names a group twice"),
            (["points", 0, "rules", 0, "within"], 0, "greater than or equal to 1"),
            (["points", 0, "rules", 0, "near"], 3, "not permitted"),
            (["points", 0, "rules"], [], "at least 1"),
            (["words", "user"], ["user", "wait"], "wait is in both user and wait"),
            (["words", "user"], ["..."], "has no letters"),
            (["words", "user"], [], "at least 1"),
            (["samples", 0, "shows"], ["wait"], "there is no point wait; did you mean waits?"),
            (["samples", 0, "kind"], "fine", "'good'"),
        ],
    )
    def test_a_faulty_one_says_what_to_write(self, path: list[str | int], value: object, says: str) -> None:
        with pytest.raises(ValidationError, match=says):
            Prompt.model_validate(changed(path, value))

    def test_the_digest_follows_the_wording_and_the_rules_but_not_the_samples(self) -> None:
        digest = Prompt.model_validate(GOOD).digest
        assert Prompt.model_validate(changed(["samples"], [])).digest == digest
        assert Prompt.model_validate(changed(["hint"], "Think again.")).digest != digest
        assert Prompt.model_validate(changed(["points", 0, "rules", 0, "within"], 3)).digest != digest


class TestAPromptWithAModelAnswerOnly:
    ONLY: ClassVar[dict[str, Any]] = {
        "id": "why",
        "title": "Why",
        "prompt": "Why?",
        "hint": "Think.",
        "answer": "So that the user need not wait.",
        "concepts": ["request-response"],
        "samples": [{"kind": "good", "text": "The user does not wait.", "near": "close"}],
    }

    def test_a_good_one(self) -> None:
        assert Prompt.model_validate(self.ONLY).points == ()

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"concepts": []}, "is missing; add points, or concepts"),
            ({"words": {"user": ["user"]}}, "is in no rule"),
            ({"samples": [{"kind": "good", "text": "Yes.", "shows": []}]}, "in near: close, partly or far"),
            ({"samples": [{"kind": "good", "text": "Yes.", "near": "nigh"}]}, "'close', 'partly' or 'far'"),
        ],
    )
    def test_a_faulty_one_says_what_to_write(self, change: dict[str, Any], says: str) -> None:
        with pytest.raises(ValidationError, match=says):
            Prompt.model_validate({**self.ONLY, **change})

    @pytest.mark.parametrize(
        ("path", "value", "says"),
        [
            (["concepts"], ["request-response"], "each point names its own concept"),
            (["samples", 0], {"kind": "good", "text": "Yes."}, "which points it shows"),
            (["samples", 0, "near"], "close", "which points it shows"),
        ],
    )
    def test_one_with_points_is_labelled_by_them(
        self, path: list[str | int], value: object, says: str
    ) -> None:
        with pytest.raises(ValidationError, match=says):
            Prompt.model_validate(changed(path, value))
