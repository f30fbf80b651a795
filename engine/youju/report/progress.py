"""How a reader tells how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how many pages (or paragraphs, or rows) are read, of how many."""
