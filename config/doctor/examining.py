"""All checks at the same time, each for a few seconds: a part that hangs keeps no other waiting."""

import threading
from collections.abc import Callable, Iterable, Mapping

from django.db import connections
from django.utils.module_loading import import_string

from config.doctor.diagnosis import Diagnosis, fail
from config.logs.lines import discreet

SECONDS = 8
Check = Callable[[], Iterable[Diagnosis]]


def examine(checks: Mapping[str, str], seconds: float = SECONDS) -> list[Diagnosis]:
    """What the checks, by the name of their subject, have found, in their order."""
    found: dict[str, list[Diagnosis]] = {}
    threads = {
        name: threading.Thread(target=_carry_out, args=(name, path, found), daemon=True)
        for name, path in checks.items()
    }
    for thread in threads.values():
        thread.start()
    for name, thread in threads.items():
        thread.join(seconds)
        if thread.is_alive():
            says = f"This check got no answer within {seconds:g} seconds."
            found[name] = [fail(name, says, "Look there first.")]
    return [diagnosis for name in threads for diagnosis in found[name]]


def _carry_out(name: str, path: str, found: dict[str, list[Diagnosis]]) -> None:
    try:
        check: Check = import_string(path)
        found[name] = list(check())
    except Exception as error:  # noqa: BLE001  whatever it is, the other checks are to be told as well
        says = f"{type(error).__name__}: {discreet(str(error))}".rstrip(". ")
        found[name] = [fail(name, f"The check itself failed, with {says}.", "Look at what it names first.")]
    finally:
        connections.close_all()
