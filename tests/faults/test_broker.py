"""The broker goes away, and comes back, under a whole site that is being used."""

from pathlib import Path

import pytest

from benchmarks.torture.broker.forms import Forms
from tests.faults.ordeals import small_ordeal

PAGE = """
<form action="/search/"><input name="q"></form>
<form action="/flashcards/recall/grade/?due=1" method="post">
  <input type="hidden" name="card" value="what-is-it"><input name="said">
  <button name="grade" value="1">Again</button><button name="grade" value="3">Good</button>
</form>
<input name="outside">
"""


@pytest.mark.tree
@pytest.mark.timeout(300)  # on a busy machine
def test_nothing_is_lost_and_nobody_waits(short_folder: Path) -> None:
    (finding,) = small_ordeal("broker", short_folder)
    assert finding.is_well, finding


def test_learners_fill_in_the_form_that_they_want() -> None:
    assert Forms(PAGE).ending("/grade/") == (
        "/flashcards/recall/grade/?due=1",
        {"card": "what-is-it", "said": "worker", "grade": "1"},
    )
    assert Forms(PAGE).ending("/answer/") is None
