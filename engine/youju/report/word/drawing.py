"""Shapes: the text boxes in them, pictures, charts and objects of other programs."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from youju.report.word.names import short

_TEXTS = ("w:t", "w:delText", "m:t")
_KINDS = {
    "a:blip": "picture",
    "v:imagedata": "picture",
    "c:chart": "chart",
    "dgm:relIds": "diagram",
    "o:OLEObject": "object",
}


def chosen(alternate: Element) -> tuple[Element, ...]:
    """What is read of an mc:AlternateContent: its first choice, or the fallback where that alone has text."""
    choice = next((each for each in alternate if short(each.tag) == "mc:Choice"), None)
    fallback = next((each for each in alternate if short(each.tag) == "mc:Fallback"), None)
    if choice is None or (fallback is not None and not _has_text(choice) and _has_text(fallback)):
        choice = fallback
    return (choice,) if choice is not None else ()


def drawn(shape: Element) -> Iterator[tuple[str, Element]]:
    """What a w:drawing, w:pict or w:object shows, in order.

    `box` (with its inside), `picture`, `chart`, `diagram`, `object`. The preview of an object is no picture of its own.
    """
    left = [shape]
    found: list[tuple[str, Element]] = []
    while left:
        element = left.pop()
        name = short(element.tag)
        if name in ("w:txbxContent", "w:p", "w:tbl"):
            found.append(("box", element))
        elif name == "mc:AlternateContent":
            left.extend(chosen(element))
        else:
            if name in _KINDS:
                found.append((_KINDS[name], element))
            left.extend(reversed(element))
    own = any(kind == "object" for kind, _ in found)
    return (each for each in found if not (own and each[0] == "picture"))


def _has_text(element: Element) -> bool:
    return any(short(each.tag) in _TEXTS and each.text for each in element.iter())
