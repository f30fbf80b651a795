"""Pages that lie on their side: read upright, with places where they stand."""

from __future__ import annotations

from collections import Counter

from youju.report.pdf.page import Page
from youju.report.pdf.reading import Reading


def set_upright(page: Page) -> int:
    """By how many quarters, clockwise, the page must be turned for most of its text to stand upright."""
    quarters, count = Counter(page.quarters).most_common(1)[0] if page.quarters else (0, 0)
    return quarters if count > page.upright else 0


def turned_back(reading: Reading, quarters: int) -> Reading:
    """The reading of a page that was turned, with the boxes of its characters where they are on the page as shown."""
    if not quarters:
        return reading
    width, height = round(100 * reading.width), round(100 * reading.height)
    for line in reading.all_lines:
        boxes = line.boxes
        for at in range(0, len(boxes), 4):
            left, top, right, bottom = boxes[at : at + 4]
            if (left, top, right, bottom) == (-1, -1, -1, -1):
                continue
            corners = [_back(left, top, quarters, width, height), _back(right, bottom, quarters, width, height)]
            (x0, y0), (x1, y1) = corners
            boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3] = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return reading


def _back(x: int, y: int, quarters: int, width: int, height: int) -> tuple[int, int]:
    """A point of the turned page (`width` × `height`) on the page as shown."""
    match quarters:
        case 1:
            return y, width - x
        case 2:
            return width - x, height - y
        case _:
            return height - y, x
