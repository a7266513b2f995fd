"""A million stored answers: every page's time beside its time where there are a thousand."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import databases, report
from benchmarks.addresses import every_page
from benchmarks.memory import programs_of
from benchmarks.processor import mean_of
from benchmarks.sampling import timed
from benchmarks.visitor import Visitor
from tests.site import Site, running_site

FEW, MANY = 1_000, 1_000_000
ROUNDS = 15
AIM = 2.0
Figures = dict[str, tuple[float, float]]  # by page: processor time of the web server and median wait, ms


def run(folder: Path, many: int = MANY) -> None:
    """Print them for a light and for a heavy learner, on SQLite, and on PostgreSQL where one answers."""
    for name, url in databases.there():
        few = _measured(folder / f"{name}-few", url, FEW, ("light",))["light"]
        lots = _measured(folder / f"{name}-many", url, many, ("light", "heavy"))
        for who, figures in lots.items():
            report.heading(
                f"{name}: {many} answers, a {who} learner, beside {FEW} answers (processor time; wait)"
            )
            for page, (processor, wait) in figures.items():
                beside = f"{processor / few[page][0]:.1f} x and {wait / few[page][1]:.1f} x"
                missed = "  over the aim" if processor > AIM * few[page][0] else ""
                report.line(
                    page,
                    processor,
                    f"{wait:.1f} ms; before {few[page][0]:.1f}; {few[page][1]:.1f} ms: {beside}{missed}",
                )


def _measured(folder: Path, url: str, answers: int, who: tuple[str, ...]) -> dict[str, Figures]:
    environment = {
        "DEBUG": "0",
        "SECRET_KEY": "only-for-this-benchmark-0123456789abcdef",
        **({"DATABASE_URL": url} if url else {}),
    }
    with databases.emptied(url), running_site(folder, **environment) as site:
        told = _filled(folder, environment, answers)
        report.text(
            f"{answers} answers asked for; rows", ", ".join(f"{n} {name}" for name, n in told["rows"].items())
        )
        return {name: _pages_of(site, told[name]) for name in who}


def _filled(folder: Path, environment: Mapping[str, str], answers: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.stored.filling", str(answers)],
        env={
            **os.environ,
            **environment,
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        },
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode()[-2000:])
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _pages_of(site: Site, learner: Mapping[str, Any]) -> Figures:
    web = programs_of(site)["web"]
    figures: Figures = {}
    with Visitor(site.url) as visitor:
        visitor.remember(learner["cookies"])
        for name, path in every_page(attempt=learner["attempt"]).items():
            waits: list[float] = []

            def visit(path: str = path, waits: list[float] = waits) -> None:
                waits.append(timed(lambda: visitor.get(path)))

            visit()  # the first costs what only the first does
            figures[name] = mean_of(web, visit, ROUNDS), median(waits)
    return figures
