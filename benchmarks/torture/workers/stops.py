"""In workers (`stopping_settings`): whoever comes to an armed step stops there, and waits to be killed.

An ordeal arms a step with an empty file of its number. The first who comes to it with a task of a run that
nobody has stopped for takes the file away, and says in another one who he is.
"""

import json
import os
import signal
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

from celery import current_task
from django.conf import settings

from benchmarks.torture.workers.steps import AFTER, ALL, Step
from demos.queueing import RunTask

FOLDER = settings.DATA_DIR / "stops"


def _install(step: Step, number: int) -> None:
    module, _, path = step.call.partition(":")
    *owners, name = path.split(".")
    owner: Any = import_module(module)
    for inner in owners:
        owner = getattr(owner, inner)
    setattr(owner, name, _stopping(getattr(owner, name), step, number))


def _stopping(call: Callable[..., Any], step: Step, number: int) -> Callable[..., Any]:
    @wraps(call)
    def stopping(*args: Any, **kwargs: Any) -> Any:
        if step.when == AFTER:
            result = call(*args, **kwargs)
            _come_to(step, number, args)
            return result
        _come_to(step, number, args)
        return call(*args, **kwargs)

    return stopping


def _come_to(step: Step, number: int, args: tuple[Any, ...]) -> None:
    armed = FOLDER / f"armed-{number}"
    if not armed.exists() or not _is_meant(step, args):
        return
    run = next(filter(None, map(_run_at_work, args[:2])), "")
    if run and _first_time_for(run):
        try:
            armed.unlink()
        except FileNotFoundError:  # somebody else was quicker
            (FOLDER / f"victim-{run}").unlink()
            return
        _wait_to_be_killed(step, number, run)


def _is_meant(step: Step, args: tuple[Any, ...]) -> bool:
    return not step.ends or (isinstance(args[1], bytes) and args[1].endswith(step.ends))


def _run_at_work(owner: Any) -> str:
    """The run whose task this process, or in the main process this request, is about; "" if it is of none."""
    request = owner if isinstance(getattr(owner, "task", None), RunTask) else None
    if request is None and isinstance(current_task, RunTask):
        request = current_task.request
    return str(request.args[0]) if request and not getattr(request, "called_directly", False) else ""


def _first_time_for(run: str) -> bool:
    try:
        (FOLDER / f"victim-{run}").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _wait_to_be_killed(step: Step, number: int, run: str) -> None:
    main = os.getpid() if step.in_main else os.getppid()
    unfinished = FOLDER / f"unfinished-{number}"
    unfinished.write_text(json.dumps({"run": run, "process": os.getpid(), "main": main}))
    unfinished.rename(FOLDER / f"reached-{number}")
    while True:
        signal.pause()


FOLDER.mkdir(exist_ok=True)
for _number, _step in enumerate(ALL):
    _install(_step, _number)
