"""A run and its pictures, as their visitor sees them and others do not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from demos.models import Run
from tests.demos.clients import id_of
from tests.demos.rows import add_letter, add_picture, make_run

Status = Run.Status


@pytest.mark.django_db
class TestRun:
    def test_everything_about_it(self, api: Client) -> None:
        run = make_run(
            visitor=id_of(api),
            status=Status.DONE,
            started_at=timezone.now() - timedelta(seconds=10),
            response_ms=38.5,
            machine={"cores": 2},
        )
        add_picture(run, 96, b"12345")
        add_letter(run)
        run.spans.create(
            name="send email",
            kind="network",
            place="demos@host/1",
            started_at=run.started_at + timedelta(milliseconds=40),
            ended_at=run.started_at + timedelta(milliseconds=850),
            simulated_ms=800,
        )
        assert api.get(f"/demos/runs/{run.pk}/").json() == {
            "id": str(run.pk),
            "scenario": "upload",
            "lane": "background",
            "status": "done",
            "reason": "",
            "started_at": run.started_at.isoformat(),
            "settings": {"photo": "Lighthouse", "mail_delay_ms": 800},
            "machine": {"cores": 2},
            "response_ms": 38.5,
            "clocks": [],
            "spans": [
                {
                    "name": "send email",
                    "kind": "network",
                    "place": "demos@host/1",
                    "start": 40.0,
                    "end": 850.0,
                    "simulated_ms": 800,
                    "processor_ms": None,
                }
            ],
            "images": [
                {
                    "size": 96,
                    "width": 4,
                    "height": 3,
                    "bytes": 5,
                    "url": f"/demos/runs/{run.pk}/pictures/96/",
                    "ready_ms": 1000.0,
                }
            ],
            "emails": [{"to": "you@example.com", "subject": "We have your photo", "arrived_ms": 2000.0}],
        }

    def test_in_a_browser_it_is_the_page(self, person: Client) -> None:
        run = make_run(visitor=id_of(person))
        response = person.get(f"/demos/runs/{run.pk}/")
        assert (response.status_code, response["Location"]) == (302, f"/demos/upload/?background={run.pk}")

    def test_somebody_elses(self, api: Client) -> None:
        assert api.get(f"/demos/runs/{make_run().pk}/").status_code == 404

    def test_nobodys(self, api: Client) -> None:
        assert api.get(f"/demos/runs/{uuid4()}/").status_code == 404


@pytest.mark.django_db
class TestPicture:
    def test_is_a_jpeg_and_nothing_that_runs(self, person: Client) -> None:
        run = make_run(visitor=id_of(person))
        add_picture(run, 96, b"the picture")
        response = person.get(f"/demos/runs/{run.pk}/pictures/96/")
        assert response.content == b"the picture"
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'"
        assert {"private", "immutable"} <= set(response["Cache-Control"].split(", "))

    def test_somebody_elses(self, person: Client) -> None:
        run = make_run()
        add_picture(run, 96)
        assert person.get(f"/demos/runs/{run.pk}/pictures/96/").status_code == 404

    def test_a_size_that_is_not_made(self, person: Client) -> None:
        run = make_run(visitor=id_of(person))
        assert person.get(f"/demos/runs/{run.pk}/pictures/96/").status_code == 404

    def test_a_file_that_is_gone(self, person: Client) -> None:
        run = make_run(visitor=id_of(person))
        default_storage.delete(str(add_picture(run, 96).file))
        assert person.get(f"/demos/runs/{run.pk}/pictures/96/").status_code == 404
