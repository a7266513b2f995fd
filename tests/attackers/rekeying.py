"""The course with another key: the same questions, options and prompts in the same words, but other answers
are right, and everything that a learner reads only afterwards reads differently."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Question = dict[str, Any]
AFTERWARDS = ("explanation", "solution", "mistakes", "note")
ANOTHER_REASON = "Another reason."
ANOTHER_HINT = "Another hint."
ANOTHER_POINT = "Another point"


def with_another_key(content: Path, into: Path) -> Path:
    """A copy of the content in which each question of a quiz is `rekeyed` and each prompt `judged_anew`."""
    shutil.copytree(content, into)
    for file in into.glob("*/quizzes/*.yaml"):
        quiz = yaml.safe_load(file.read_text())
        _write(file, {**quiz, "questions": [rekeyed(question) for question in quiz["questions"]]})
    for file in into.glob("*/prompts/*.yaml"):
        _write(file, judged_anew(yaml.safe_load(file.read_text())))
    return into


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True))


def judged_anew(prompt: dict[str, Any]) -> dict[str, Any]:
    """The prompt with another model answer, and points that are called otherwise and found by other words."""
    points = [{**point, "title": ANOTHER_POINT, "cue": ANOTHER_HINT} for point in prompt.get("points", ())]
    words = {group: [f"unheard of {group}"] for group in prompt.get("words", ())}
    return {**prompt, "answer": ANOTHER_REASON, "points": points, "words": words}


def rekeyed(question: Question) -> Question:
    """The question with another right answer."""
    changed = {name: value for name, value in question.items() if name not in AFTERWARDS}
    for name in {"why", "why_not"} & changed.keys():
        changed[name] = ANOTHER_REASON
    if "hints" in changed:
        changed["hints"] = [ANOTHER_HINT for _ in changed["hints"]]
    REKEY[question["kind"]](changed)
    return changed


def _single(question: Question) -> None:
    options = question["options"]
    right = next(option for option in options if option.get("right"))
    wrong = next(option for option in options if not option.get("right"))
    _turn(right, wrong["misconception"])
    _turn(wrong, "")


def _multiple(question: Question) -> None:
    belief = next(option["misconception"] for option in question["options"] if not option.get("right"))
    for option in question["options"]:
        _turn(option, belief if option.get("right") else "")


def _turn(option: dict[str, Any], misconception: str) -> None:
    """What was wrong is right now (""), or the other way round."""
    option.pop("right", None)
    option.pop("misconception", None)
    option["why"] = ANOTHER_REASON
    option.update({"misconception": misconception} if misconception else {"right": True})


def _true_false(question: Question) -> None:
    question["answer"] = not question["answer"]


def _short(question: Question) -> None:
    question.update(accepted=["something quite different"], wrong=[])


def _number(question: Question) -> None:
    question.update(value=question["value"] * 7 + 1, wrong=[])


def _output(question: Question) -> None:
    question.update(output="quite\nanother\noutput\n", wrong=[])


def _order(question: Question) -> None:
    question.update(items=question["items"][::-1], wrong=[])
    for item in question["items"]:
        item["why"] = ANOTHER_REASON


REKEY: dict[str, Callable[[Question], None]] = {
    "single": _single,
    "multiple": _multiple,
    "true-false": _true_false,
    "short": _short,
    "number": _number,
    "output": _output,
    "order": _order,
}
