"""When the valve was shut."""

from datetime import timedelta

import pytest
from django.utils import timezone

from demos.outage import outages
from demos.outage.models import Outage

pytestmark = pytest.mark.django_db(transaction=True)
How = Outage.How


@pytest.mark.usefixtures("valve")
class TestBegin:
    def test_the_next_one_ends_the_one_before(self) -> None:
        outages.begin(How.REFUSED, 20)
        outages.begin(How.FROZEN, 10)
        first, second = Outage.objects.all()
        assert first.ends_at == second.began_at
        assert timedelta(seconds=9) < second.ends_at - second.began_at <= timedelta(seconds=11)

    def test_old_ones_are_forgotten(self) -> None:
        long_ago = timezone.now() - timedelta(days=3)
        Outage.objects.create(how=How.REFUSED, began_at=long_ago, ends_at=long_ago)
        outages.begin(How.FROZEN, 5)
        assert [outage.how for outage in Outage.objects.all()] == [How.FROZEN]

    def test_opened_early_it_ends_early(self) -> None:
        outages.begin(How.REFUSED, 20)
        outages.end()
        latest = outages.latest()
        assert latest
        assert latest.ends_at <= timezone.now()


class TestDuring:
    def test_all_that_touched_that_time(self) -> None:
        now = timezone.now()
        for began, ended in ((-9, -8), (-6, -4), (-3, 2)):
            Outage.objects.create(
                how=How.FROZEN,
                began_at=now + timedelta(seconds=began),
                ends_at=now + timedelta(seconds=ended),
            )
        found = outages.during(now - timedelta(seconds=5), now)
        assert [round((outage.ends_at - now).total_seconds()) for outage in found] == [-4, 2]
