"""The work itself: done once, however often it is asked for, and done when all of it is."""

from io import BytesIO
from threading import Barrier, Thread

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image

from demos.models import Run
from demos.upload import work
from demos.upload.imaging import SIZES, UnreadablePhoto
from tests.demos.photos import photo
from tests.demos.rows import add_letter, add_picture, add_pictures, make_run

pytestmark = pytest.mark.django_db
Status = Run.Status


def pictures_on_disk() -> int:
    return len(default_storage.listdir("pictures")[1])


class TestMakeSizes:
    def test_four_pictures_as_their_rows_say(self) -> None:
        run = make_run(photo((2000, 1500)).getvalue())
        work.make_sizes(run)
        assert [picture.size for picture in run.pictures.all()] == list(SIZES)
        for picture in run.pictures.all():
            with picture.file.open("rb") as file:
                content = file.read()
            assert len(content) == picture.bytes
            assert Image.open(BytesIO(content)).size == (picture.width, picture.height)

    def test_again_makes_nothing_new(self) -> None:
        run = make_run()
        work.make_sizes(run)
        first = list(run.pictures.values())
        work.make_sizes(run)
        assert list(run.pictures.values()) == first
        assert pictures_on_disk() == len(SIZES)

    def test_makes_what_is_missing(self) -> None:
        run, whole = make_run(), make_run()
        work.make_sizes(whole)
        work.make_sizes(run)
        run.pictures.filter(size__in=[800, 96]).delete()
        work.make_sizes(run)
        assert work.same_bytes(run, whole)

    def test_a_photo_that_is_gone(self) -> None:
        run = make_run()
        default_storage.delete(str(run.photo))
        with pytest.raises(UnreadablePhoto, match="no longer here"):
            work.make_sizes(run)

    @pytest.mark.django_db(transaction=True)
    def test_two_workers_at_once(self) -> None:
        run, together = make_run(), Barrier(2)

        def work_with_the_other() -> None:
            together.wait(30)
            work.make_sizes(run)
            connection.close()

        threads = [Thread(target=work_with_the_other) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert run.pictures.count() == pictures_on_disk() == len(SIZES)


class TestSendConfirmation:
    def test_not_again_when_it_has_arrived(self) -> None:
        run = make_run()
        add_letter(run)
        work.send_confirmation(run)  # there is no sink here: a second letter would fail
        assert run.letters.count() == 1


class TestFinish:
    def test_done_when_all_is_there(self) -> None:
        run = make_run(status=Status.WORKING)
        add_pictures(run)
        add_letter(run)
        work.finish(run.pk)
        run.refresh_from_db()
        assert run.status == Status.DONE

    def test_not_without_the_letter(self) -> None:
        run = make_run(status=Status.WORKING)
        add_pictures(run)
        work.finish(run.pk)
        run.refresh_from_db()
        assert run.status == Status.WORKING

    def test_not_without_one_of_the_pictures(self) -> None:
        run = make_run(status=Status.WORKING)
        for size in SIZES[1:]:
            add_picture(run, size)
        add_letter(run)
        work.finish(run.pk)
        run.refresh_from_db()
        assert run.status == Status.WORKING

    def test_what_failed_stays_failed(self) -> None:
        run = make_run(status=Status.FAILED)
        add_pictures(run)
        add_letter(run)
        work.finish(run.pk)
        run.refresh_from_db()
        assert run.status == Status.FAILED


class TestSameBytes:
    def test_equal(self) -> None:
        one, other = make_run(), make_run()
        add_pictures(one)
        add_pictures(other)
        assert work.same_bytes(one, other)

    def test_one_byte_differs(self) -> None:
        one, other = make_run(), make_run()
        add_pictures(one)
        for size in SIZES:
            add_picture(other, size, b"a picturE" if size == 96 else b"a picture")
        assert not work.same_bytes(one, other)

    def test_nothing_to_compare(self) -> None:
        assert not work.same_bytes(make_run(), make_run())

    def test_a_file_that_is_gone(self) -> None:
        one, other = make_run(), make_run()
        add_pictures(one)
        add_pictures(other)
        default_storage.delete(str(one.pictures.get(size=96).file))
        assert not work.same_bytes(one, other)
