from pathlib import Path

import pytest

from config.processes.folders import make_folders
from config.processes.sockets import BROKER, VALVE, VALVE_CONTROL, socket_folder

ALL = (BROKER, VALVE, VALVE_CONTROL)


class TestSocketFolder:
    def test_is_in_data_dir(self, tmp_path: Path) -> None:
        folders = make_folders(tmp_path / "var")
        with socket_folder(folders.data) as folder:
            assert folder == folders.run

    @pytest.mark.parametrize("name", ["x" * 120, "why? [100%]"])
    def test_is_a_short_private_one_where_the_path_is_too_long_or_odd_in_a_url(
        self, tmp_path: Path, name: str
    ) -> None:
        deep = make_folders(tmp_path / name).data
        with socket_folder(deep) as folder:
            assert all(len(str(folder / name)) < 100 for name in ALL)
            assert folder.stat().st_mode & 0o077 == 0
            with socket_folder(deep) as again:
                assert again == folder
            folder.mkdir(mode=0o700)

    def test_nothing_is_left_of_programs_that_were_killed(self, tmp_path: Path) -> None:
        folders = make_folders(tmp_path / "var")
        with socket_folder(folders.data) as folder:
            for name in ALL:
                (folder / name).touch()
        assert list(folders.run.glob("*.sock")) == []
