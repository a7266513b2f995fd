"""What a part is allowed, held to what it may need: memory for decoding photos, time to stop."""

import re
import resource

import pytest

from config.processes.programs import SECONDS_AS_A_SERVICE
from demos.upload.decoder import LIMITS
from tests.deploy.files import UNITS, services

MIB = 1024**2
BASE = 512 * MIB  # a part at work, without what decodes for it
PHOTO = LIMITS[resource.RLIMIT_AS]
PHOTOS = {"web": 1, "stage": 1, "worker-demos": 2}  # processes that may decode one at a time
MOST_DRAINING = 20  # config.settings.environment refuses more
UNIT = {
    role: (UNITS / f"behind-the-scenes{unit}.service").read_text()
    for role, unit in {"web": "-web@", "stage": "@", "worker-demos": "@"}.items()
}
PARTS = {name: each for name, each in services().items() if each.get("command", [""])[-1] in PHOTOS}


def number(pattern: str, text: str) -> int:
    found = re.search(pattern, text, re.MULTILINE)
    assert found is not None, pattern
    return int(found[1])


def test_as_many_decode_at_a_time_as_is_reckoned_with() -> None:
    example = (UNITS.parent / "containers" / "env.example").read_text()
    for text in ((UNITS / "behind-the-scenes.env").read_text(), example):
        assert number(r"^DEMO_WORKERS=(\d+)$", text) == PHOTOS["worker-demos"]


@pytest.mark.parametrize("role", PHOTOS)
def test_a_unit_has_the_memory_for_its_photos_and_outlives_one_that_has_not(role: str) -> None:
    assert number(r"^MemoryMax=(\d+)M$", UNIT[role]) * MIB >= BASE + PHOTOS[role] * PHOTO
    assert re.search(r"^OOMPolicy=continue$", UNIT[role], re.MULTILINE)


@pytest.mark.parametrize("name", PARTS)
def test_a_container_has_the_memory_for_its_photos_and_its_files(name: str) -> None:
    part = PARTS[name]
    files = sum(number(r"size=(\d+)m", mount) for mount in part["tmpfs"]) * MIB
    needed = BASE + files + PHOTOS[part["command"][-1]] * PHOTO
    assert number(r"^(\d+)m$", part["mem_limit"]) * MIB >= needed


def test_a_web_server_may_serve_its_last_requests() -> None:
    longest = SECONDS_AS_A_SERVICE + MOST_DRAINING
    assert number(r"^TimeoutStopSec=(\d+)$", UNIT["web"]) > longest
    for name, part in PARTS.items():
        assert number(r"^(\d+)s$", part["stop_grace_period"]) > longest, name


@pytest.mark.parametrize(
    "name", [name for name, part in PARTS.items() if part["command"][-1] != "worker-demos"]
)
def test_the_next_container_counts_on_where_the_last_one_ended(name: str) -> None:
    assert PARTS[name]["hostname"] == name
