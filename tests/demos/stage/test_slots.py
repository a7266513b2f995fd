"""The stage's middleware."""

import asyncio
from uuid import uuid4

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from demos.stage.slots import in_slots
from demos.stage.watching import Watch


async def slots() -> tuple[str, ...]:
    async with Watch(uuid4()) as watch:
        return (await watch.look())[1]


class TestInSlots:
    @pytest.mark.usefixtures("redis")
    def test_a_request_is_told_while_it_is_served(self, rf: RequestFactory, settings: Settings) -> None:
        settings.IS_STAGE, settings.STAGE_SLOTS = True, 2
        seen: list[tuple[str, ...]] = []

        def view(request: HttpRequest) -> HttpResponse:
            seen.append(asyncio.run(slots()))
            return HttpResponse()

        in_slots(view)(rf.post("/demos/upload/blocking/"))

        assert seen == [("blocking", "")]
        assert asyncio.run(slots()) == ("", "")

    @pytest.mark.usefixtures("redis")
    def test_a_slot_is_left_however_it_ends(self, rf: RequestFactory, settings: Settings) -> None:
        settings.IS_STAGE, settings.STAGE_SLOTS = True, 2

        def view(request: HttpRequest) -> HttpResponse:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            in_slots(view)(rf.get("/"))
        assert asyncio.run(slots()) == ("", "")

    def test_is_for_the_stage_alone(self) -> None:
        with pytest.raises(MiddlewareNotUsed):
            in_slots(lambda _: HttpResponse())
