"""One workbench for all tests in the browser, at its first start, and a chromium for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.web.vendored_page import CHROMIUM, chromium
from workbench import Opened, Workbench, serving, watched


@pytest.fixture(scope="session")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with serving(tmp_path_factory.mktemp("browser") / "store") as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """It ends with the file: while it runs, nothing else in this process may run an event loop."""
    pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no chromium here (apt-get install chromium)")
    with chromium() as found:
        yield found


@pytest.fixture
def opened(browser: Any, workbench: Workbench) -> Opened:
    """Opens a page in which nothing may ask the outside, fail in a script, or break the policy."""

    @contextmanager
    def one(**more: Any) -> Iterator[Any]:
        with watched(browser, workbench.home, **more) as (page, seen):
            yield page
        assert ([], []) == (seen.outside, seen.complaints)

    return one
