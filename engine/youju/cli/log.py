"""The log: quiet unless asked for, on standard error, as text or as JSON lines."""

from __future__ import annotations

import sys

from youju.source.log import logger


def set_up(verbose: int, as_json: bool) -> None:
    """`-v` shows what the passes do, `-vv` everything; without either only warnings."""
    level = ("WARNING", "INFO", "DEBUG")[min(verbose, 2)]
    if as_json and verbose == 0:
        level = "INFO"
    logger.enable("youju")
    logger.remove()
    layout = "<level>{level: <7}</level> {message}"
    logger.add(sys.stderr, level=level, format=layout, serialize=as_json, backtrace=False, diagnose=False)
