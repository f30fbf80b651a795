"""The figures of a paper, drawn: one stacked bar, or a bar for each part; every size is written beside it."""

from __future__ import annotations

from fractions import Fraction

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from youju.audit.words import points_text
from youju.publish.papers import Figure, Part
from youju.publish.papers.palette import BAR, COLOURS
from youju.publish.pdf.font import drawable

_INK, _SIZE, _STEP = HexColor("#1D2330"), 8.5, 14


def drawn(figure: Figure, width: float, font: str) -> Drawing:
    """A figure in a width of points, with its title."""
    return _stack(figure, width, font) if figure.kind == "stack" else _bars(figure, width, font)


def _title(drawing: Drawing, figure: Figure, top: float, font: str) -> None:
    drawing.add(String(0, top - 10, drawable(figure.title), fontName=font, fontSize=10, fillColor=_INK))


def _told(part: Part) -> str:
    return drawable(f"{part.label} {points_text(part.value)}")


def _colour(part: Part) -> Color:
    return HexColor(f"#{COLOURS.get(part.key, BAR)}")


def _bar(left: float, bottom: float, width: float, height: float, part: Part) -> Rect:
    bar = Rect(left, bottom, width, height)
    bar.fillColor, bar.strokeColor = _colour(part), None
    return bar


def _stack(figure: Figure, width: float, font: str) -> Drawing:
    whole = sum((part.value for part in figure.parts), Fraction(0)) or Fraction(1)
    places, lines = _legend(figure, width, font)
    height = 20 + 18 + 8 + _STEP * lines
    drawing = Drawing(width, height)
    _title(drawing, figure, height, font)
    at = Fraction(0)
    for part in figure.parts:
        left, wide = float(at / whole) * width, float(part.value / whole) * width
        drawing.add(_bar(left, height - 38, wide, 18, part))
        at += part.value
    for part, (x, y) in zip(figure.parts, places, strict=True):
        base = height - 38 - 8 - _STEP * y - 8
        drawing.add(_bar(x, base, 7, 7, part))
        drawing.add(String(x + 11, base, _told(part), fontName=font, fontSize=_SIZE, fillColor=_INK))
    return drawing


def _legend(figure: Figure, width: float, font: str) -> tuple[list[tuple[float, int]], int]:
    """Where each label stands, from the left and by lines, and how many lines there are."""
    places: list[tuple[float, int]] = []
    x, y = 0.0, 0
    for part in figure.parts:
        wide = 11 + stringWidth(_told(part), font, _SIZE) + 16
        if x and x + wide > width:
            x, y = 0.0, y + 1
        places.append((x, y))
        x += wide
    return places, y + 1


def _bars(figure: Figure, width: float, font: str) -> Drawing:
    height = 20 + _STEP * len(figure.parts)
    drawing = Drawing(width, height)
    _title(drawing, figure, height, font)
    most = max((part.value for part in figure.parts), default=Fraction(0)) or Fraction(1)
    label = min(max((stringWidth(part.label, font, _SIZE) for part in figure.parts), default=0.0) + 8, width / 2)
    room = width - label - 60
    for at, part in enumerate(figure.parts, 1):
        base = height - 20 - _STEP * at + 4
        wide = max(float(part.value / most), 0.0) * room
        drawing.add(String(0, base, drawable(part.label), fontName=font, fontSize=_SIZE, fillColor=_INK))
        drawing.add(_bar(label, base - 1, wide, 9, part))
        drawing.add(
            String(label + wide + 4, base, points_text(part.value), fontName=font, fontSize=_SIZE, fillColor=_INK)
        )
    return drawing
