"""A server of its own process, as it runs for its users, for tests that kill it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2

from youju.desk import desk

SERVING = """
import sys
from pathlib import Path
import uvicorn
from youju.desk.desk import open_desk
from youju.web.app import make_app
desk = open_desk(Path(sys.argv[1]), None, int(sys.argv[3]))
try:
    uvicorn.run(make_app(desk), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
finally:
    desk.close()
"""
ENGINE = Path(desk.__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers, its address, and the folder that everything temporary of it is in."""

    process: subprocess.Popen[bytes]
    address: str
    temporary: Path
    said: Path

    def family(self) -> list[int]:
        """The processes that this server has started, and theirs, as long as it lives."""
        return list(_below(self.process.pid))

    def litter(self) -> list[str]:
        """What is in the temporary folder."""
        return sorted(str(path.relative_to(self.temporary)) for path in self.temporary.rglob("*") if path.is_file())


@contextmanager
def served(store: Path, temporary: Path, workers: int = 1) -> Generator[Server]:
    """A server of a store; whatever is left of it is killed when the block ends."""
    temporary.mkdir(exist_ok=True)
    port = free_port()
    environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)), "PYTHONPATH": str(ENGINE)}
    said = temporary.parent / f"{temporary.name}.said"
    with said.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVING, str(store), str(port), str(workers)],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    server = Server(process, f"http://127.0.0.1:{port}", temporary, said)
    try:
        _await(server)
        yield server
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _await(server: Server) -> None:
    for _ in range(600):
        with suppress(httpx2.TransportError):
            if httpx2.get(f"{server.address}/audits", timeout=30).status_code == 200:
                return
        assert server.process.poll() is None, server.said.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _below(pid: int) -> Iterator[int]:
    parents: dict[int, int] = {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(one.parent.name)] = int(one.read_text().rpartition(")")[2].split()[1])
    wanted = [pid]
    while wanted:
        parent = wanted.pop()
        for child in [child for child, of in parents.items() if of == parent]:
            yield child
            wanted.append(child)


def alive(pids: list[int]) -> list[int]:
    """Those of some processes that run."""
    found: list[int] = []
    for pid in pids:
        with suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                found.append(pid)
    return found


def settled(pids: list[int], seconds: float = 20) -> list[int]:
    """Those that still run after some seconds, waited for no longer than needed."""
    until = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < until:
        time.sleep(0.05)
    return alive(pids)
