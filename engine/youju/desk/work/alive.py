"""The task of answering at all."""

from __future__ import annotations


def alive() -> bool:
    """True."""
    return True
