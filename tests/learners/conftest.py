"""Fixtures of the learners: a broker or none, an SMTP server's place, tries that are not counted yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from config.cache import RedisOrMemory
from tests.demos.broker import RunningBroker, celery_on, running_broker
from tests.site import free_port


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    """Each test begins with all its tries left; Redis is not there, so they are counted in memory."""
    yield
    RedisOrMemory("", {})._memory.clear()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Real ones take a quarter of a second each, on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningBroker]:
    """A real Redis of the test's own, without a worker."""
    monkeypatch.delenv("REDIS_URL", raising=False)
    with running_broker(tmp_path) as broker:
        yield broker


@pytest.fixture
def no_broker() -> Iterator[None]:
    """Nobody listens where the broker should be."""
    with celery_on(f"redis://127.0.0.1:{free_port()}"):
        yield
