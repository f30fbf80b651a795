"""What stands on a page of a PDF: characters, rules and pictures, in points from the top left corner of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Matrix = tuple[float, float, float, float, float, float]


class Look(IntEnum):
    """How a character is shown."""

    PLAIN = 0
    TURNED = 1  # at an angle, or written from the top down
    UNSEEN = 2  # drawn without ink, or covered by what is drawn later: the text that a scanner puts under its picture
    WHITE = 3
    OUTSIDE = 4  # beyond the edge of the page, or too small to be seen


class Glyph(NamedTuple):
    """A character as it is drawn; `base` is the height of its baseline, `size` that of its font as it appears."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    look: Look


@dataclass(slots=True)
class Page:
    """One page, as drawn. `number` counts from 1; `glyphs` stand in the order in which they are drawn.

    `rules` are straight lines, `fills` what is painted in a colour that white text shows on, `images` the pictures.
    `covers` are opaque pictures and white rectangles, each with how many glyphs were drawn before it.
    `turn` leads from the page's own space to this one. `quarters` counts the characters that a turn of so many
    quarters, clockwise, sets upright, and `upright` those that are.
    """

    number: int
    width: float
    height: float
    turn: Matrix
    glyphs: list[Glyph] = field(default_factory=list[Glyph])
    rules: list[Rectangle] = field(default_factory=list[Rectangle])
    fills: list[Rectangle] = field(default_factory=list[Rectangle])
    images: list[Rectangle] = field(default_factory=list[Rectangle])
    covers: list[tuple[Rectangle, int]] = field(default_factory=list[tuple[Rectangle, int]])
    quarters: dict[int, int] = field(default_factory=dict[int, int])
    upright: int = 0

    @property
    def pictured(self) -> bool:
        """Whether one picture, or several strips of one, cover half of the page."""
        area = sum(max(0.0, right - left) * max(0.0, bottom - top) for left, top, right, bottom in self.images)
        return area >= 0.5 * self.width * self.height
