"""A server that is killed or interrupted: nothing accepted is lost, nobody is left behind, nothing is left lying."""

from __future__ import annotations

import os
import random
import re
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest
from served import Server, served, settled
from tests.conftest import SAMPLE

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")

KILLS = 12


def handed_in(server: Server, names: list[str]) -> str:
    """Hands the sample in, with a line of its own for each name; returns the address of the job."""
    csrf = re.search(r'name="csrf" value="([^"]+)"', httpx2.get(f"{server.address}/audits").text)
    assert csrf
    files = [("reports", (name, SAMPLE.read_bytes() + f"\n（{name}）\n".encode())) for name in names]
    answer = httpx2.post(f"{server.address}/audits", data={"csrf": csrf[1]}, files=files, timeout=60)
    assert 303 == answer.status_code
    return str(answer.headers["location"])


def audited(server: Server, count: int) -> list[str]:
    """The names of reports in the list that have a score, once there are so many of them."""
    until = time.monotonic() + 180
    while True:
        page = httpx2.get(f"{server.address}/audits", timeout=30).text
        rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)[1:]
        done = [row for row in rows if re.search(r'class="n">\d', row)]
        if len(done) >= count or time.monotonic() > until:
            return sorted(name for row in done for name in re.findall(r"(\w+\.md)</a>", row))
        time.sleep(0.1)


def test_a_server_that_is_killed_loses_no_accepted_report_and_leaves_nobody_behind(tmp_path: Path) -> None:
    names = [f"{letter}.md" for letter in "abc"]
    with served(tmp_path / "store", tmp_path / "first") as server:
        handed_in(server, names)
        family = server.family()
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        left = settled(family)
        litter = server.litter()
    with served(tmp_path / "store", tmp_path / "second") as server:
        made = audited(server, len(names))

    expected = (True, [], [], names)
    actual = (len(family) >= 1, left, litter, made)
    assert expected == actual


def test_a_server_that_is_interrupted_ends_cleanly_and_says_nothing(tmp_path: Path) -> None:
    """As Ctrl-C does it: every process of the terminal is told."""
    with served(tmp_path / "store", tmp_path / "temporary") as server:
        handed_in(server, ["a.md", "b.md"])
        family = server.family()
        os.killpg(server.process.pid, signal.SIGINT)
        server.process.wait(60)
        left = settled(family)
        said, litter = server.said.read_text("utf-8"), server.litter()

    expected = (True, [], [], False)
    actual = (len(family) >= 1, left, litter, "Traceback" in said)
    assert expected == actual


def test_workers_that_are_killed_while_they_audit_cost_no_report(tmp_path: Path) -> None:
    with served(tmp_path / "store", tmp_path / "temporary", 2) as server:
        handed_in(server, ["a.md", "b.md"])
        killed = [pid for pid in server.family() if _is_worker(pid)]
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        made = audited(server, 2)

    expected = (2, ["a.md", "b.md"])
    actual = (len(killed), made)
    assert expected == actual


def _is_worker(pid: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()


@pytest.mark.evidence
def test_kills_at_any_moment_lose_nothing_that_was_answered(tmp_path: Path) -> None:
    """What was answered with a job is audited in the end; what was not may be, too, or not."""
    chance, answered, left = random.Random(9), list[str](), 0
    for number in range(KILLS):
        with served(tmp_path / "store", tmp_path / "temporary") as server:
            names = [f"r{number}n{one}.md" for one in range(3)]
            timer = threading.Timer(chance.uniform(0, 2.5), server.process.kill)
            family = server.family()
            timer.start()
            with suppress(httpx2.TransportError):
                handed_in(server, names)
                answered += names
            server.process.wait(60)
            left += len(settled(family))
    with served(tmp_path / "store", tmp_path / "temporary") as server:
        made = audited(server, len(answered))
        litter = server.litter()
    print(f"\n{KILLS} kills: {len(answered)} of {3 * KILLS} reports answered before one, {len(made)} audited")

    expected = (set[str](), 0, [])
    actual = (set(answered) - set(made), left, litter)
    assert expected == actual
