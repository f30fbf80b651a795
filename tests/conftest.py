"""What every test may use: the rubric that came with the package, the sample report, the real one where it is."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from at_hand import ROOT, SAMPLE, SHARED
from hypothesis import settings
from shipped import rubrics_shipped

from youju.audit import Audit, audit
from youju.report import Document, read
from youju.rubric import Rubric

if TYPE_CHECKING:
    from tests.store.private_postgres import Postgres

# How long an example takes depends on the machine; timings are for the benches.
settings.register_profile("youju", deadline=None)
settings.load_profile("youju")

# Rubrics below tests are what tests are about, and no cases of this project's own for the plugin to collect.
collect_ignore_glob = ["*.yaml"]
# What commands keep from one run to the next stays in this working copy.
os.environ.setdefault("YOUJU_CACHE", str(ROOT / "build" / "cache"))


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return rubrics_shipped()["lechang-2023"]


@pytest.fixture(scope="session")
def sample() -> Document:
    return read(SAMPLE)


@pytest.fixture(scope="session")
def sample_audit(sample: Document, rubric: Rubric) -> Audit:
    return audit(sample, rubric, "exact")


@pytest.fixture(scope="session")
def real_path() -> Path:
    found = sorted((SHARED / "reports").glob("*.txt"))
    if not found:
        pytest.skip("the real report is not at hand")
    return found[0]


@pytest.fixture(scope="session")
def real_audit(real_path: Path, rubric: Rubric) -> Audit:
    return audit(read(real_path), rubric, "exact")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL for the session, gone with it; each test takes a database of its own."""
    from tests.store.private_postgres import Postgres, postgres_at_hand

    reason = postgres_at_hand()
    if reason is not None:
        pytest.skip(reason)
    with closing(Postgres()) as server:
        server.start()
        yield server


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: no search for garbage looks at it again, and searches are rarer."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
