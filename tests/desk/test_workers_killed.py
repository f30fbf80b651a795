"""Workers that are killed while people look and rule: each task is tried once more, and no page is ever a wrong one."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Event, Semaphore, Thread

import httpx2
import pytest
from busy_people import LATEST, token_of
from served import Server, served
from tests.conftest import SAMPLE

from youju.desk import intake
from youju.desk.desk import open_desk
from youju.desk.who import ALONE

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")

KILLS = int(os.environ.get("WORKER_KILLS", "40"))
INDICATOR = "procurement-rate"
HONEST = ("work-died",)
"""What may be told of a task both of whose workers were killed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was answered: how often as it should be, which codes else, what was wrong, and which rulings were taken."""

    right: Counter[str] = field(default_factory=Counter[str])
    told: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])
    rulings: dict[int, str] = field(default_factory=dict[int, str])
    answers: Semaphore = field(default_factory=lambda: Semaphore(0))

    def judge(self, what: str, answer: httpx2.Response, right: bool) -> None:
        code = re.search(r'<code>([a-z-]+)</code>|"code":"([a-z-]+)"', answer.text)
        if right:
            self.right[what] += 1
        elif code is not None and (code[1] or code[2]) in HONEST:
            self.told[code[1] or code[2]] += 1
        else:
            self.wrong.append(f"{what} {answer.status_code} {answer.text[:200]}")
        self.answers.release()


def looked(server: Server, path: str, before: str, seen: Seen, over: Event) -> None:
    """Looks at what a worker makes until all is over: it is always what it was before."""
    with httpx2.Client(base_url=server.address, timeout=300) as client:
        while not over.is_set():
            answer = client.get(path)
            seen.judge(path, answer, (200, before) == (answer.status_code, plain(answer.text)))


def ruled(server: Server, audit: int, seen: Seen, over: Event) -> None:
    """Rules until all is over."""
    with httpx2.Client(base_url=server.address, timeout=300) as client:
        csrf = token_of(client.get("/settings").text)
        for number in count(1):
            if over.is_set():
                return
            reason = f"第{number}次核对"
            form = {"csrf": csrf, "seen": str(LATEST), "fact": "实际采购金额", "decision": "accept", "reason": reason}
            answer = client.post(f"/audits/{audit}/rulings", data=form)
            if answer.status_code == 303:
                seen.rulings[int(answer.headers["location"].rpartition("=")[2])] = reason
            seen.judge("ruling", answer, answer.status_code == 303)


def plain(page: str) -> str:
    """A page without what is new each time: its token and nonces."""
    return re.sub(r'nonce="[^"]+"|name="csp-nonce" content="[^"]+"|X-CSRF-Token": "[^"]+"|value="[\w-]{32}"', "", page)


def kill_workers(server: Server, seen: Seen, kills: int) -> int:
    """Kills a worker at a random moment after some answer, so many times; how many were at work."""
    chance, killed = random.Random(40), 0
    while killed < kills:
        assert seen.answers.acquire(timeout=300)
        time.sleep(chance.uniform(0, 0.5))
        workers = [pid for pid in server.family() if _is_worker(pid)]
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                killed += 1
        while seen.answers.acquire(blocking=False):
            pass
    return killed


def _is_worker(pid: int) -> bool:
    with suppress(OSError):
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


@pytest.mark.evidence
def test_workers_that_are_killed_at_any_moment_cost_a_retry_and_no_wrong_page(tmp_path: Path) -> None:
    with closing(open_desk(tmp_path / "store", None, 1)) as desk:
        looks, rules = (intake.take_in(desk, ALONE, SAMPLE.name, SAMPLE.read_bytes()) for _ in range(2))
        for one in (looks, rules):
            intake.run(desk, ALONE, one)
    seen, over, start = Seen(), Event(), time.monotonic()
    with served(tmp_path / "store", tmp_path / "temporary", 2) as server:
        paths = [f"/api/v1/audits/{looks}/indicators/{INDICATOR}/why", f"/audits/{looks}/what-if?indicator={INDICATOR}"]
        before = {path: plain(httpx2.get(f"{server.address}{path}", timeout=300).text) for path in paths}
        threads = [Thread(target=looked, args=(server, path, text, seen, over)) for path, text in before.items()]
        threads.append(Thread(target=ruled, args=(server, rules, seen, over)))
        for one in threads:
            one.start()
        killed = kill_workers(server, seen, KILLS)
        over.set()
        for one in threads:
            one.join()
        kept = {one["number"]: one["reason"] for one in _rulings(server, rules)}
    lost = {number: reason for number, reason in seen.rulings.items() if kept.get(number) != reason}
    print(
        f"\n{killed} workers killed in {time.monotonic() - start:.0f} s: {dict(seen.right)} as they should be,"
        f" {dict(seen.told)} told where both attempts were killed, {len(seen.wrong)} wrong;"
        f" {len(seen.rulings)} rulings answered, {len(lost)} lost"
    )

    assert (KILLS, [], {}) == (killed, seen.wrong, lost)
    assert len(seen.right) == 3


def _rulings(server: Server, audit: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = httpx2.get(f"{server.address}/api/v1/audits/{audit}/rulings", timeout=60).json()
    return found
