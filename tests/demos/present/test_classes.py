"""A class is opened, joined and ended; it never lasts for ever."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from demos.present import classes
from demos.present.classes import ClassFull
from demos.present.models import Guest, LiveClass

pytestmark = pytest.mark.django_db

NOW = timezone.now()


class TestOpen:
    def test_has_a_code_of_six_digits(self) -> None:
        code = classes.open_class(NOW).code
        assert len(code) == 6
        assert code.isdigit()

    def test_a_second_presenter_leads_the_same_class(self) -> None:
        assert classes.open_class(NOW) == classes.open_class(NOW + timedelta(hours=2))

    def test_ends_by_itself(self) -> None:
        first = classes.open_class(NOW)
        later = NOW + classes.LONGEST
        assert classes.current_class(later) is None
        assert classes.find_class(first.code, later) is None
        assert classes.open_class(later) != first

    def test_a_code_that_is_taken_is_drawn_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        drawn = iter([7, 7, 8])
        monkeypatch.setattr("secrets.randbelow", lambda _: next(drawn))
        classes.open_class(NOW)
        classes.end_class(NOW)
        assert classes.open_class(NOW).code == "000008"

    def test_removes_what_is_left_of_old_ones(self) -> None:
        old = classes.open_class(NOW)
        classes.join_class(old, uuid4(), NOW)
        classes.open_class(NOW + classes.LONGEST)
        assert not Guest.objects.exists()
        classes.open_class(NOW + classes.LONGEST + classes.REMEMBERED + timedelta(seconds=1))
        assert not LiveClass.objects.filter(pk=old.pk).exists()


class TestJoin:
    def test_a_phone_joins_once(self) -> None:
        live_class, visitor = classes.open_class(NOW), uuid4()
        guest = classes.join_class(live_class, visitor, NOW)
        assert classes.join_class(live_class, visitor, NOW) == guest
        assert classes.guest_of(live_class.code, visitor, NOW) == guest
        assert live_class.guests.count() == 1

    def test_there_are_only_so_many_seats(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(classes, "MOST_GUESTS", 1)
        live_class = classes.open_class(NOW)
        classes.join_class(live_class, uuid4(), NOW)
        with pytest.raises(ClassFull):
            classes.join_class(live_class, uuid4(), NOW)

    def test_is_forgotten_with_the_class(self) -> None:
        live_class, visitor = classes.open_class(NOW), uuid4()
        classes.join_class(live_class, visitor, NOW)
        assert classes.guest_of(live_class.code, visitor, NOW + classes.LONGEST) is None
        classes.end_class(NOW + timedelta(minutes=1))
        assert classes.current_class(NOW + timedelta(minutes=1)) is None
        assert not Guest.objects.exists()
