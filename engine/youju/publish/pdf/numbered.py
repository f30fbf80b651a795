"""A canvas that keeps its pages until there is no more: only then the number of all pages can stand on each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.pdfgen.canvas import Canvas


class Numbered(Canvas):
    """What reportlab draws on. A page that begins sets `foot`, which is called with the canvas, the number of the page
    and that of all pages once the last has ended."""

    foot: Callable[[Any, int, int], None]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)  # pyright: ignore[reportUnknownMemberType] -- its types are half written
        self._ended: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keeps the page as it is now, and begins another."""
        self._ended.append({**vars(self)})
        self._startPage()  # pyright: ignore -- what its own `showPage` calls, and its types leave out

    def save(self) -> None:
        """Writes the pages, each with its foot."""
        ended = self._ended
        for at, page in enumerate(ended, 1):
            vars(self).update(page)
            self.foot(self, at, len(ended))
            super().showPage()
        super().save()
