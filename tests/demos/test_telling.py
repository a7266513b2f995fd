"""What the demos know of a browser."""

import json
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from demos.models import Run, Series
from demos.present.models import Guest, LiveClass
from demos.telling import counts, forget, tell
from demos.visitors import COOKIE, cookie_of
from tests.demos.rows import add_letter, add_pictures, make_run

pytestmark = pytest.mark.django_db


def request_of(run: Run) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = cookie_of(run.visitor)
    return request


@pytest.fixture
def run() -> Run:
    run = make_run()
    add_pictures(run)
    add_letter(run)
    Series.objects.create(
        id=uuid4(), visitor=run.visitor, scenario="upload", settings={}, started_at=run.started_at
    )
    live = LiveClass.objects.create(code="123456", started_at=timezone.now(), ends_at=timezone.now())
    Guest.objects.create(live_class=live, visitor=run.visitor, joined_at=timezone.now())
    return run


def test_every_run_is_told_with_what_it_left(run: Run) -> None:
    make_run()
    told = json.loads(json.dumps(tell(request_of(run)), cls=DjangoJSONEncoder))
    (only,) = told["runs"]
    assert only["id"] == str(run.pk)
    assert len(only["pictures"]) == run.pictures.count() > 0
    assert [letter["recipient"] for letter in only["letters"]] == [run.letters.get().recipient]
    assert len(told["series"]) == len(told["classes_joined"]) == 1
    assert counts(request_of(run)) == {"runs of the demos": 1, "races": 1, "classes joined": 1}


def test_all_of_it_is_forgotten_with_its_files_and_nothing_of_others(run: Run) -> None:
    other = make_run()
    files = [str(run.photo), *(str(picture.file) for picture in run.pictures.all())]
    forget(request_of(run))
    assert not any(default_storage.exists(file) for file in files)
    assert Run.objects.get() == other
    models = [model for model in apps.get_models() if "visitor" in {f.name for f in model._meta.fields}]
    assert {Run, Series, Guest} == set(models)
    assert not any(model._base_manager.filter(visitor=run.visitor).exists() for model in models)


def test_of_a_browser_without_a_cookie_there_is_nothing() -> None:
    make_run()
    assert tell(RequestFactory().get("/")) == {"runs": [], "series": [], "classes_joined": []}
