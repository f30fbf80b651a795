"""The log of the library, for every room above: quiet until the command line turns it on.

It is no part of `youju` itself, which pytest imports in every run wherever the plugin is installed.
"""

from loguru import logger

logger.disable("youju")

__all__ = ["logger"]
