"""The photo of an earlier run, taken again."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from demos.models import Run, Take
from tests.demos.clients import id_of
from tests.demos.photos import photo
from tests.demos.rows import make_run

BACKGROUND = "/demos/upload/background/"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_broker")]


def own_run(visitor: Any, **fields: Any) -> Run:
    """A run with a photo of the visitor's own."""
    return make_run(visitor=visitor, photo_name="holiday.jpg", **fields)


def content_of(run: Run) -> bytes:
    with run.photo.open("rb") as file:
        content: bytes = file.read()
        return content


class TestSameAs:
    def test_the_second_lane_needs_no_file(self, api: Client) -> None:
        first = own_run(id_of(api))
        api.post(BACKGROUND, {"sample": "", "same_as": str(first.pk)})
        second = Run.objects.exclude(pk=first.pk).get()
        assert second.photo_name == "holiday.jpg"
        assert second.photo.name != first.photo.name
        assert content_of(second) == content_of(first)

    def test_a_file_that_is_sent_counts_more(self, api: Client) -> None:
        first = own_run(id_of(api))
        other = SimpleUploadedFile("other.jpg", photo((50, 40)).getvalue())
        api.post(BACKGROUND, {"sample": "", "same_as": str(first.pk), "photo": other})
        assert Run.objects.exclude(pk=first.pk).get().photo_name == "other.jpg"

    def test_and_so_does_a_sample(self, api: Client, small_samples: None) -> None:
        first = own_run(id_of(api))
        api.post(BACKGROUND, {"sample": "lake", "same_as": str(first.pk)})
        assert Run.objects.exclude(pk=first.pk).get().photo_name == "Mountain lake"

    @pytest.mark.parametrize("said", ["", "nonsense", "d01c9c19-3271-4839-a5dd-40785ae71ec3"])
    def test_no_such_run(self, said: str, api: Client) -> None:
        response = api.post(BACKGROUND, {"sample": "", "same_as": said})
        assert response.status_code == 422
        assert response.json()["errors"]["photo"][0]["message"] == "Choose a photo."

    def test_nobody_elses(self, api: Client) -> None:
        response = api.post(BACKGROUND, {"sample": "", "same_as": str(own_run(uuid4()).pk)})
        assert response.status_code == 422

    def test_not_once_it_is_gone(self, api: Client) -> None:
        first = own_run(id_of(api))
        default_storage.delete(str(first.photo))
        assert api.post(BACKGROUND, {"sample": "", "same_as": str(first.pk)}).status_code == 422


class TestRounds:
    def test_runs_of_one_page_are_one_race(self, api: Client, small_samples: None) -> None:
        series = str(uuid4())
        for _ in range(2):
            api.post(BACKGROUND, {"sample": "lake", "series": series, "runs": "3"})
        assert sorted(Take.objects.values_list("round", flat=True)) == [1, 2]
        assert str(Take.objects.all()[0].series_id) == series
        assert Take.objects.all()[0].series.settings["runs"] == 3

    def test_a_script_needs_none(self, api: Client, small_samples: None) -> None:
        api.post(BACKGROUND, {"sample": "lake"})
        assert (Run.objects.count(), Take.objects.count()) == (1, 0)

    @pytest.mark.parametrize("round_", ["-1", "11", "x"])
    def test_a_round_that_makes_no_sense_is_no_take(
        self, round_: str, api: Client, small_samples: None
    ) -> None:
        api.post(BACKGROUND, {"sample": "lake", "series": str(uuid4()), "round": round_})
        assert (Run.objects.count(), Take.objects.count()) == (1, 0)
