"""A guest's progress joins an account's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from learners import joining
from learners.joining import join_account, move, move_late
from learners.models import Evidence, Learner, User
from tests.learners.test_evidence import recall
from tests.racing import both_at_once, waiting_for_company

NOW = timezone.now()


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada@example.com", "ada@example.com", "a long and winding phrase")


def guest_with_progress() -> Learner:
    guest = Learner.objects.create()
    recall(guest)
    return guest


class TestJoinAccount:
    def test_a_new_account_takes_the_guest_as_they_are(self, ada: User) -> None:
        guest = guest_with_progress()
        assert join_account(user=ada, guest=guest.pk, now=NOW) == guest
        assert Learner.objects.get() == ada.learner == guest

    def test_an_account_that_has_progress_gets_the_guests_too(self, ada: User) -> None:
        own = join_account(user=ada, guest=guest_with_progress().pk, now=NOW)
        guest = guest_with_progress()
        assert join_account(user=ada, guest=guest.pk, now=NOW) == own
        assert Evidence.objects.filter(learner=own).count() == 4
        assert not Evidence.objects.exclude(learner=own).exists()

    def test_an_account_without_either_begins_with_nothing(self, ada: User) -> None:
        for stranger in (None, uuid4()):
            assert join_account(user=ada, guest=stranger, now=NOW) == ada.learner

    def test_twice_is_as_once(self, ada: User) -> None:
        own = join_account(user=ada, guest=None, now=NOW)
        guest = guest_with_progress()
        for _ in range(2):
            join_account(user=ada, guest=guest.pk, now=NOW)
        assert Evidence.objects.filter(learner=own).count() == 2

    def test_another_accounts_learner_is_never_taken(self, ada: User) -> None:
        bob = User.objects.create_user("bob@example.com")
        his = join_account(user=bob, guest=guest_with_progress().pk, now=NOW)
        hers = join_account(user=ada, guest=his.pk, now=NOW)
        assert hers != his
        assert Evidence.objects.filter(learner=his).count() == 2

    def test_a_guest_signs_up_twice_and_one_account_has_the_progress(self, ada: User) -> None:
        bob = User.objects.create_user("bob@example.com")
        guest = guest_with_progress()
        assert join_account(user=ada, guest=guest.pk, now=NOW) == guest
        assert join_account(user=bob, guest=guest.pk, now=NOW) != guest


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_two_tabs_of_one_guest(self, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
        join_account(user=ada, guest=None, now=NOW)
        guest = guest_with_progress()
        monkeypatch.setattr(joining, "_guest", waiting_for_company(joining._guest))
        both_at_once(lambda: join_account(user=ada, guest=guest.pk, now=NOW))
        assert Evidence.objects.filter(learner=ada.learner).count() == 2

    def test_two_devices_that_sign_in_for_the_first_time(
        self, ada: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        guests = [guest_with_progress().pk, guest_with_progress().pk]
        monkeypatch.setattr(joining, "_claim", waiting_for_company(joining._claim))
        both_at_once(lambda: join_account(user=ada, guest=guests.pop(), now=NOW))
        assert Evidence.objects.filter(learner=ada.learner).count() == 4


class TestMoveLate:
    def test_what_was_written_meanwhile_follows(self, ada: User) -> None:
        own = join_account(user=ada, guest=None, now=NOW)
        guest = guest_with_progress()
        move(guest=guest, into=own, now=NOW)
        recall(guest)
        move_late(NOW + timedelta(minutes=1))
        assert Evidence.objects.filter(learner=own).count() == 4
        assert Learner.objects.filter(pk=guest.pk, moved_to=own, moved_at=NOW).exists()

    def test_the_sign_is_taken_down_and_guests_are_left_alone(self, ada: User) -> None:
        own = join_account(user=ada, guest=None, now=NOW)
        other = guest_with_progress()
        move(guest=guest_with_progress(), into=own, now=NOW)
        move_late(NOW + timedelta(minutes=6))
        assert set(Learner.objects.all()) == {own, other}
        assert Evidence.objects.filter(learner=own).count() == 2
