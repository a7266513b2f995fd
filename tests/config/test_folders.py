from pathlib import Path

import pytest

from config.processes.errors import CannotStart
from config.processes.folders import Folders, make_folders, only_one, private_key


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return make_folders(tmp_path / "deep" / "var")


class TestMakeFolders:
    def test_they_are_private(self, folders: Folders) -> None:
        for folder in (folders.data, folders.run, folders.log):
            assert folder.stat().st_mode & 0o077 == 0

    def test_a_file_in_the_way_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "var").write_text("not a folder")
        with pytest.raises(CannotStart, match=r"cannot write to .*/var .* DATA_DIR"):
            make_folders(tmp_path / "var")

    @pytest.mark.parametrize("name", ["my #1", "a ;b", "a\nb"])
    def test_a_name_that_supervisord_would_misread_is_refused(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(CannotStart, match="DATA_DIR"):
            make_folders(tmp_path / name)


class TestOnlyOne:
    def test_a_second_one_is_refused_until_the_first_has_ended(self, folders: Folders) -> None:
        with only_one(folders), pytest.raises(CannotStart, match="already runs"), only_one(folders):
            pytest.fail("two at once")
        with only_one(folders):
            pass


class TestPrivateKey:
    def test_it_is_made_once_long_and_for_nobody_else(self, folders: Folders) -> None:
        key = private_key(folders)
        assert len(key) >= 50
        assert private_key(folders) == key
        assert (folders.data / "secret-key").stat().st_mode & 0o077 == 0

    def test_every_checkout_has_its_own(self, folders: Folders, tmp_path: Path) -> None:
        assert private_key(folders) != private_key(make_folders(tmp_path / "other"))

    def test_a_start_that_was_killed_while_it_wrote_leaves_no_half_of_one(self, folders: Folders) -> None:
        (folders.data / "secret-key.new").write_text("half")
        assert len(private_key(folders)) >= 50
