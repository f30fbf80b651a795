"""Telling brackets apart, and refusing what is nested too deep before any tree is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from youju.feel.lex import OPERAND_ENDS, Lexeme
from youju.feel.walk import MAX_DEPTH, too_deep
from youju.structs import replace

_LEVELS: Final = ("sum", "product", "power", "item")
_LEVEL_OF: Final = {"PLUS": 0, "MINUS": 0, "STAR": 1, "SLASH": 1, "POW": 2, "LSQ": 3}
_BREAKS: Final = frozenset(
    {"COMMA", "COLON", "AND", "OR", "PREFIX_NOT", "CMP", "BETWEEN", "TO", "IN", "IF", "THEN", "ELSE", "DOTS"}
)
_PREFIXES: Final = frozenset({"MINUS", "PREFIX_NOT", "IF"})
_OPENING: Final = frozenset({"LPAR", "IN_LPAR", "LSQ", "RANGE_OPEN"})
_CLOSING: Final = frozenset({"RPAR", "RSQ", "RANGE_CLOSE"})


@dataclass(slots=True)
class _Open:
    """An open bracket while it is read: a `..` in it, and how many operators are chained at each level of binding."""

    dots: bool = False
    chains: list[int] = field(default_factory=lambda: [0] * len(_LEVELS))

    def read(self, kind: str, after_operand: bool) -> int:
        """The length of the chain this lexeme prolongs; a chain of n operators is a tree n deep."""
        if kind in _BREAKS:
            self.dots = self.dots or kind == "DOTS"
            self.chains = [0] * len(_LEVELS)
            return 0
        level = _LEVEL_OF.get(kind)
        if level is None or not after_operand:
            return 0
        self.chains[level] += 1
        self.chains[level + 1 :] = [0] * (len(_LEVELS) - level - 1)
        return self.chains[level]


def tell_brackets(lexemes: Iterable[Lexeme]) -> Iterator[Lexeme]:
    """Tells `(` after `in`, and the reversed brackets of open ranges `]1..5[`, from the ordinary ones.

    Raises FeelError (`feel-too-deep`) at the lexeme that would make the tree deeper than `MAX_DEPTH`.
    """
    opened = [_Open()]
    before, prefixes = "", 0
    for one in lexemes:
        after_operand = before in OPERAND_ENDS
        kind = _kind(one.type, before, after_operand, opened[-1].dots and len(opened) > 1)
        chained = opened[-1].read(kind, after_operand)
        if kind in _OPENING:
            opened.append(_Open())
        elif kind in _CLOSING and len(opened) > 1:
            opened.pop()
        prefixes = prefixes + 1 if kind in _PREFIXES and not after_operand else 0
        if len(opened) > MAX_DEPTH or chained >= MAX_DEPTH or prefixes >= MAX_DEPTH:
            raise too_deep(one.start, one.end)
        before = kind
        yield one if kind == one.type else replace(one, type=kind)


def _kind(kind: str, before: str, after_operand: bool, in_range: bool) -> str:
    if kind == "LPAR" and before == "IN":
        return "IN_LPAR"
    if kind == "LSQ" and in_range and after_operand:
        return "RANGE_CLOSE"
    if kind == "RSQ" and not after_operand and before != "LSQ":
        return "RANGE_OPEN"
    return kind
