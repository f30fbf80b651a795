"""What one page says: its lines and tables, what stands aside or is not seen, and where the two readers differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from youju.report.pdf.device import DAMAGED
from youju.report.pdf.lines import Line, line_as_drawn, lines_of_page
from youju.report.pdf.page import Glyph, Look, Page
from youju.report.pdf.second import Compared, SecondReader
from youju.report.pdf.tables import Table, tables_of_page


@dataclass(slots=True)
class Reading:
    """A page, read. `aside` is turned text, `hidden` what no reader sees, `scan` tells that its text was
    put under a picture by a scanner, `failed` that the page broke off."""

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[Table]
    aside: list[Line]
    hidden: list[Line]
    pictured: bool
    scan: bool
    compared: Compared
    failed: bool = False

    @property
    def all_lines(self) -> Iterator[Line]:
        """Every line, in the order that `compared` counts them in."""
        yield from self.lines
        for table in self.tables:
            for row in table.rows:
                for cell in row:
                    yield from cell.lines
        yield from self.aside
        yield from self.hidden

    @property
    def characters(self) -> int:
        """How many characters are read, spaces left out."""
        return sum(len(line.text) - line.text.count(" ") for line in self.all_lines)

    @property
    def damaged(self) -> int:
        """How many characters cannot be read."""
        return sum(line.text.count(DAMAGED) for line in self.all_lines)


def read_page(page: Page, second: SecondReader | None) -> Reading:
    """What `page` says; without a `second` reader nothing is compared."""
    shown, turned, hidden, scan = _sorted(page)
    tables, rest = tables_of_page(page, shown)
    reading = Reading(
        page.number,
        page.width,
        page.height,
        lines_of_page(rest),
        tables,
        _turned_lines(turned),
        lines_of_page(hidden),
        page.pictured,
        scan,
        Compared(),
    )
    if second is not None:
        reading.compared = second.compare(page, list(reading.all_lines))
    return reading


def _sorted(page: Page) -> tuple[list[Glyph], list[Glyph], list[Glyph], bool]:
    """Characters that are read, turned and hidden; text without ink over a picture of the page is a scanner's."""
    shown = [glyph for glyph in page.glyphs if glyph.look is Look.PLAIN]
    turned = [glyph for glyph in page.glyphs if glyph.look is Look.TURNED]
    unseen = [glyph for glyph in page.glyphs if glyph.look is Look.UNSEEN]
    hidden = [glyph for glyph in page.glyphs if glyph.look in (Look.WHITE, Look.OUTSIDE)]
    scan = bool(unseen) and page.pictured
    return (shown + unseen if scan else shown), turned, (hidden if scan else hidden + unseen), scan


def _turned_lines(glyphs: list[Glyph]) -> list[Line]:
    """Turned text in the order in which it is drawn: a line as long as its characters touch."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last is None or not _touch(last, glyph):
            runs.append([])
        runs[-1].append(glyph)
    lines: list[Line] = []
    for run in runs:
        line = line_as_drawn(run)
        if line is not None:
            lines.append(line)
    return lines


def _touch(before: Glyph, after: Glyph) -> bool:
    reach = max(before.size, after.size)
    return (
        abs((before.left + before.right) - (after.left + after.right)) <= 3 * reach
        and abs((before.top + before.bottom) - (after.top + after.bottom)) <= 3 * reach
    )
