"""How far a worker is with an audit: one small file that is replaced whole, so that a killed worker leaves it sound."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Stage = Literal["reading", "auditing"]


@dataclass(frozen=True, slots=True)
class Told:
    """Where to tell it; nowhere without a path."""

    path: str | None = None

    def reading(self, done: int, total: int) -> None:
        """So many pages (paragraphs, rows) are read, of so many."""
        self._tell(f"reading {done} {total}")

    def auditing(self) -> None:
        """The document is read."""
        self._tell("auditing 0 0")

    def _tell(self, line: str) -> None:
        if self.path is not None:
            beside = f"{self.path}.new"
            # Whoever looks may be reading it: then Windows replaces it the next time.
            with suppress(OSError):
                Path(beside).write_text(line, encoding="ascii")
                os.replace(beside, self.path)


def heard(path: Path) -> tuple[Stage, int, int] | None:
    """What was told last: the stage, and for reading how much of how much. None where nothing was."""
    try:
        stage, done, total = path.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return None
    return ("reading", int(done), int(total)) if stage == "reading" else ("auditing", 0, 0)
