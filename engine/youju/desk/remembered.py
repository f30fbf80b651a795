"""Answers of workers kept on disk: what follows from bytes alone is worked out once. It may be deleted at any time."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import Any

from youju import __version__
from youju.desk.desk import Desk
from youju.source import canonical, digest
from youju.store.whole import write_whole


def kept(desk: Desk, kind: str, key: Any, make: Callable[[], Any]) -> Any:
    """Plain values that follow from the plain values of a key: as they were worked out before, or made now."""
    found = known(desk, kind, key)
    if found is None:
        found = make()
        _keep(desk, kind, key, found)
    return found


def known(desk: Desk, kind: str, key: Any) -> Any | None:
    """What was worked out before; None where nothing was."""
    try:
        return json.loads(desk.store.folder.joinpath(*_steps(kind, key)).read_bytes())
    except (OSError, ValueError):
        return None


def _steps(kind: str, key: Any) -> tuple[str, ...]:
    # Another version of the program may say otherwise.
    return "kept", __version__, kind, digest({"key": key})


def _keep(desk: Desk, kind: str, key: Any, value: Any) -> None:
    """Whole or not at all; where the disk has no room it is worked out again next time."""
    at = desk.store.folder.joinpath(*_steps(kind, key))
    with contextlib.suppress(OSError):
        at.parent.mkdir(parents=True, exist_ok=True)
        data = canonical(value)
        write_whole(at, lambda file: file.write(data), lasting=False)
