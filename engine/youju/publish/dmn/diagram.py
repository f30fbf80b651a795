"""The picture of the requirements, left to right: documents, bases, facts, quantities, rules, points, sections, total.

Each card has a band of its own; a fact or a basis stands in the band of the first card that needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

WIDTH, HEIGHT, ACROSS, DOWN = 200, 60, 270, 80
# The column of an element by what its id begins with; what is not named here stands among the quantities.
_COLUMNS = {"source": 0, "basis": 1, "fact": 2, "rules": 4, "points": 5, "section": 6, "total": 7}
_QUANTITIES = 3

_Needs = Mapping[str, list[tuple[str, str]]]
_Place = tuple[int, int]


def diagram(root: Element) -> Element:
    """The diagram of all decisions, inputs and sources that the definitions hold."""
    needs = {one.get("id", ""): _needs(one) for one in root if one.tag in ("decision", "inputData", "knowledgeSource")}
    places = _places(needs)
    drawn = Element("dmndi:DMNDI")
    page = SubElement(drawn, "dmndi:DMNDiagram", {"id": "diagram"})
    for name, (x, y) in places.items():
        shape = SubElement(page, "dmndi:DMNShape", {"id": f"shape.{name}", "dmnElementRef": name})
        box = {"x": x, "y": y, "width": WIDTH, "height": HEIGHT}
        SubElement(shape, "dc:Bounds", {key: str(value) for key, value in box.items()})
    for name, below in needs.items():
        for requirement, needed in below:
            edge = SubElement(page, "dmndi:DMNEdge", {"id": f"edge.{requirement}", "dmnElementRef": requirement})
            for (x, y), side in ((places[needed], WIDTH), (places[name], 0)):
                SubElement(edge, "di:waypoint", {"x": str(x + side), "y": str(y + HEIGHT // 2)})
    return drawn


def _needs(one: Element) -> list[tuple[str, str]]:
    """The requirements of an element: the id of each, and of what is needed."""
    return [
        (need.get("id", ""), target.get("href", "")[1:])
        for need in one
        if need.tag in ("informationRequirement", "authorityRequirement")
        for target in need
    ]


def _places(needs: _Needs) -> dict[str, _Place]:
    """Where the upper left corner of each stands: band under band, and in a band column by column."""
    rows: dict[str, int] = {}
    top = 0
    for band in _bands(needs):
        filled: dict[int, int] = {}
        for name in band:
            column = _column(name)
            if name not in rows and column > _COLUMNS["points"]:
                rows[name] = min(rows[needed] for _, needed in needs[name])
            elif name not in rows:
                rows[name] = filled.get(column, top)
                filled[column] = rows[name] + 1
        top = max(filled.values(), default=top)
    return {name: (40 + _column(name) * ACROSS, 40 + row * DOWN) for name, row in rows.items()}


def _bands(needs: _Needs) -> Iterator[list[str]]:
    """The elements of each card with what they need, up to its points; then what comes after the cards."""
    band: list[str] = []
    for name, below in needs.items():
        if name.startswith(("fact.", "basis.", "source.")):
            continue
        band += [name, *(needed for _, needed in below)]
        band += [behind for _, needed in below for _, behind in needs[needed] if needed.startswith("basis.")]
        if name.startswith("points."):
            yield band
            band = []
    yield [*band, *needs]


def _column(name: str) -> int:
    return _COLUMNS.get(name.partition(".")[0], _QUANTITIES)
