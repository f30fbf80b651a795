"""A workbench as a person meets it: the server started by its command, and pages of chromium in which nothing goes wrong unseen."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2

ROOT = Path(__file__).parents[3]
SCREENS = ROOT / "build" / "screens"
Opened = Callable[..., AbstractContextManager[Any]]
"""Opens a page in which nothing may go wrong."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """A server that runs: the address that it told its user, and its process."""

    told: str
    pid: int

    @property
    def home(self) -> str:
        """Its address without a page."""
        parts = urlsplit(self.told)
        return f"{parts.scheme}://{parts.netloc}"

    def client(self) -> httpx2.Client:
        """What asks it without a browser."""
        return httpx2.Client(base_url=self.home, timeout=60)


@contextmanager
def serving(store: Path, workers: int = 1) -> Generator[Workbench]:
    """`youju serve` over a store, at a port of its own; it ends with the block, by Ctrl-C."""
    options = ["serve", "--folder", str(store), "--port", "0", "--workers", str(workers)]
    command = [sys.executable, "-m", "youju.cli.main", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        told = re.search(r"http\S+", server.stdout.readline())
        assert told is not None, "the server did not tell its address"
        try:
            yield Workbench(told[0], server.pid)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


@dataclass(frozen=True, slots=True)
class Seen:
    """What must not happen: requests to other places, errors of scripts, violations of the policy."""

    outside: list[str] = field(default_factory=list[str])
    complaints: list[str] = field(default_factory=list[str])

    def watch(self, context: Any) -> None:
        """Keeps what happens on every page of a context of playwright."""
        context.on("request", lambda one: None if _here(one.url) else self.outside.append(one.url))
        context.on(
            "console", lambda one: self.complaints.append(one.text) if one.type in ("error", "warning") else None
        )
        context.on("weberror", lambda one: self.complaints.append(str(one.error)))


def _here(address: str) -> bool:
    return address.startswith(("data:", "blob:")) or urlsplit(address).hostname == "127.0.0.1"


@contextmanager
def watched(
    browser: Any, home: str, scheme: str = "light", width: int = 1280, lang: str = "zh-CN"
) -> Generator[tuple[Any, Seen]]:
    """A page of a browser that has never been here, and what it sees that it must not; it waits 20 s for anything."""
    size = {"width": width, "height": 860}
    context = browser.new_context(base_url=home, locale=lang, color_scheme=scheme, viewport=size)
    context.set_default_timeout(20_000)
    seen = Seen()
    seen.watch(context)
    yield context.new_page(), seen
    context.close()


def screen(page: Any, name: str) -> None:
    """Keeps a picture of a page below build/screens, for people to look at."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")
