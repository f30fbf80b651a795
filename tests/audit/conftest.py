"""Thousands of small audits: their log is off."""

from collections.abc import Iterator

import pytest
from loguru import logger


@pytest.fixture(autouse=True)
def _silence() -> Iterator[None]:
    logger.disable("youju")
    yield
    logger.enable("youju")
