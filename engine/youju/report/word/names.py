"""The names of elements and attributes: one spelling for what two editions of the standard call differently."""

from __future__ import annotations

from functools import lru_cache
from string import hexdigits
from xml.etree.ElementTree import Element

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """`w:p` for a tag of either edition; the bare name of what no prefix is known for, as `?:name`."""
    space, _, name = tag.rpartition("}")
    return f"{_PREFIXES.get(space[1:], '?')}:{name}"


@lru_cache(maxsize=4096)
def _keys(name: str) -> tuple[str, ...]:
    prefix, _, bare = name.partition(":")
    return (*(f"{{{space}}}{bare}" for space, known in _PREFIXES.items() if known == prefix), bare)


def attribute(element: Element, name: str) -> str | None:
    """The attribute `w:val`, also where a careless program left out its prefix."""
    for key in _keys(name):
        if (value := element.get(key)) is not None:
            return value
    return None


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    if element is not None:
        for inside in element:
            if short(inside.tag) == name:
                return inside
    return None


def value(element: Element | None, name: str) -> str | None:
    """`w:val` of the first child of that name."""
    found = child(element, name)
    return attribute(found, "w:val") if found is not None else None


def whole(written: str | None, default: int | None = None) -> int | None:
    """A whole number that fits in 31 bits, else `default`."""
    if written is None or len(written) > 10 or not written.strip().lstrip("+-").isdecimal():
        return default
    number = int(written)
    return number if abs(number) < 1 << 31 else default


def hexadecimal(written: str | None) -> int:
    """A number of up to six hexadecimal digits, else 0."""
    digits = written or ""
    return int(digits, 16) if 0 < len(digits) <= 6 and all(char in hexdigits for char in digits) else 0


def switch(element: Element | None, name: str) -> bool | None:
    """An on/off property: None where it is not written."""
    found = child(element, name)
    if found is None:
        return None
    return attribute(found, "w:val") not in ("0", "false", "off", "none")
