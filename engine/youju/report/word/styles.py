"""What the style of a paragraph or run says: heading, numbering, hidden, table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from youju.report.word.names import attribute, child, short, switch, value, whole
from youju.structs import Struct

_HEADING = re.compile(r"(?:heading|标题) *([1-9])", re.IGNORECASE)
_TITLES = ("title", "标题")
_CONTENTS = re.compile(r"toc(?: ?[1-9]| ?heading)?|目录(?: ?[1-9])?", re.IGNORECASE)
_SMALLEST = 2  # half points
BODY = 9
"""The outline level that says: no heading."""


class Look(Struct):
    """What a style says, with all it is based on.

    `level` of a heading from 1, 0 for none; `numbering` its w:numId ("" none) and `step` its level there, None where
    the numbering tells it by `styles`, the ids from this one to its base; `contents`: a line of a table of contents;
    `shaded`: what it is printed on may be dark.
    """

    level: int = 0
    numbering: str = ""
    step: int | None = None
    hidden: bool = False
    contents: bool = False
    shaded: bool = False
    styles: tuple[str, ...] = ()


NO_LOOK = Look()


class Styles(Struct, dict=True):
    """The looks by style id; `usual` is the id of paragraphs that name no style."""

    looks: Mapping[str, Look]
    usual: str = ""

    def of(self, style: str | None) -> Look:
        """The look of a paragraph of that style."""
        return self.looks.get(self.usual if style is None else style, NO_LOOK)

    def hides(self, run: Element | None, paragraph: Look) -> bool:
        """Whether the w:rPr `run` hides its text in a paragraph of that look."""
        own = switch(run, "w:vanish")
        if own is not None:
            return own
        style = value(run, "w:rStyle")
        return paragraph.hidden or (style is not None and self.looks.get(style, NO_LOOK).hidden)


def styles_of(root: Element | None) -> Styles:
    """The styles of a styles part; none where it is missing."""
    found = {
        name: style
        for style in (root if root is not None else ())
        if short(style.tag) == "w:style" and (name := attribute(style, "w:styleId")) is not None
    }
    usual = next((name for name, style in found.items() if _is_usual(style)), "")
    return Styles({name: _look(name, found) for name in found}, usual)


def shaded(properties: Element | None) -> bool:
    """Whether a w:pPr or w:rPr lays something other than white behind its text, or paints the letters otherwise."""
    fill = child(properties, "w:shd")
    others = any(child(properties, name) is not None for name in ("w:highlight", "w:rStyle", "?:textFill"))
    return others or (fill is not None and (attribute(fill, "w:fill") or "auto").lower() not in ("auto", "ffffff"))


def inkless(run: Element | None, on_paper: bool) -> bool:
    """Whether a w:rPr leaves nothing to see: letters of a point at most, or white ones where they are `on_paper`."""
    size = whole(value(run, "w:sz"))
    if size is not None and size <= _SMALLEST:
        return True
    return on_paper and (value(run, "w:color") or "").lower() == "ffffff" and not shaded(run)


def outline_level(properties: Element | None) -> int | None:
    """The heading level that a w:pPr sets: 0 for body text, None where it sets none."""
    level = whole(value(properties, "w:outlineLvl"))
    if level is None or not 0 <= level <= BODY:
        return None
    return 0 if level == BODY else level + 1


def _is_usual(style: Element) -> bool:
    return attribute(style, "w:type") == "paragraph" and attribute(style, "w:default") in ("1", "true", "on")


def _look(name: str, found: Mapping[str, Element]) -> Look:
    chain = list(_chain(name, found))
    properties = [child(style, "w:pPr") for _, style in chain]
    numbered = [child(each, "w:numPr") for each in properties]
    names = [value(style, "w:name") or each for each, style in chain]
    return Look(
        level=next((level for each in zip(names, properties, strict=True) if (level := _level(*each)) is not None), 0),
        numbering=next((number for each in numbered if (number := value(each, "w:numId")) is not None), ""),
        step=next((step for each in numbered if (step := whole(value(each, "w:ilvl"))) is not None), None),
        hidden=next(
            (hides for _, style in chain if (hides := switch(child(style, "w:rPr"), "w:vanish")) is not None), False
        ),
        shaded=any(shaded(child(style, each)) for _, style in chain for each in ("w:pPr", "w:rPr")),
        contents=any(_CONTENTS.fullmatch(each) for each in names),
        styles=tuple(each for each, _ in chain),
    )


def _level(name: str, properties: Element | None) -> int | None:
    level = outline_level(properties)
    if level is not None:
        return level
    match = _HEADING.fullmatch(name)
    return int(match[1]) if match else 1 if name.lower() in _TITLES else None


def _chain(name: str, found: Mapping[str, Element]) -> Iterator[tuple[str, Element]]:
    """A style and those it is based on; a circle ends where it closes. Word allows few steps, we more."""
    seen: set[str] = set()
    following = name
    while following in found and following not in seen and len(seen) < 64:
        seen.add(following)
        yield following, found[following]
        following = value(found[following], "w:basedOn") or ""
