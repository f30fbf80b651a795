"""Servers without their start: a process that has the program loaded forks for every server that is asked for.

Each is a process group of its own, as a service has it: uvicorn over the application, its worker beside it. Only that
reading the program is done once, for the worker too, so that two hundred of them can be killed. What a whole start does is
tested by starting (served.py).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from served import ENGINE, alive, free_port, settled

POINTS = ("before-name", "after-name", "after-record", "before-commit", "after-commit")
"""Where a server can be told to kill itself: around the name of a document, after a record, around its commit."""


@dataclass(frozen=True, slots=True)
class Forked:
    """A server that was asked for; its process group has the number of its process."""

    pid: int
    address: str

    def answers(self, seconds: float = 60) -> bool:
        """Whether it answers before it ends; it may have been told to kill itself while it starts."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.runs():
            with suppress(httpx2.TransportError):
                return httpx2.get(f"{self.address}/api/v1/chain?limit=1", timeout=seconds).status_code == 200
            time.sleep(0.02)
        return False

    def runs(self) -> bool:
        return alive([self.pid]) != []

    def kill(self, alone: bool = False) -> None:
        """Ends the server with SIGKILL, and at the same moment its workers, unless it `alone`."""
        # One that has just been forked has no group yet.
        for end in (os.kill,) if alone else (os.killpg, os.kill):
            with suppress(ProcessLookupError):
                end(self.pid, signal.SIGKILL)

    def left(self) -> list[int]:
        """Processes of the group that still run after some seconds."""
        return settled([int(one.parent.name) for one in Path("/proc").glob("[0-9]*/stat") if _of(one, self.pid)])


@dataclass(frozen=True, slots=True)
class Nursery:
    """The process that forks servers."""

    process: subprocess.Popen[bytes]
    store: Path
    url: str | None

    def begin(self, point: tuple[str, int] | None = None) -> Forked:
        """Begins a server, that kills itself the nth time that it passes a point."""
        port = free_port()
        asked = {"store": str(self.store), "url": self.url, "port": port, "point": point}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked).encode() + b"\n")
        self.process.stdin.flush()
        return Forked(int(self.process.stdout.readline()), f"http://127.0.0.1:{port}")


@contextmanager
def nursery(temporary: Path, store: Path, url: str | None, audits: tuple[int, ...]) -> Generator[Nursery]:
    """A nursery of servers of a store, whose workers have some audits ready; they speak into `temporary.said`."""
    temporary.mkdir(exist_ok=True)
    folders = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    env = {**os.environ, **folders, "PYTHONPATH": f"{ENGINE}{os.pathsep}{Path(__file__).parent}"}
    with (temporary.parent / f"{temporary.name}.said").open("wb") as said:
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": said}
        words = [sys.executable, __file__, str(store), url or "", *map(str, audits)]
        with subprocess.Popen(words, env=env, start_new_session=True, **pipes) as process:
            yield Nursery(process, store, url)
            assert process.stdin is not None
            process.stdin.close()


def _of(stat: Path, group: int) -> bool:
    with suppress(OSError):
        return int(stat.read_text().rpartition(")")[2].split()[2]) == group
    return False


def main(store: str, url: str, *audits: str) -> None:
    """Reads what is asked for a line each, and answers the number of the server's process."""
    _load(Path(store), url or None, [int(one) for one in audits])
    child = None
    for line in sys.stdin.buffer:
        _end(child)
        child = os.fork()
        if child == 0:
            _serve(**json.loads(line))
        print(child, flush=True)
    _end(child)


def _end(child: int | None) -> None:
    """Ends a server that may have been killed already, and lets its number go."""
    if child is not None:
        for end in (os.killpg, os.kill):
            with suppress(ProcessLookupError):
                end(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _load(store: Path, url: str | None, audits: list[int]) -> None:
    from importlib import import_module

    from youju.desk.desk import open_desk
    from youju.desk.intake import asked
    from youju.desk.pool import MODULES
    from youju.desk.work.open import opened

    for module in ("uvicorn", "youju.web.app", *MODULES):
        with suppress(ImportError):
            import_module(module)
    with closing(open_desk(store, url, 1)) as desk:
        for one in audits:
            opened(asked(desk, one)[0])


def _serve(store: str, url: str | None, port: int, point: tuple[str, int] | None) -> None:
    """The server, in the process of this call, which ends with it."""
    import uvicorn

    from youju.desk import process
    from youju.desk.desk import open_desk
    from youju.web.app import make_app

    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    # The worker is forked too: it is there in a moment.
    fork = process.get_context("fork")
    process.get_context = lambda _method: fork
    if point is not None:
        _kill_at(*point)
    try:
        desk = open_desk(Path(store), url, 1)
        uvicorn.run(make_app(desk), host="127.0.0.1", port=port, log_level="warning", ws="none")
    finally:
        os._exit(1)


def _kill_at(name: str, times: int) -> None:
    """Has this process group killed at the nth time that it passes a point."""
    from sqlalchemy import Connection

    from youju.store.writing import Writer

    after, what = name.startswith("after"), name.partition("-")[2]
    owner, attribute = {"name": (os, "replace"), "record": (Writer, "append"), "commit": (Connection, "commit")}[what]
    real, left, lock = getattr(owner, attribute), [times], threading.Lock()

    def passed(*given: Any, **named: Any) -> Any:
        with lock:
            left[0] -= 1
            now = left[0] == 0
        if now and not after:
            os.killpg(0, signal.SIGKILL)
        found = real(*given, **named)
        if now:
            os.killpg(0, signal.SIGKILL)
        return found

    setattr(owner, attribute, passed)


if __name__ == "__main__":
    main(*sys.argv[1:])
