"""Phrases: literal text with slots, compiled to RE2, so that no report can stall a match.

`{money}` `{percent}` `{count}` `{score}` hold a quantity, `{year}` a year; `{..}` stands for up to 12 characters of
one clause, `{...}` for up to 30 of one sentence (`{..20}`: 20); `{本年}` and `{上年}` are the report's fiscal year and
the one before; `{docno}` is a document's number; `(甲|乙|)` a choice. Groups of words (`words`) are put in before.
Everything else is literal; Chinese quotation marks may be there or not, and `（` `）` stand for brackets of the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import permutations
from typing import Literal

from youju.facts.linear import Pattern, escape
from youju.facts.literals import Literals, Room, Told, lines_with, starts_of
from youju.facts.spans import Span
from youju.structs import Struct

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
    "count": rf"{_COMPARE}-?(?:{_NUMBER})[余多]?万?[余多]?(?:{_COUNTED}){_SUFFIX}",
    "score": rf"-?(?:{_NUMBER})分",
    "year": r"(?:19|20)[0-9]{2}",
}
_DOCNO = r"\p{Han}{0,8}[\[(〔][12][0-9]{3}[\])〕]第?[0-9]{1,5}号"
# What the slots of years add to the fiscal year of the report.
YEARS = {"本年": 0, "上年": -1}
Year = int | Literal["any"] | None
MOST_PARTS = 4
_NOTHING = r"[^\x{0}-\x{10FFFF}]"
_CLAUSE, _SENTENCE = r"[^。；，;\n]", r"[^。；;\n]"
_MAX_GAP = 200
_BRACKETS = str.maketrans("（）", "()")  # folded text has no others; in a phrase the half-width ones are a choice
# No report has these once it is folded; full-width brackets are its own, unless they hold a choice.
_WIDE = re.compile(r"[｛｝｜]|（[^（）()]*[|｜][^（）()]*）")
_HALF_WIDTH = str.maketrans("（）｛｝｜", "(){}|")
_HOLE = re.compile(r"\{[^}]*\}")
_PIECE = re.compile(r"\{(?P<slot>[^{}]*)\}|(?P<mark>[(|)])|(?P<quote>[“”])|(?P<text>[^{}(|)“”]+|.)", re.DOTALL)


class Match(Struct):
    """A phrase found in folded text: the whole match, the slot's own span where it has one, and its gaps."""

    start: int
    end: int
    slot: Span | None
    gaps: tuple[Span, ...] = ()


