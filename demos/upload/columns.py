"""The two columns of the page, one a lane: always both, whatever has run of them."""

import re
from dataclasses import dataclass

from django.urls import reverse

from demos.models import Run
from demos.upload.address import Address
from demos.upload.arrivals import Arrivals, arrivals_of, nothing_yet
from demos.upload.race import Course, Race


@dataclass(frozen=True)
class Column:
    """`course` is None before the lane has run; `pending` while the browser waits for its reply."""

    key: str
    title: str
    url: str
    course: Course | None
    pending: bool

    @property
    def url_parts(self) -> list[str]:
        """The address in the pieces between which a narrow column may break it."""
        return re.findall(r"/?[^/]+/", self.url)

    @property
    def arrivals(self) -> Arrivals:
        return arrivals_of(self.course.run, self.course.wait) if self.course else nothing_yet()


def columns_of(race: Race, address: Address) -> list[Column]:
    """Blocking, then background."""
    return [
        Column(
            key=lane.value,
            title=lane.label,
            url=reverse(f"demos:upload_{lane.value}"),
            course=race.blocking if lane == Run.Lane.BLOCKING else race.background,
            pending=lane.value in address.pending,
        )
        for lane in Run.Lane
    ]
