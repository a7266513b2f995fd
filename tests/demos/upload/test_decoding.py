"""Large photos wait for one another; usual ones do not."""

import threading
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from demos.models import Run
from demos.upload import decoding, work
from demos.upload.decoding import Room, TooMuchAtOnce, decoded
from demos.upload.imaging import SIZES, pixels_to_decode
from tests.demos.photos import photo
from tests.demos.rows import make_run
from tests.demos.waiting import wait_until


class TestPixelsToDecode:
    def test_of_a_png_all(self) -> None:
        assert pixels_to_decode(photo((3200, 2400), "PNG")) == 3200 * 2400

    def test_of_a_jpeg_what_its_draft_leaves(self) -> None:
        assert pixels_to_decode(photo((6400, 4800), "JPEG")) == 1600 * 1200

    @pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
    def test_of_a_jpeg_in_several_scans_all(self, mode: str) -> None:
        once, progressive = BytesIO(), BytesIO()
        Image.new(mode, (6400, 1000)).save(once, "JPEG")
        Image.new(mode, (6400, 1000)).save(progressive, "JPEG", progressive=True)
        assert pixels_to_decode(once) == 1600 * 250
        assert pixels_to_decode(progressive) == 6400 * 1000

    def test_the_photo_can_still_be_read(self) -> None:
        file = photo((300, 200), "PNG")
        pixels_to_decode(file)
        assert pixels_to_decode(file) == 300 * 200


class TestRoom:
    def test_what_fits_does_not_wait(self) -> None:
        room = Room(100)
        with room.taken(60, seconds=0), room.taken(40, seconds=0):
            pass

    def test_what_does_not_fit_is_told_so_in_time(self) -> None:
        room = Room(100)
        with (
            room.taken(60, seconds=0),
            pytest.raises(TooMuchAtOnce, match="Try again in 5 seconds"),
            room.taken(41, seconds=0.01),
        ):
            pytest.fail("there was no room")

    def test_room_is_given_back_also_after_an_error(self) -> None:
        room = Room(100)
        with pytest.raises(ZeroDivisionError), room.taken(100, seconds=0):
            _ = 1 / 0
        with room.taken(100, seconds=0):
            pass

    def test_who_waits_gets_the_room_of_who_goes(self) -> None:
        room, got = Room(100), threading.Event()

        def wait() -> None:
            with room.taken(100, seconds=30):
                got.set()

        with room.taken(1, seconds=0):
            waiting = threading.Thread(target=wait)
            waiting.start()
            assert not got.is_set()
        wait_until(got.is_set)
        waiting.join(30)

    def test_never_more_than_there_is(self) -> None:
        room, lock = Room(10), threading.Lock()
        now = most = 0

        def use() -> None:
            nonlocal now, most
            with room.taken(4, seconds=30):
                with lock:
                    now += 4
                    most = max(most, now)
                with lock:
                    now -= 4

        threads = [threading.Thread(target=use) for _ in range(30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert 4 <= most <= 10


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Others have all the room there is, and keep it."""
    monkeypatch.setattr(decoding, "_room", Room(0))
    monkeypatch.setattr(decoding, "SECONDS_TO_WAIT", 0.01)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("full")
class TestFull:
    def test_a_photo_of_the_cap_fits_into_an_empty_room(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(decoding, "_room", Room(decoding.ROOM))
        with decoded(photo((300, 200), "PNG")) as pictures:
            assert len(list(pictures)) == len(SIZES)

    def test_the_blocking_lane_says_when_to_try_again(self, api: Client, mail_sink: None) -> None:
        form: dict[str, Any] = {"photo": SimpleUploadedFile("holiday.jpg", photo().getvalue())}
        response = api.post("/demos/upload/blocking/", form)
        assert response.status_code == 503
        assert f"Try again in {response['Retry-After']} seconds" in response.json()["reason"]
        assert Run.objects.get().status == Run.Status.FAILED

    def test_the_work_says_so_to_whoever_does_it(self) -> None:
        run = make_run()
        with pytest.raises(TooMuchAtOnce):
            work.make_sizes(run)
        assert not run.pictures.exists()
