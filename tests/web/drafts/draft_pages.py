"""A workbench on a port of this machine, for Debian's chromium."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI

CHROMIUM = shutil.which("chromium")


@dataclass(frozen=True, slots=True)
class Served:
    """Where the workbench is, and a folder for pictures of its pages."""

    address: str
    pictures: Path


@contextmanager
def serving(app: FastAPI, pictures: Path) -> Iterator[Served]:
    """The app on a free port of the loopback until the block ends."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Served(f"http://127.0.0.1:{port}", pictures)
    server.should_exit = True
    thread.join(10)
