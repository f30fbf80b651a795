"""Phrases: literal text with slots, compiled to RE2, so that no report can stall a match.

`{money}` `{percent}` `{count}` `{score}` hold a quantity, `{year}` a year; `{..}` stands for up to 12 characters of
one clause, `{...}` for up to 30 of one sentence (`{..20}`: 20); `{docno}` is a document's number; `(甲|乙|)` a choice.
Everything else is literal; Chinese quotation marks may be there or not, and `（` `）` stand for brackets of the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from youju.facts.linear import Pattern, compile_linear, escape
from youju.facts.spans import Span

_HAN = "[〇零一二两三四五六七八九十百千]"
_NUMBER = rf"[0-9][0-9,，]*(?:\.[0-9]+)?|{_HAN}+(?:[万亿]{_HAN}+)*(?:点{_HAN}+)?"
_LEAD = r"(?:均|已|为|是|共有|共计|合计|总计|共|计|有|仅|达到了?|达|：|的|了|人民币)*"
_COMPARE = (
    r"(?:≥|≤|>|<|=|没有超过|未超过|不超过|不高于|不低于|不少于|不大于|不小于|小于|大于|低于|高于|少于|超过|超"
    r"|不足|不到|将近|接近|近|大约|约为|约占|约达|约有|约)?"
)
_SCALE = r"(?:[余多]?(?:[十百千]?[亿万]|千|百)?[余多]?)"
_SUFFIX = r"(?:(?:\(含\))?及?(?:以上|以下|以内)|左右)?"
_COUNTED = "家次|人次|批次|场次|名|人|个|家|项|件|次|批|户|辆|宗|起|条|处|份|场|类|笔|支|座|台|套|所|例|期|篇|轮|本"
_SLOTS = {
    "money": rf"{_COMPARE}-?(?:{_NUMBER}){_SCALE}元{_SUFFIX}",
    "percent": rf"{_COMPARE}(?:-?(?:{_NUMBER})%|百分之(?:{_NUMBER})){_SUFFIX}",
    "count": rf"{_COMPARE}(?:{_NUMBER})[余多]?万?[余多]?(?:{_COUNTED}){_SUFFIX}",
    "score": rf"-?(?:{_NUMBER})分",
    "year": r"(?:19|20)[0-9]{2}",
}
_DOCNO = r"\p{Han}{0,8}[\[(〔][12][0-9]{3}[\])〕]第?[0-9]{1,5}号"
_CLAUSE, _SENTENCE = r"[^。；，;\n]", r"[^。；;\n]"
_MAX_GAP = 200
_BRACKETS = {"（": "(", "）": ")"}  # folded text has no others; in a phrase the half-width ones are a choice
# No report has these once it is folded; full-width brackets are its own, unless they hold a choice.
_WIDE = re.compile(r"[｛｝｜]|（[^（）()]*[|｜][^（）()]*）")
_HALF_WIDTH = str.maketrans("（）｛｝｜", "(){}|")
_HOLE = re.compile(r"\{[^}]*\}")
_PIECE = re.compile(r"\{(?P<slot>[^{}]*)\}|(?P<mark>[(|)])|(?P<quote>[“”])|(?P<char>.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in folded text: the whole match, the slot's own span where it has one, and its gaps."""

    start: int
    end: int
    slot: Span | None
    gaps: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase. `anchor` is a literal (maybe empty) that every match contains, to skip texts without it.

    `group` is the place of the slot among the groups of the pattern; the other groups are its gaps.
    """

    text: str
    slot: str | None
    group: int
    anchor: str
    pattern: Pattern

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Every match within `[start, end)` of a folded text, in order."""
        end = len(text) if end is None else end
        if text.find(self.anchor, start, end) < 0:
            return
        for whole, groups in self.pattern.find(text, start, end):
            gaps = tuple(span for n, span in enumerate(groups) if n != self.group and span[0] >= start)
            yield Match(*whole, groups[self.group] if self.slot else None, gaps)


class PhraseError(ValueError):
    """A phrase that cannot be compiled: an unknown slot, an open bracket, nothing literal in it."""

    def __init__(self, message: str, proposal: str | None = None) -> None:
        super().__init__(message)
        self.proposal = proposal


@functools.lru_cache(maxsize=4096)
def compile_phrase(text: str) -> Phrase:
    """The phrase a line of the dictionary stands for; PhraseError says what is wrong with it."""
    if _WIDE.search(text):
        proposal = _WIDE.sub(lambda wide: wide[0].translate(_HALF_WIDTH), text)
        raise PhraseError(f"槽和选项的括号要用半角 / slots and choices take half-width brackets: `{text}`", proposal)
    pieces: list[str] = []
    literals, depth, groups = [""], 0, 0
    slot: str | None = None
    group = -1
    for piece in _PIECE.finditer(text):
        if (name := piece["slot"]) is not None:
            if name in _SLOTS:
                if slot is not None or depth:
                    raise PhraseError(
                        f"一个短语只能有一个取值的槽，且在括号之外 / one slot only, outside brackets: `{text}`"
                    )
                slot, group = name, groups
            groups += name != "docno"
            pieces.append(_slot(name, text))
            literals.append("")
        elif mark := piece["mark"]:
            depth += {"(": 1, ")": -1}.get(mark, 0)
            if depth < 0 or (mark == "|" and depth == 0):
                raise PhraseError(f"括号不配对 / unbalanced brackets: `{text}`")
            pieces.append("(?:" if mark == "(" else mark)
            literals.append("")
        elif piece["quote"]:
            pieces.append("[“”‘’]?")
            literals.append("")
        else:
            char = _BRACKETS.get(piece["char"], piece["char"])
            pieces.append(escape(char))
            literals[-1] += "" if depth else char
    _refuse_shapeless(text, depth)
    return Phrase(text, slot, group, max(literals, key=len), compile_linear("".join(pieces)))


def _refuse_shapeless(text: str, depth: int) -> None:
    literal = _HOLE.sub("", text)
    if "{" in literal or "}" in literal:
        raise PhraseError(f"花括号不配对 / `{{` and `}}` do not pair: `{text}`")
    if depth or not any(char not in "(|)“”" for char in literal):
        raise PhraseError(f"短语须有固定的文字，且括号配对 / needs literal text and balanced brackets: `{text}`")


def _slot(name: str, phrase: str) -> str:
    if name in _SLOTS:
        return f"{_LEAD}({_SLOTS[name]})"
    if name == "docno":
        return _DOCNO
    if name.startswith(".."):
        dots = "..." if name.startswith("...") else ".."
        size = name[len(dots) :] or ("30" if dots == "..." else "12")
        if size.isascii() and size.isdigit() and int(size) <= _MAX_GAP:
            return f"({_SENTENCE if dots == '...' else _CLAUSE}{{0,{size}}}?)"
    known = " ".join(f"{{{slot}}}" for slot in (*_SLOTS, "docno", "..", "..."))
    raise PhraseError(f"没有 `{{{name}}}` 这个槽（有 {known}） / no slot `{{{name}}}` (there are {known}): `{phrase}`")
