"""What the doctor has found, for tests to look at."""

from collections.abc import Iterable

from config.doctor.diagnosis import Diagnosis

NOWHERE = "127.0.0.1:1"


def by_name(found: Iterable[Diagnosis]) -> dict[str, Diagnosis]:
    return {diagnosis.name: diagnosis for diagnosis in found}
