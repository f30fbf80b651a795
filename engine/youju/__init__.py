"""有据: audits a scored self-evaluation and explains every point. The rooms are listed in docs/house.md."""

from loguru import logger

__version__ = "0.1.0"

# A library stays quiet; the command line turns its log on where it is asked to.
logger.disable("youju")
