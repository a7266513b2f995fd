"""The frame of `make torture`: what it says of an ordeal, good, bad or broken off."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.torture import __main__ as torture
from benchmarks.torture.chance import SEED, chance
from benchmarks.torture.faults import FAULTS
from benchmarks.torture.finding import Finding
from benchmarks.torture.table import table
from benchmarks.torture.undergoing import environment, undergo
from tests.lending import ROOT

WELL = Finding("worker killed", "2 kills", "all 3 uploads are there", lost=0, twice=0, held=True)


@pytest.mark.parametrize("wrong", [{"lost": 1}, {"twice": 1}, {"held": False}])
def test_one_thing_is_enough_not_to_be_well(wrong: dict[str, int]) -> None:
    assert WELL.is_well
    assert not replace(WELL, **wrong).is_well  # type: ignore[arg-type]


def test_each_fault_is_a_module() -> None:
    folder = ROOT / "benchmarks" / "torture" / "faults"
    assert set(FAULTS) == {path.stem for path in folder.glob("[!_]*.py")}


def test_the_table_has_aligned_columns_and_wraps_long_texts() -> None:
    lines = table([replace(WELL, seen="word " * 20, held=False)]).splitlines()
    assert lines[0].startswith("fault")
    column = lines[0].index("what was seen")
    assert lines[2][column:].startswith("word word")
    assert lines[2].endswith("0     0      NO")
    assert lines[3][:column].strip() == ""
    assert lines[3][column:].startswith("word")


def test_the_same_seed_gives_the_same_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SEED, "7")
    assert chance().random() == chance().random()


def test_an_ordeal_that_breaks_off_has_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").mkdir()
    monkeypatch.setitem(FAULTS, "no_such_fault", {})
    (finding,) = undergo("no_such_fault", tmp_path / "own", seed="1", samples=tmp_path / "samples")
    assert (finding.fault, finding.held) == ("no_such_fault", False)


def test_what_a_developers_shell_holds_stays_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////somebody/elses")
    clean = environment(Path("/folder"), "1")
    assert "DATABASE_URL" not in clean
    assert clean["DATA_DIR"] == "/folder/var"


@pytest.mark.parametrize(("lost", "status"), [(0, 0), (1, 1)])
def test_the_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lost: int, status: int
) -> None:
    monkeypatch.setattr("sys.argv", ["torture", "worker", "--seed", "5"])
    monkeypatch.setattr(torture, "draw_samples", Path)
    monkeypatch.setattr(torture, "undergo", lambda *_, **__: [replace(WELL, lost=lost)])
    assert torture.main() == status
    printed = capsys.readouterr().out
    assert "seed 5" in printed
    assert "all 3 uploads are there" in printed
