"""An app adds its own kind of file."""

import pytest

from tests.tutorial.library.folders import Round
from tutorial.library import Shelf, add_shelf
from tutorial.library.shelves import shelves


def test_a_folder_has_one_shelf() -> None:
    before = shelves()
    with pytest.raises(ValueError, match="already a shelf for lessons/"):
        add_shelf(Shelf(folder="lessons", schema=Round, listed_in="lessons"))
    assert shelves() == before
