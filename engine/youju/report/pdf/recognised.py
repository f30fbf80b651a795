"""Pages that are pictures, read by OCR: what is recognised becomes characters at their places, marked as a guess."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from youju.report.ocr import DOTS_PER_INCH, Recognised, Recogniser
from youju.report.pdf.lines import lines_of_page
from youju.report.pdf.page import Glyph, Look
from youju.report.pdf.reading import Reading
from youju.report.pdf.remarks import without_text
from youju.report.pdf.second import SecondReader
from youju.report.progress import Progress

_BASE = 0.85  # of the height of a line, from its top: where its baseline is taken to be


def recognise(readings: Sequence[Reading], pages: SecondReader, tell: Progress) -> list[Reading]:
    """The readings, those of pages without text replaced by what is recognised. Raises ReportError `ocr-missing`."""
    waiting = sum(map(without_text, readings))
    if not waiting:
        return list(readings)
    recogniser = Recogniser()
    done = len(readings)
    found: list[Reading] = []
    for reading in readings:
        if without_text(reading):
            pieces = recogniser.read(pages.picture(reading.number, DOTS_PER_INCH))
            lines = lines_of_page(glyph for piece in pieces for glyph in _glyphs(piece))
            reading = replace(reading, lines=lines, tables=[], scan=True)
            done += 1
            tell(done, len(readings) + waiting)
        found.append(reading)
    return found


def _glyphs(piece: Recognised) -> Iterator[Glyph]:
    """The characters of a piece: its box is shared out among them, a Chinese one taking twice the room of a Latin."""
    scale = 72 / DOTS_PER_INCH
    weights = [2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in piece.text]
    unit = (piece.right - piece.left) * scale / sum(weights)
    top, bottom, left = piece.top * scale, piece.bottom * scale, piece.left * scale
    for char, weight in zip(piece.text, weights, strict=True):
        base, size = top + _BASE * (bottom - top), bottom - top
        yield Glyph(char, left, top, left + weight * unit, bottom, base, size, Look.PLAIN)
        left += weight * unit
