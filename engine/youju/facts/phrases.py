"""Phrases: literal text with slots, compiled to RE2, so that no report can stall a match.

`{money}` `{percent}` `{count}` `{score}` hold a quantity; `{..}` stands for up to 12 characters of one clause,
`{...}` for up to 30 of one sentence (`{..20}`: 20); `{docno}` is a document's number; `(甲|乙|)` is a choice.
Everything else is literal; Chinese quotation marks may be there or not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from youju.facts.linear import Pattern, compile_linear, escape

_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?|[〇零一二三四五六七八九十百千两]+"
_LEAD = r"(?:均|已|为|是|共计|合计|总计|共|计|达到了?|达|：|的|了)*"
_COMPARE = r"(?:≥|≤|>|<|=|不超过|不高于|不低于|不少于|小于|大于|低于|高于|超过|超|约)?"
_SLOTS = {
    "money": rf"{_COMPARE}-?(?:{_NUMBER})[余多]?(?:亿|万|千|百)?[余多]?元",
    "percent": rf"{_COMPARE}(?:-?(?:{_NUMBER})%|百分之(?:{_NUMBER})(?:点[〇零一二三四五六七八九]+)?)",
    "count": rf"{_COMPARE}(?:{_NUMBER})[余多]?万?[余多]?(?:家次|人次|批次|名|人|个|项|件|次|批|户|家|辆|宗|起|条|处|份|场|批)",
    "score": rf"-?(?:{_NUMBER})分",
}
_DOCNO = r"[\[(〔][12][0-9]{3}[\])〕]第?[0-9]{1,5}号"
_CLAUSE, _SENTENCE = r"[^。；，;\n]", r"[^。；;\n]"
_MAX_GAP = 200
_HOLE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in folded text: the whole match, and the slot's own span where the phrase has one."""

    start: int
    end: int
    slot: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase. `anchor` is a literal (maybe empty) that every match contains, to skip texts without it."""

    text: str
    slot: str | None
    anchor: str
    pattern: Pattern

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Every match within `[start, end)` of a folded text, in order."""
        end = len(text) if end is None else end
        if text.find(self.anchor, start, end) < 0:
            return
        for whole, groups in self.pattern.find(text, start, end):
            yield Match(*whole, groups[0] if self.slot else None)


class PhraseError(ValueError):
    """A phrase that cannot be compiled: an unknown slot, an open bracket, nothing literal in it."""


@functools.lru_cache(maxsize=4096)
def compile_phrase(text: str) -> Phrase:
    """The phrase a line of the dictionary stands for; PhraseError says what is wrong with it."""
    pieces, literals, slot, depth, i = [], [""], None, 0, 0
    while i < len(text):
        char = text[i]
        if char == "{":
            close = text.find("}", i)
            if close < 0:
                raise PhraseError(f"`{{` 没有对应的 `}}` / `{{` is not closed: {text}")
            name = text[i + 1 : close]
            if name in _SLOTS:
                if slot is not None:
                    raise PhraseError(f"一个短语只能有一个取值的槽 / a phrase has one slot only: {text}")
                slot = name
            pieces.append(_slot(name, text))
            literals.append("")
            i = close + 1
            continue
        if char in "(|)":
            depth += {"(": 1, ")": -1}.get(char, 0)
            if depth < 0 or (char == "|" and depth == 0):
                raise PhraseError(f"括号不配对 / unbalanced brackets: {text}")
            pieces.append("(?:" if char == "(" else char)
            literals.append("")
        elif char in "“”":
            pieces.append("[“”]?")
            literals.append("")
        else:
            pieces.append(escape(char))
            if depth == 0:
                literals[-1] += char
        i += 1
    anchor = max(literals, key=len)
    if depth or not any(char not in "(|)“”" for char in _HOLE.sub("", text)):
        raise PhraseError(f"短语须有固定的文字，且括号配对 / needs literal text and balanced brackets: {text}")
    return Phrase(text, slot, anchor, compile_linear("".join(pieces)))


def _slot(name: str, phrase: str) -> str:
    if name in _SLOTS:
        return f"{_LEAD}({_SLOTS[name]})"
    if name == "docno":
        return _DOCNO
    if name.startswith(".."):
        dots = "..." if name.startswith("...") else ".."
        size = name[len(dots) :] or ("30" if dots == "..." else "12")
        if size.isascii() and size.isdigit() and int(size) <= _MAX_GAP:
            return f"{_SENTENCE if dots == '...' else _CLAUSE}{{0,{size}}}?"
    known = "、".join(f"{{{slot}}}" for slot in (*_SLOTS, "docno", "..", "..."))
    raise PhraseError(f"没有 `{{{name}}}` 这个槽（有：{known}）/ no slot `{{{name}}}` (there are {known}): {phrase}")
