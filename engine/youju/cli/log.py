"""The log: quiet unless asked for, on standard error, as text or as JSON lines."""

from __future__ import annotations

import sys

from youju.source.log import loud


def set_up(verbose: int, as_json: bool) -> None:
    """`-v` shows what the passes do, `-vv` everything; without either nothing, and nothing is loaded for it."""
    if verbose == 0 and not as_json:
        return
    logger = loud()
    level = "DEBUG" if verbose > 1 else "INFO"
    logger.enable("youju")
    logger.remove()
    layout = "<level>{level: <7}</level> {message}"
    logger.add(sys.stderr, level=level, format=layout, serialize=as_json, backtrace=False, diagnose=False)
