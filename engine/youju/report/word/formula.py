"""A formula in one line: a/b, x², √(x), ∑."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from youju.report.word.names import attribute, child, short
from youju.report.word.symbols import raised

_COMPOUND = re.compile(r"[-+−×÷*/·=]")


def linear(element: Element) -> str:
    """The formula in an m:oMath (or a part of one) as a reader would type it. Its depth is that of the tree."""
    match short(element.tag):
        case "m:t" | "w:t":
            return element.text or ""
        case "m:f":
            return f"{_bracketed(_of(element, 'm:num'))}/{_bracketed(_of(element, 'm:den'))}"
        case "m:sSup":
            base, power = _of(element, "m:e"), _of(element, "m:sup")
            return base + (raised(power) if raised(power) != power else f"^{_bracketed(power)}")
        case "m:rad":
            return f"{_of(element, 'm:deg')}√({_of(element, 'm:e')})"
        case "m:d":
            return _delimited(element)
        case "m:nary":
            sign = child(child(element, "m:naryPr"), "m:chr")
            return ((attribute(sign, "m:val") if sign is not None else None) or "∫") + _inside(element)
        case _:
            return _inside(element)


def _inside(element: Element) -> str:
    return "".join(linear(each) for each in element if not short(each.tag).endswith("Pr"))


def _of(element: Element, name: str) -> str:
    found = child(element, name)
    return _inside(found) if found is not None else ""


def _bracketed(text: str) -> str:
    return f"({text})" if _COMPOUND.search(text) else text


def _delimited(element: Element) -> str:
    properties = child(element, "m:dPr")
    marks: list[str] = []
    for name, usual in (("m:begChr", "("), ("m:sepChr", "|"), ("m:endChr", ")")):
        mark = child(properties, name)
        written = attribute(mark, "m:val") if mark is not None else None
        marks.append(usual if written is None else written)
    inside = marks[1].join(_inside(each) for each in element if short(each.tag) == "m:e")
    return marks[0] + inside + marks[2]
