"""A storage that refuses, and one that is frozen, in the middle of uploads."""

from pathlib import Path

import pytest

from tests.faults.ordeals import small_ordeal


@pytest.mark.tree
@pytest.mark.timeout(240)
def test_refused_in_words_and_nothing_accepted_is_lost(short_folder: Path) -> None:
    refusing, frozen = small_ordeal("storage", short_folder)
    assert refusing.is_well, refusing
    assert frozen.is_well, frozen
