"""Chance that can be had again: `make torture SEED=...`."""

import os
from random import Random

SEED = "TORTURE_SEED"


def chance() -> Random:
    """The same numbers for the same seed, which `make torture` chooses and prints."""
    return Random(os.environ[SEED])  # noqa: S311
