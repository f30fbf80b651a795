"""Numbers that Word makes and does not store: what each paragraph of a list is numbered with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from youju.report.word.counting import written
from youju.report.word.names import attribute, child, short, switch, value, whole
from youju.report.word.styles import Look
from youju.structs import Struct

LEVELS = 9
BULLET = "•"
_HOLE = re.compile("%([1-9])")


class Level(Struct):
    """A level of a list: where it starts, how it is written, after which level (from 1; 0 never) it starts anew."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    restart: int | None = None
    plain: bool = False
    after: str = " "
    style: str = ""
    hidden: bool = False


class List(Struct):
    """A w:num: the counts it shares with others (`shared`, a w:abstractNum), its levels, where it starts anew."""

    shared: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass
class Numbering:
    """The lists of a document by id, and how far each has counted."""

    lists: Mapping[str, List]
    _counts: dict[str, list[int | None]] = field(default_factory=dict[str, list[int | None]])
    _begun: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])

    def following(self, properties: Element | None, look: Look) -> str:
        """The number of the next paragraph with this w:pPr and look, with what follows it; "" where it has none."""
        own = child(properties, "w:numPr")
        number = value(own, "w:numId")
        step = whole(value(own, "w:ilvl"))
        if number is None:
            number = look.numbering
        found = self.lists.get(number)
        if found is None:
            return ""
        if step is None:
            linked = {level.style: at for at, level in found.levels.items() if level.style}
            step = next((linked[style] for style in look.styles if style in linked), None)
        step = step if step is not None else look.step or 0
        level = found.levels.get(step)
        if level is None:
            return ""
        counts = self._counted(number, found, step, level)
        return "" if level.hidden else _text(found, step, level, counts)

    def _counted(self, number: str, found: List, step: int, level: Level) -> list[int | None]:
        counts = self._counts.setdefault(found.shared, [None] * LEVELS)
        # Levels that were passed over count as begun, as they are shown.
        for above in range(step):
            if counts[above] is None and above in found.levels:
                counts[above] = found.starts.get(above, found.levels[above].start)
        start = found.starts.get(step)
        if start is not None and (number, step) not in self._begun:
            counts[step] = None
        self._begun.add((number, step))
        before = counts[step]
        counts[step] = before + 1 if before is not None else start if start is not None else level.start
        for below in range(step + 1, LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            # Unless it says otherwise a level starts anew after each that is higher.
            if restart is None or 0 < step + 1 <= restart:
                counts[below] = None
        return counts


def numbering_of(root: Element | None, styles: Element | None) -> Numbering:
    """The numbering of a numbering part; `styles` is the root of the styles part, since lists may be named there."""
    kinds = {kind: _by_id(root, f"w:{kind}", f"w:{kind}Id") for kind in ("abstractNum", "num")}
    linked = _linked(styles)
    lists = {name: _list(num, kinds["abstractNum"], kinds["num"], linked) for name, num in kinds["num"].items()}
    # Number 0 stands for none.
    return Numbering({name: found for name, found in lists.items() if found is not None and name != "0"})


def _by_id(root: Element | None, name: str, key: str) -> dict[str, Element]:
    inside = root if root is not None else ()
    return {found: each for each in inside if short(each.tag) == name and (found := attribute(each, key)) is not None}


def _linked(styles: Element | None) -> dict[str, str]:
    """The w:numId of each list style."""
    return {
        attribute(style, "w:styleId") or "": number
        for style in (styles if styles is not None else ())
        if (number := value(child(child(style, "w:pPr"), "w:numPr"), "w:numId")) is not None
    }


def _list(
    num: Element, abstracts: Mapping[str, Element], nums: Mapping[str, Element], linked: Mapping[str, str]
) -> List | None:
    name = value(num, "w:abstractNumId") or ""
    for _ in range(8):  # a list may be that of a style, which is that of another
        style = value(abstracts.get(name), "w:numStyleLink")
        other = nums.get(linked.get(style or "", ""))
        if other is None:
            break
        name = value(other, "w:abstractNumId") or ""
    if name not in abstracts:
        return None
    levels = dict(map(_level, (each for each in abstracts[name] if short(each.tag) == "w:lvl")))
    starts: dict[int, int] = {}
    for override in num:
        step = whole(attribute(override, "w:ilvl"), -1) if short(override.tag) == "w:lvlOverride" else -1
        if step is None or not 0 <= step < LEVELS:
            continue
        if (own := child(override, "w:lvl")) is not None:
            levels[step] = _level(own)[1]
            starts[step] = levels[step].start
        if (start := whole(value(override, "w:startOverride"))) is not None:
            starts[step] = start
    return List(name, {step: level for step, level in levels.items() if 0 <= step < LEVELS}, starts)


def _level(element: Element) -> tuple[int, Level]:
    # The format may stand in an mc:AlternateContent, for programs that know `custom`.
    form = next((each for each in element.iter() if short(each.tag) == "w:numFmt"), None)
    text = child(element, "w:lvlText")
    step = whole(attribute(element, "w:ilvl"), -1)
    return step if step is not None else -1, Level(
        start=whole(value(element, "w:start"), 0) or 0,
        form=(attribute(form, "w:val") if form is not None else None) or "decimal",
        pattern=(attribute(form, "w:format") if form is not None else None) or "",
        text=(attribute(text, "w:val") if text is not None else None) or "",
        restart=whole(value(element, "w:lvlRestart")),
        plain=switch(element, "w:isLgl") is True,
        after="" if value(element, "w:suff") == "nothing" else " ",
        style=value(element, "w:pStyle") or "",
        hidden=switch(child(element, "w:rPr"), "w:vanish") is True,
    )


def _text(found: List, step: int, level: Level, counts: list[int | None]) -> str:
    if level.form == "bullet":
        return f"{BULLET} " if level.text.strip() else ""

    def fill(hole: re.Match[str]) -> str:
        at = int(hole[1]) - 1
        other = found.levels.get(at)
        if at > step or other is None:
            return ""
        form = "decimal" if level.plain and other.form != "none" else other.form
        return written(counts[at] or 0, form, other.pattern)

    text = _HOLE.sub(fill, level.text)
    return text + level.after if text.strip() else ""
