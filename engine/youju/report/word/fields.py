"""Fields: what they show is text, what they are told to do is not; a table of contents repeats other text."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from youju.report.word.names import attribute, child, short, switch, whole

_CONTENTS = ("TOC", "TOA", "INDEX")
_LONGEST_CODE = 64
"""Enough of an instruction to tell what it is."""


@dataclass
class _Field:
    begin: Element
    code: str = ""
    shows: bool = False

    @property
    def name(self) -> str:
        return (self.code.split() or [""])[0].upper()


@dataclass
class Fields:
    """The fields that are open at this point of a story. `dangling` are begins that no end follows: they open none."""

    dangling: frozenset[Element] = frozenset()
    _open: list[_Field] = field(default_factory=list[_Field])
    _silent: int = 0
    _contents: int = 0

    @property
    def silent(self) -> bool:
        """Whether what stands here is an instruction."""
        return self._silent > 0

    @property
    def contents(self) -> bool:
        """Whether what stands here belongs to a table of contents."""
        return self._contents > 0

    def code(self, text: str) -> None:
        """A part of an instruction."""
        if self._open and not self._open[-1].shows:
            self._open[-1].code = (self._open[-1].code + text)[:_LONGEST_CODE]

    def met(self, mark: Element) -> str:
        """A w:fldChar; what a field shows at its end that has no result to show: a box that is ticked or not."""
        kind = attribute(mark, "w:fldCharType")
        if kind == "begin":
            if mark not in self.dangling:
                self._open.append(_Field(mark))
                self._silent += 1
        elif kind == "separate" and self._open and not self._open[-1].shows:
            self._open[-1].shows = True
            self._silent -= 1
            self._contents += self._open[-1].name in _CONTENTS
        elif kind == "end" and self._open:
            closed = self._open.pop()
            self._silent -= not closed.shows
            self._contents -= closed.shows and closed.name in _CONTENTS
            return "" if self.silent else _form(closed)
        return ""


def dangling_fields(root: Element) -> frozenset[Element]:
    """The begins of fields in a part that nothing ends: they must not swallow what follows."""
    begun: list[Element] = []
    for mark in root.iter():
        if short(mark.tag) == "w:fldChar":
            kind = attribute(mark, "w:fldCharType")
            if kind == "begin":
                begun.append(mark)
            elif kind == "end" and begun:
                begun.pop()
    return frozenset(begun)


def simple_is_contents(element: Element) -> bool:
    """Whether a w:fldSimple is a table of contents."""
    return (attribute(element, "w:instr") or "").split()[:1] in [[name] for name in _CONTENTS]


def _form(closed: _Field) -> str:
    data = child(closed.begin, "w:ffData")
    if closed.name == "FORMCHECKBOX":
        box = child(data, "w:checkBox")
        ticked = switch(box, "w:checked")
        return "☑" if (switch(box, "w:default") if ticked is None else ticked) else "□"
    if closed.name == "FORMDROPDOWN":
        choices = child(data, "w:ddList")
        entries = [
            attribute(each, "w:val") or ""
            for each in (choices if choices is not None else ())
            if short(each.tag) == "w:listEntry"
        ]
        picked = child(choices, "w:result")
        at = whole(attribute(picked, "w:val") if picked is not None else None, 0) or 0
        return entries[at] if 0 <= at < len(entries) else ""
    return ""
