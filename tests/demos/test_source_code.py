"""The code panel shows what runs."""

from pathlib import Path

from django.conf import settings

from demos.source_code import side_by_side
from demos.upload import views


def hot(lines: object) -> list[str]:
    return [line.text.strip() for line in lines if line.differs]  # type: ignore[attr-defined]


class TestTheLanes:
    def test_only_the_verb_differs(self) -> None:
        blocking, background = side_by_side(views.upload_blocking, views.upload_background)
        assert hot(blocking.lines) == ["make_sizes(run.pk)", "send_confirmation(run.pk)"]
        assert hot(background.lines) == [
            "make_sizes.delay_on_commit(run.pk)",
            "send_confirmation.delay_on_commit(run.pk)",
        ]

    def test_file_and_line_are_where_it_stands(self) -> None:
        for code in side_by_side(views.upload_blocking, views.upload_background):
            source = (Path(settings.BASE_DIR) / code.file).read_text().splitlines()
            assert source[code.line - 1 : code.line - 1 + len(code.lines)] == [
                line.text for line in code.lines
            ]


class TestSideBySide:
    def test_one_longer_than_the_other(self) -> None:
        short_code, long_code = side_by_side(short, long)
        assert hot(short_code.lines) == []
        assert hot(long_code.lines) == ["two()"]

    def test_a_method_stands_like_a_function(self) -> None:
        code, _ = side_by_side(Thing.method, Thing.method)
        assert [line.text for line in code.lines] == ["def method(self) -> None:", "    one()"]


class Thing:
    def method(self) -> None:
        one()


def short() -> None:
    one()


def long() -> None:
    one()
    two()


def one() -> None: ...


def two() -> None: ...