class Phrase(Struct):
    """A phrase to look for. `anchor` is a literal (maybe empty) that every match contains, to skip texts without it.

    `slots` are the places of the slot among the groups of the pattern, one for each order that its parts may stand in;
    the other groups are its gaps. Every match holds all of `literals`: no line
    without them is looked at, and the pattern is compiled at the first that has them.
    """

    text: str
    slot: str | None
    slots: frozenset[int]
    anchor: str
    literals: tuple[Literals, ...]
    pattern: Pattern

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Every match within `[start, end)` of a folded text, in order."""
        end = len(text) if end is None else end
        for first, last in lines_with(text, self.anchor, self.literals, start, end):
            for whole, groups in self._found(text, first, last):
                gaps = tuple(span for n, span in enumerate(groups) if n not in self.slots and span[0] >= first)
                slot = next((groups[n] for n in sorted(self.slots) if groups[n][0] >= first), None)
                yield Match(*whole, slot, gaps)

    def _found(self, text: str, first: int, last: int) -> Iterator[tuple[Span, tuple[Span, ...]]]:
        starts = starts_of(text, self.literals[0], first, last) if len(self.literals) == 1 else None
        return self.pattern.find(text, first, last) if starts is None else self.pattern.find_at(text, starts, last)


class _Part(Struct):
    """A piece of a phrase as a regular expression: its slot, which of its groups is that, how many it has."""

    source: str
    slot: str | None
    group: int
    groups: int
    literals: Literals

    @property
    def anchor(self) -> str:
        """The longest of the literals; empty where it has none."""
        return max((word.choices[0] for word in self.literals if len(word.choices) == 1), key=len, default="")


class PhraseError(ValueError):
    """A phrase that cannot be compiled: an unknown slot, an open bracket, nothing literal in it."""

    def __init__(self, message: str, proposal: str | None = None) -> None:
        super().__init__(message)
        self.proposal = proposal


@functools.lru_cache(maxsize=4096)
def compile_phrase(text: str, year: Year = None) -> Phrase:
    """The phrase a line of the dictionary stands for; PhraseError says what is wrong with it.

    `year` is what `{本年}` stands for; where it is None, `{本年}` and `{上年}` match nothing.
    """
    part = _part(text, year)
    _refuse_shapeless(text)
    slots = frozenset([part.group]) if part.slot else frozenset[int]()
    return Phrase(text, part.slot, slots, part.anchor, (part.literals,), Pattern(part.source))


@functools.lru_cache(maxsize=4096)
def compile_near(texts: tuple[str, ...], apart: int, sentence: bool = False, year: Year = None) -> Phrase:
    """Parts that stand in any order in one clause (or sentence), at most `apart` characters between two of them."""
    shown = "、".join(texts)
    if not 2 <= len(texts) <= MOST_PARTS:
        raise PhraseError(f"near 要有 2 至 {MOST_PARTS} 个部分 / `near` takes 2 to {MOST_PARTS} parts: `{shown}`")
    if not 0 <= apart <= _MAX_GAP:
        raise PhraseError(f"apart 至多 {_MAX_GAP} 个字 / `apart` is at most {_MAX_GAP} characters: `{apart}`")
    parts = [_part(text, year) for text in texts]
    slots = [part.slot for part in parts if part.slot]
    if len(slots) > 1:
        raise PhraseError(f"一个短语只能有一个取值的槽 / one slot only: `{shown}`")
    _refuse_shapeless("".join(texts))
    gap = f"({_SENTENCE if sentence else _CLAUSE}{{0,{apart}}}?)"
    orders, places, groups = list[str](), list[int](), 0
    for order in permutations(parts):
        orders.append(gap.join(part.source for part in order))
        for n, part in enumerate(order):
            groups += n > 0
            places.extend([groups + part.group] if part.slot else [])
            groups += part.groups
    anchor, literals = max((part.anchor for part in parts), key=len), tuple(part.literals for part in parts)
    return Phrase(shown, slots[0] if slots else None, frozenset(places), anchor, literals, Pattern("|".join(orders)))


def _part(text: str, year: Year) -> _Part:
    if _WIDE.search(text):
        proposal = _WIDE.sub(lambda wide: wide[0].translate(_HALF_WIDTH), text)
        raise PhraseError(f"槽和选项的括号要用半角 / slots and choices take half-width brackets: `{text}`", proposal)
    pieces: list[str] = []
    told, depth, groups = Told(), 0, 0
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
            source, room = _year(name, year) or _slot(name, text)
            groups += name in _SLOTS or name.startswith("..")
            pieces.append(source)
            told.hole(room)
        elif mark := piece["mark"]:
            depth += {"(": 1, ")": -1}.get(mark, 0)
            if depth < 0 or (mark == "|" and depth == 0):
                raise PhraseError(f"括号不配对 / unbalanced brackets: `{text}`")
            pieces.append("(?:" if mark == "(" else mark)
            told.mark(mark)
        elif piece["quote"]:
            pieces.append("[“”‘’]?")
            told.hole(1)
        else:
            words = piece["text"].translate(_BRACKETS)
            pieces.append(words if words.isalnum() else escape(words))
            told.text(words)
    if depth:
        raise PhraseError(f"短语须有固定的文字，且括号配对 / needs literal text and balanced brackets: `{text}`")
    return _Part("".join(pieces), slot, group, groups, told.literals())


def _refuse_shapeless(text: str) -> None:
    literal = _HOLE.sub("", text)
    if "{" in literal or "}" in literal:
        raise PhraseError(f"花括号不配对 / `{{` and `}}` do not pair: `{text}`")
    if not any(char not in "(|)“”" for char in literal):
        raise PhraseError(f"短语须有固定的文字，且括号配对 / needs literal text and balanced brackets: `{text}`")


def _year(name: str, year: Year) -> tuple[str, Room] | None:
    """`{本年}` and `{上年}`: the fiscal year and the one before, as reports write them in digits."""
    if name not in YEARS:
        return None
    if year == "any":
        return "(?:19|20)[0-9]{2}年度?", 6
    return (_NOTHING, 0) if year is None else (f"{year + YEARS[name]}年度?", None)


def _slot(name: str, phrase: str) -> tuple[str, Room]:
    """The expression of a slot or gap, and how many characters it may hold."""
    if name in _SLOTS:
        return f"{_LEAD}({_SLOTS[name]})", None
    if name == "docno":
        return _DOCNO, None
    if name.startswith(".."):
        dots = "..." if name.startswith("...") else ".."
        size = name[len(dots) :] or ("30" if dots == "..." else "12")
        if size.isascii() and size.isdigit() and int(size) <= _MAX_GAP:
            return f"({_SENTENCE if dots == '...' else _CLAUSE}{{0,{size}}}?)", int(size)
    known = " ".join(f"{{{slot}}}" for slot in (*_SLOTS, *YEARS, "docno", "..", "..."))
    zh, en = f"没有 `{{{name}}}` 这个槽（有 `{known}`）", f"no slot `{{{name}}}` (there are `{known}`)"
    raise PhraseError(f"{zh} / {en}: `{phrase}`")
