"""A database that an earlier release has left migrates, and its learner has lost nothing."""

from typing import Any

import pytest

from tests.databases import own_database
from tests.upgrade.kept import releases, restore, said_by, told

LAST_LOOK = "/account/last_login"  # ours, just now

pytestmark = pytest.mark.database


def test_a_release_was_kept() -> None:
    assert "0.1.0" in releases()


@pytest.fixture(scope="module", params=releases())
def before_and_after(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Any, Any]:
    data_dir = tmp_path_factory.mktemp("upgrade")
    with own_database(empty=True) as database:
        environment = {"DATA_DIR": str(data_dir), "REDIS_URL": "redis://127.0.0.1:1/0", **database}
        restore(request.param, environment)
        return said_by(request.param, environment), told("look", environment)


def test_nothing_that_is_told_of_the_learner_is_lost(before_and_after: tuple[Any, Any]) -> None:
    before, after = before_and_after
    assert before["told"]["quizzes"]["answers"]
    assert missing(before["told"], after["told"]) == []


def test_scores_and_cards_are_as_they_were(before_and_after: tuple[Any, Any]) -> None:
    before, after = before_and_after
    assert len(before["scores"]) == 3
    assert (after["scores"], after["due"]) == (before["scores"], before["due"])


def test_every_page_answers(before_and_after: tuple[Any, Any]) -> None:
    _, after = before_and_after
    assert {page: status for page, status in after["pages"].items() if status != 200} == {}


def missing(before: Any, after: Any, place: str = "") -> list[str]:
    """Where something that was told is not told any more, or otherwise. What is new does not matter."""
    if isinstance(before, dict) and isinstance(after, dict):
        pairs = [(name, old, after.get(name)) for name, old in before.items()]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = [(str(row), old, new) for row, (old, new) in enumerate(zip(before, after, strict=True))]
    else:
        return [] if before == after or place == LAST_LOOK else [f"{place}: {before} is now {after}"]
    return [fault for name, old, new in pairs for fault in missing(old, new, f"{place}/{name}")]
