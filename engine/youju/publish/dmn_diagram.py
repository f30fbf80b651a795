"""The picture of the requirements: what is needed stands below what needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

WIDTH, HEIGHT, ACROSS, UP = 200, 60, 230, 160


@dataclass(frozen=True, slots=True)
class _Box:
    x: int
    y: int


def diagram(root: Element) -> Element:
    """The diagram of all decisions, inputs and sources that the definitions hold."""
    drawn = Element("dmndi:DMNDI")
    page = SubElement(drawn, "dmndi:DMNDiagram", {"id": "diagram"})
    needs = {one.get("id", ""): _needs(one) for one in root if one.tag in ("decision", "inputData", "knowledgeSource")}
    boxes = _boxes(needs)
    for name, box in boxes.items():
        shape = SubElement(page, "dmndi:DMNShape", {"id": f"shape.{name}", "dmnElementRef": name})
        place = {"x": box.x, "y": box.y, "width": WIDTH, "height": HEIGHT}
        SubElement(shape, "dc:Bounds", {key: str(value) for key, value in place.items()})
    for name, below in needs.items():
        for requirement, needed in below:
            edge = SubElement(page, "dmndi:DMNEdge", {"id": f"edge.{requirement}", "dmnElementRef": requirement})
            for box, top in ((boxes[needed], 0), (boxes[name], HEIGHT)):
                SubElement(edge, "di:waypoint", {"x": str(box.x + WIDTH // 2), "y": str(box.y + top)})
    return drawn


def _needs(one: Element) -> list[tuple[str, str]]:
    """The requirements of an element: the id of each, and of what is needed."""
    return [
        (need.get("id", ""), target.get("href", "")[1:])
        for need in one
        if need.tag in ("informationRequirement", "authorityRequirement")
        for target in need
    ]


def _boxes(needs: Mapping[str, list[tuple[str, str]]]) -> dict[str, _Box]:
    """A place for each: a floor above all that it needs, side by side there in the order of the file."""
    floors: dict[str, int] = {}
    for name in needs:
        _floor(name, needs, floors)
    top, filled = max(floors.values(), default=0), dict[int, int]()
    boxes: dict[str, _Box] = {}
    for name in needs:
        floor = floors[name]
        column = filled.get(floor, 0)
        filled[floor] = column + 1
        boxes[name] = _Box(column * ACROSS + 40, (top - floor) * UP + 40)
    return boxes


def _floor(name: str, needs: Mapping[str, list[tuple[str, str]]], floors: dict[str, int]) -> int:
    if name not in floors:
        floors[name] = max((_floor(below, needs, floors) + 1 for _, below in needs[name]), default=0)
    return floors[name]
