"""Fifty people at one workbench for minutes: what views take and what the processes hold; prints (make bench).

PEOPLE, AUDITS and MINUTES in the environment say how many and how long. The people run on the same cores as the server.
"""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path

import httpx2
import pytest
from tests.web.browser.workbench import Workbench, serving
from tests.web.many_people import VIEWS, Addresses, Looked, Person, people_look, stocked, views_of
from tests.web.processes import FLAT, Memory, worked

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read in /proc"),
]
PEOPLE = int(os.environ.get("PEOPLE", "50"))
SECONDS = float(os.environ.get("MINUTES", "10")) * 60
WARM = 300
"""Seconds after which memory must be flat."""
THINK = (1, 3)
"""Seconds between two views of a person, at least and at most."""
AUDITS = int(os.environ.get("AUDITS", "20"))


def test_people_at_once_meet_no_error_and_memory_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    memory = Memory()
    with serving(tmp_path / "store", 2) as workbench:
        stocked(workbench, AUDITS)
        views = views_of(workbench)
        load = os.getloadavg()
        before = worked(workbench.pid)
        looked = asyncio.run(_both(workbench, views, memory))
        after = worked(workbench.pid)
    with serving(tmp_path / "store", 2) as workbench:
        first = asyncio.run(_first_looks(workbench, views))
    with capsys.disabled():
        asked = sum(map(len, looked.seconds.values()))
        print(f"\n{PEOPLE} people, {SECONDS:.0f} s, {AUDITS} audits; load of the machine {load[0]:.1f} when they began")
        print(f"{asked} answers, {asked / SECONDS:.1f} a second; {looked.overtaken} told to wait for others' rulings")
        used = " ".join(f"{one:.0f}" for one in (after[0] - before[0], sum(after) - after[0] - sum(before) + before[0]))
        print(f"seconds of a processor that the server and its workers used: {used}")
        print(looked.table(), memory.table(), "first looks after a restart, one after the other:", sep="\n")
        print(first.table(), *(looked.errors + first.errors)[:10], sep="\n")

    # A short trial ends while the processes are still warming up.
    expected = ([], [], True)
    actual = (looked.errors, first.errors, memory.growth() <= FLAT or SECONDS < WARM)
    assert expected == actual


async def _both(workbench: Workbench, views: Addresses, memory: Memory) -> Looked:
    looking = people_look(workbench.home, views, PEOPLE, SECONDS, THINK)
    return (await asyncio.gather(looking, memory.watch(workbench.pid, SECONDS, 5)))[0]


async def _first_looks(workbench: Workbench, views: Addresses) -> Looked:
    """Every view of three audits and rubrics, by somebody who comes as soon as the server is up again."""
    looked, chance = Looked(), random.Random(9)
    async with httpx2.AsyncClient(base_url=workbench.home, timeout=60) as client:
        one = Person(client, views, chance, THINK, looked, 0)
        for _ in range(3):
            for view in VIEWS:
                await one.look(view)
    return looked
