"""The log of the library, for every room above: quiet until the command line turns it on.

loguru takes a tenth of a second to load, so it is loaded by who turns the log on (`loud`), and what is said before is
said to nobody. It is no part of `youju` itself, which pytest imports in every run wherever the plugin is installed.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loguru import Logger


@cache
def loud() -> Logger:
    """loguru's logger, loaded, and disabled for `youju` until `enable("youju")` is called on it."""
    from loguru import logger

    logger.disable("youju")
    return logger


def info(message: str, *values: object) -> None:
    """What a pass did."""
    _say("INFO", message, values)


def warning(message: str, *values: object) -> None:
    """What went wrong and was dealt with."""
    _say("WARNING", message, values)


def debug(message: str, *values: object) -> None:
    """What helps to find a defect."""
    _say("DEBUG", message, values)


def _say(level: str, message: str, values: tuple[object, ...]) -> None:
    # Where loguru is not loaded nobody can have turned the log on.
    if "loguru" in sys.modules:
        loud().opt(depth=2).log(level, message, *values)
