"""The one door to Polars: how it may use memory is said before it is imported."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager

from youju.population.errors import needing


@contextmanager
def with_polars() -> Generator[None]:
    """Around the first import of what uses Polars. PopulationMissing where it is not installed.

    What somebody has set in the environment stays. Memory then follows the rows in a group of the file and the number
    of processors, not the number of rows; a program that had imported Polars before keeps what that import took.
    """
    for name, value in _settings().items():
        os.environ.setdefault(name, value)
    with needing("polars", "Polars"):
        yield


def _settings() -> dict[str, str]:
    """Read by Polars: the first whenever it opens a Parquet, the second, its allocator's, only as it is imported."""
    return {
        # Groups of rows fetched ahead. With more, those that are decoded wait for the columns, more and more of them.
        "POLARS_ROW_GROUP_PREFETCH_SIZE": "1",
        # One heap for a processor instead of four, and what is free goes back at once: else each heap keeps its own
        # greatest need, and a longer run meets more of those.
        "_RJEM_MALLOC_CONF": f"narenas:{os.cpu_count() or 1},muzzy_decay_ms:0",
    }
