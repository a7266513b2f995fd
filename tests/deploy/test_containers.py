"""The Dockerfile and the compose file, as far as they can be held to the site without a container engine."""

import json
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from config.processes.prepare import STEPS
from config.processes.run import ROLES
from tests.deploy.files import (
    ASSIGNED,
    CONTAINERS,
    REFERRED,
    caddyfile,
    compose,
    known_variables,
    program,
    services,
)
from tests.lending import ROOT

DOCKERFILE = (CONTAINERS / "Dockerfile").read_text()
COPIED = re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE)
REFERENCE = re.compile(r"\$\{([A-Z_]+)[^}]*\}")
# What follows from the compose file itself: who listens where, and what is mounted where.
FIXED = {
    *("HOST", "PORT", "STAGE_HOST", "STAGE_PORT", "STAGE_URL", "MAIL_SINK_HOST", "MAIL_SINK_PORT"),
    *("DATABASE_URL", "REDIS_URL", "DATA_DIR", "BUILT_DIR", "CONTENT_DIR", "VALVE_SOCKET", "VALVE_CONTROL"),
    "DRAIN_SECONDS",
}
# What Python imports or Django reads, and so must be in the image.
NEEDED = {
    *(
        "manage.py",
        "pyproject.toml",
        "config",
        "content",
        "demos",
        "learners",
        "quizzes",
        "static",
        "templates",
    ),
    "tutorial",
}


def ours() -> dict[str, dict[str, Any]]:
    """The services that run the site's own image."""
    return {name: each for name, each in services().items() if "build" in each}


def test_every_role_runs_and_each_is_one_of_ours() -> None:
    commands = [tuple(each["command"]) for each in ours().values()]
    roles = {role for module, role in commands if module == "config.processes.run"}
    assert roles == set(ROLES)
    (step,) = [word for module, word in commands if module == "config.processes.prepare"]
    assert step in STEPS


def test_every_variable_is_one_that_the_site_reads() -> None:
    for name, each in ours().items():
        assert set(each["environment"]) <= known_variables(), name
    assert set(re.findall(r"\b([A-Z]+_DIR|HOST)=", DOCKERFILE)) <= known_variables()


@pytest.mark.parametrize("name", ours())
def test_every_variable_reaches_each_part_unless_it_is_fixed(name: str) -> None:
    part, written = ours()[name], {variable: f"mine: {variable}" for variable in known_variables()}
    assert part["env_file"] == [".env"]  # which gives a container all of it; `environment` is stronger
    given = {
        variable: REFERENCE.sub(lambda found: written.get(found[1], ""), value)
        for variable, value in part["environment"].items()
    }
    lost = {variable for variable, value in written.items() if given.get(variable, value) != value}
    assert lost <= FIXED
    assert {"HOST", "PORT", "DATA_DIR", "BUILT_DIR"} <= lost  # a laptop's would break the container


def test_what_the_compose_file_asks_for_is_in_its_example() -> None:
    asked = set(REFERRED.findall((CONTAINERS / "compose.yaml").read_text()))
    offered = set(ASSIGNED.findall((CONTAINERS / "env.example").read_text()))
    assert asked <= offered <= asked | known_variables()


def test_no_secret_is_written_down() -> None:
    assert "/deploy/containers/.env" in (ROOT / ".gitignore").read_text().splitlines()
    for line in (CONTAINERS / "env.example").read_text().splitlines():
        if line.startswith(("SECRET_KEY", "POSTGRES_PASSWORD")):
            assert line.endswith("=")


@pytest.mark.parametrize("name", ours())
def test_each_part_is_confined(name: str) -> None:
    part = ours()[name]
    assert part["read_only"] is True
    assert part["cap_drop"] == ["ALL"]
    assert part["security_opt"] == ["no-new-privileges:true"]
    assert "mem_limit" in part
    assert {mount.split(":")[1] for mount in part["volumes"]} == {"/data", "/run/site"}


def test_what_one_waits_for_is_there_and_can_be_waited_for() -> None:
    every = services()
    for name, each in every.items():
        for other, how in each.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                checked = every[other].get("healthcheck", {"test": "the image's own"})
                assert "test" in checked, (name, other)
    named = {mount.split(":")[0] for each in every.values() for mount in each.get("volumes", [])}
    assert {name for name in named if not name.startswith(".")} == set(compose()["volumes"])


def test_each_part_is_asked_after_its_own_health() -> None:
    (of_the_image,) = re.findall(r"HEALTHCHECK.*?CMD (\[.*?\])", DOCKERFILE, re.DOTALL)
    for name, each in ours().items():
        role = each["command"][-1]
        if role in ROLES:
            asked = each.get("healthcheck", {"test": ["CMD", *json.loads(of_the_image)]})["test"]
            assert asked == ["CMD", "python", "-m", "config.processes.probe", role], name


def test_the_proxy_asks_the_web_servers() -> None:
    text = (CONTAINERS / "Caddyfile").read_text()
    upstreams = re.findall(r"([\w-]+):8000", text)
    assert upstreams == [name for name, each in ours().items() if each["command"][-1] == "web"]
    drains = int(ours()[upstreams[0]]["environment"]["DRAIN_SECONDS"])
    interval, timeout = map(int, re.findall(r"health_(?:interval|timeout) (\d+)s", text))
    assert interval + timeout < drains


def test_the_image_holds_what_the_site_is_made_of() -> None:
    assert {*COPIED} == {*NEEDED, "requirements/site.txt", "requirements/tracing.txt"}
    rules = [rule for rule in (ROOT / ".dockerignore").read_text().splitlines() if rule[:1] not in {"#", ""}]
    for source in COPIED:
        assert (ROOT / source).exists()
        assert any(rule[0] == "!" and fnmatch(source, rule[1:]) for rule in rules), source


def test_the_image_runs_as_nobody_in_particular() -> None:
    assert re.search(r"^USER 10001:10001$", DOCKERFILE, re.MULTILINE)
    assert "uid=10001,gid=10001" in compose()["volumes"]["run"]["driver_opts"]["o"]


def test_caddy_understands_its_file(tmp_path: Path) -> None:
    (tmp_path / "Caddyfile").write_text(caddyfile())
    said = subprocess.run(
        [program("caddy"), "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")],
        env={"PUBLIC_HOST": "learn.example.org", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
