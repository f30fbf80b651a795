"""Fifty people at one workbench for minutes: what views take and what the processes hold; prints (make bench).

PEOPLE and MINUTES in the environment say how many and how long. The people run on the same cores as the server.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from tests.web.browser.workbench import serving
from tests.web.many_people import Looked, held, people_look, stocked, views_of

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read in /proc"),
]
PEOPLE = int(os.environ.get("PEOPLE", "50"))
SECONDS = float(os.environ.get("MINUTES", "10")) * 60
AUDITS = 20
MOST = 1.25
"""So many times what they held after the first fifth the processes may hold at the end."""


def test_people_at_once_meet_no_error_and_memory_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moments = sorted({0.0, SECONDS / 5, *(60.0 * n for n in range(1, int(SECONDS // 60))), SECONDS})
    memory: dict[float, dict[int, int]] = {}

    async def note(pid: int) -> None:
        began = asyncio.get_running_loop().time()
        for moment in moments:
            await asyncio.sleep(began + moment - asyncio.get_running_loop().time())
            memory[moment] = held(pid)

    async def both() -> Looked:
        looking = people_look(workbench.home, views, PEOPLE, SECONDS, (1, 3))
        return (await asyncio.gather(looking, note(workbench.pid)))[0]

    with serving(tmp_path / "store", 2) as workbench:
        stocked(workbench, AUDITS)
        views = views_of(workbench)
        looked = asyncio.run(both())
    with capsys.disabled():
        print(
            f"\n{PEOPLE} people, {SECONDS:.0f} s, {AUDITS} audits\n{looked.table()}\nMiB, the server and those below:"
        )
        for moment, pids in memory.items():
            print(f"{moment:6.0f} s: {' '.join(f'{kib / 1024:.0f}' for kib in pids.values())}")
        print(*looked.errors[:10], sep="\n")
    fifth, last = (sum(memory[moment].values()) for moment in (SECONDS / 5, SECONDS))

    expected = ([], True)
    actual = (looked.errors, last <= MOST * fifth)
    assert expected == actual
