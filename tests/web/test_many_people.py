"""Some people at one workbench at once, quickly; tests/bench/test_workbench_load.py is the long form."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.web.browser.workbench import serving
from tests.web.many_people import VIEWS, people_look, stocked, views_of

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="served as on Linux")


def test_ten_people_at_once_meet_no_error(tmp_path: Path) -> None:
    with serving(tmp_path / "store") as workbench:
        stocked(workbench, 1)
        views = views_of(workbench)
        # In a thread: where a browser of other tests is open, this one has an event loop already.
        with ThreadPoolExecutor(1) as thread:
            looked = thread.submit(asyncio.run, people_look(workbench.home, views, 10, 5, (0.1, 0.5))).result()

    expected = ({*VIEWS}, True, [])
    actual = ({view for view in views if views[view]}, sum(map(len, looked.seconds.values())) >= 10, looked.errors)
    assert expected == actual
