"""How far the reading of a long file is, on standard error, where somebody is looking at it."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Generator

from youju.report import Progress

SOON = 0.5
"""Seconds: what is read sooner needs no bar."""


@contextlib.contextmanager
def reading_bar(name: str, doing: str = "读取 / reading") -> Generator[Progress | None]:
    """A bar that appears after half a second, and leaves nothing behind; None where nobody is looking.

    `doing` is what is done with what is named.
    """
    if sys.stderr is None or not sys.stderr.isatty():  # pyright: ignore[reportUnnecessaryComparison] - closed before the start
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(f"{doing} {{task.description}}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(escape(name), total=None)
    begun = time.monotonic()

    def tell(done: int, total: int) -> None:
        if time.monotonic() - begun > SOON:
            bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield tell
    finally:
        bar.stop()
