"""The corpus sent to a real site, into both lanes: replies that say what is wrong; processes live on."""

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from demos.failure_words import UNEXPECTED
from demos.models import Run
from demos.upload.decoding import TooMuchAtOnce
from tests.attackers.corpus import Fate, Hostile, corpus
from tests.demos.waiting import wait_until
from tests.site import Site

AT_ONCE = 3
SECONDS_FOR_A_REPLY = 60
GROWTH = 100  # MB, of a process that has checked or made all of them; a photo decoded in it would be 550
NO_ROOM = str(TooMuchAtOnce())
JSON = {"Accept": "application/json"}


class Attacker:
    """A visitor of a real site who brings one file."""

    def __init__(self, site: Site) -> None:
        # A connection each: one that was kept may be closed by the server at the moment in which it is used.
        self.client = httpx.Client(
            base_url=site.url,
            timeout=SECONDS_FOR_A_REPLY,
            headers=JSON,
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=0),
        )

    def send(self, lane: Run.Lane, hostile: Hostile) -> str:
        """What is wrong with how the site took it; "" where nothing is."""
        with self.client:
            self.client.get("/demos/upload/", headers={"Accept": "text/html"})
            wait_until(lambda: not self._is_asked_to_wait(lane, hostile), SECONDS_FOR_A_REPLY)
            if self.reply.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                return f"{self.reply.status_code}: {self.reply.text[:200]}"
            if "status_url" in self.reply.json():
                return self._fault_of(self._settled(self.reply.json()["status_url"]), hostile)
            words = str(self.reply.json()["errors"])
            return words if hostile.fate is Fate.PICTURES else ""

    def _is_asked_to_wait(self, lane: Run.Lane, hostile: Hostile) -> bool:
        """Sent, and refused because the others' photos have all the room: whoever waits may try again."""
        self.reply = self.client.post(
            f"/demos/upload/{lane}/",
            files={"photo": (hostile.name, hostile.content)},
            data={"mail_delay_ms": "0"},
            headers={"X-CSRFToken": self.client.cookies["csrftoken"]},
        )
        return self.reply.status_code == HTTPStatus.SERVICE_UNAVAILABLE and NO_ROOM in self.reply.text

    def _settled(self, url: str) -> dict[str, Any]:
        run: dict[str, Any] = {}

        def settled() -> bool:
            run.update(self.client.get(url).json())
            return run["status"] in {Run.Status.DONE, Run.Status.FAILED}

        wait_until(settled, SECONDS_FOR_A_REPLY)
        return run

    @staticmethod
    def _fault_of(run: dict[str, Any], hostile: Hostile) -> str:
        if run["status"] == Run.Status.DONE:
            return "was taken" if hostile.fate is Fate.REFUSED else ""
        if run["reason"] in {"", UNEXPECTED} or hostile.fate is Fate.PICTURES:
            return f"failed: {run['reason']}"
        return ""


def processes(site: Site) -> dict[int, float]:
    """The web servers and demo workers, each with the most memory that it has had, MB."""
    found = {}
    for process in psutil.Process(site.process.pid).children(recursive=True):
        command = " ".join(process.cmdline())
        if "-Q demos" in command or "config.wsgi" in command:
            found[process.pid] = most_memory(process.pid)
    return found


def most_memory(pid: int) -> float:
    """Of its whole life, MB: what it had for a moment counts, and is never forgotten."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in status)
    return int(fields["VmHWM"].removesuffix("kB")) / 1024


@pytest.mark.tree
@pytest.mark.timeout(300)
def test_every_file_gets_a_reply_and_every_process_lives_on(site: Site) -> None:
    before = processes(site)
    tries = list(product(Run.Lane, corpus()))
    with ThreadPoolExecutor(AT_ONCE) as attackers:
        faults = attackers.map(lambda one: Attacker(site).send(*one), tries)
    found = {
        f"{lane}: {hostile}": fault for (lane, hostile), fault in zip(tries, faults, strict=True) if fault
    }
    assert found == {}
    after = processes(site)
    assert after.keys() == before.keys()
    assert {pid: after[pid] for pid in after if after[pid] > before[pid] + GROWTH} == {}
